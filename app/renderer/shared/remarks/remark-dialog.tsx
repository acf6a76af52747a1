import { useState } from 'react'
import type { PaperRow } from '#application/projection/rows.ts'
import type { RemarkPlace } from '#domain/remarks/remark.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Modal, Select, Stack, Text, Textarea, notifications } from '#design/index.ts'
import { DialogActions } from '../dialog-actions.tsx'

/** Says something on a paper before the session: on the words that were chosen, or on the whole of it. */
export function RemarkDialog({
  papers,
  place,
  onClose,
}: {
  /** Which it may be on; one only where the place is given. */
  readonly papers: readonly PaperRow[]
  readonly place: RemarkPlace | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const [chosen, setChosen] = useState<string | null>(papers[0]?.id ?? null)
  const [text, setText] = useState('')
  const paper = papers.find(({ id }) => id === chosen)
  const send = async () => {
    if (!paper) return
    // Whose answers count is of no matter to one who only sends.
    const remarks = await workspace.openRemarks({ meeting: paper.meetingId, paper: paper.id }, () => false)
    remarks.send(text.normalize('NFC').trim(), place)
    await remarks.flush()
    remarks.close()
    notifications.show({ color: 'teal', message: t('remarks.kept') })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('remarks.write')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {papers.length > 1 ? (
            <Select
              label={t('remarks.onPaper')}
              value={chosen}
              onChange={setChosen}
              data={papers.map(({ id, title }) => ({ value: id as string, label: title }))}
              allowDeselect={false}
              searchable
            />
          ) : (
            <Text fw={600}>{paper?.title ?? ''}</Text>
          )}
          {place && place.quote !== '' && (
            <Text c="dimmed" lineClamp={6}>
              “{place.quote}” ({t('marks.page', { page: place.page + 1 })})
            </Text>
          )}
          <Textarea
            label={t('remarks.text')}
            description={t('remarks.whoSees')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={4}
            maxRows={14}
            maxLength={10_000}
            data-autofocus
          />
          <DialogActions
            onCancel={onClose}
            label={t('remarks.send')}
            isReady={text.trim() !== '' && paper !== undefined}
          />
        </Stack>
      </form>
    </Modal>
  )
}
