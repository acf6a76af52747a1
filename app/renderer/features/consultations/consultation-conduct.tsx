import { IconChevronDown, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { isOverTime, silentOf, type Consultation } from '#domain/consultation/consultation.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { composeConsultation } from '#renderer/shared/documents/compose-consultation.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import type { OfficeDocument } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { Button, Group, Menu, Modal, Stack, Text, Textarea } from '#design/index.ts'
import { useChoiceLabel } from './use-choice-label.ts'

/** What the one who asks may do: more time, the end, and the result as a document. */
export function ConsultationConduct({
  consultation,
  meeting,
  now,
}: {
  readonly consultation: Consultation
  readonly meeting: MeetingRow
  readonly now: number
}) {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const scribe = useScribe()
  const labelOf = useChoiceLabel()
  const [asking, setAsking] = useState<'extend' | 'close' | null>(null)
  const [document, setDocument] = useState<OfficeDocument | null>(null)
  const act = useAct()
  const missing = silentOf(consultation).length
  const remind = () => act({ t: 'consult.remind', meeting: meeting.id, consultation: consultation.id })
  return (
    <Group gap="xs">
      {hostWindow.saveFile && (
        <Button
          variant="default"
          leftSection={<IconFileText size={20} aria-hidden />}
          onClick={() => setDocument(composeConsultation(consultation, { meeting, labelOf }, scribe))}
        >
          {t('consult.export')}
        </Button>
      )}
      {consultation.closedAt === null && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={18} aria-hidden />}>
              {t('consult.conduct')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {missing > 0 && !isOverTime(consultation, now) && (
              <Menu.Item onClick={() => void remind()}>{t('consult.remind', { count: missing })}</Menu.Item>
            )}
            <Menu.Item onClick={() => setAsking('extend')}>{t('consult.ask.extend')}</Menu.Item>
            <Menu.Item onClick={() => setAsking('close')}>{t('consult.ask.close')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asking && (
        <AskDialog
          asking={asking}
          consultation={consultation}
          meeting={meeting}
          now={now}
          onClose={() => setAsking(null)}
        />
      )}
      {document && <DocumentDialog document={document} onClose={() => setDocument(null)} />}
    </Group>
  )
}

function AskDialog({
  asking,
  consultation,
  meeting,
  now,
  onClose,
}: {
  readonly asking: 'extend' | 'close'
  readonly consultation: Consultation
  readonly meeting: MeetingRow
  readonly now: number
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const act = useAct()
  const [reason, setReason] = useState('')
  const [deadline, setDeadline] = useState(Math.max(consultation.deadline, now) + dayMs)
  const missing = silentOf(consultation).length
  const needsReason = asking === 'extend' || (missing > 0 && now <= consultation.deadline)
  const send = async () => {
    const place = { meeting: meeting.id, consultation: consultation.id }
    const words = reason.normalize('NFC').trim()
    const isDone =
      asking === 'extend'
        ? await act({ t: 'consult.extend', ...place, deadline, reason: words })
        : await act({ t: 'consult.close', ...place, reason: words })
    if (isDone) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(`consult.ask.${asking}`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {asking === 'extend' ? (
            <MomentInput label={t('consult.newDeadline')} value={deadline} onChange={setDeadline} />
          ) : (
            <Text>{t(missing > 0 ? 'consult.closeMissing' : 'consult.closeAll', { count: missing })}</Text>
          )}
          <Textarea
            label={t('common.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={1000}
            required={needsReason}
            data-autofocus
          />
          <DialogActions
            onCancel={onClose}
            label={t(`consult.ask.${asking}`)}
            isReady={!needsReason || reason.trim() !== ''}
          />
        </Stack>
      </form>
    </Modal>
  )
}
