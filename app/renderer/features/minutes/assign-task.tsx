import { IconClipboardPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Button, Modal, MultiSelect, Select, Stack, Textarea } from '#design/index.ts'

/** Turns a conclusion into a task: who leads, who supports, until when. */
export function AssignTask({
  meeting,
  item,
  conclusion,
}: {
  readonly meeting: MeetingRow
  readonly item: ItemRow
  readonly conclusion: string
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const act = useAct()
  const nameOf = useNames()
  const [isOpen, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [lead, setLead] = useState<string | null>(null)
  const [support, setSupport] = useState<string[]>([])
  const [due, setDue] = useState(0)
  const people = meeting.participants
    .map(({ person }) => ({ value: person as string, label: nameOf(person) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))
  const open = () => {
    setTitle(conclusion.trim())
    setLead(null)
    setSupport([])
    setDue(workspace.now() + 14 * dayMs)
    setOpen(true)
  }
  const assign = async () => {
    const isDone = await act({
      t: 'task.assign',
      meeting: meeting.id,
      task: workspace.newId('w'),
      item: item.id,
      title: title.normalize('NFC').trim(),
      lead: lead as PersonId,
      support: support as PersonId[],
      due,
    })
    if (isDone) setOpen(false)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconClipboardPlus size={20} aria-hidden />} onClick={open}>
        {t('tasks.assign')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('tasks.assign')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void assign()
          }}
        >
          <Stack>
            <Textarea
              label={t('tasks.what')}
              autosize
              minRows={2}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              data-autofocus
            />
            <Select
              label={t('tasks.lead')}
              data={people.filter(({ value }) => !support.includes(value))}
              value={lead}
              onChange={setLead}
              searchable
            />
            <MultiSelect
              label={t('tasks.support')}
              data={people.filter(({ value }) => value !== lead)}
              value={support}
              onChange={setSupport}
              searchable
            />
            <MomentInput label={t('tasks.due')} value={due} onChange={setDue} />
            <DialogActions
              onCancel={() => setOpen(false)}
              label={t('tasks.assign')}
              isReady={title.trim() !== '' && lead !== null}
            />
          </Stack>
        </form>
      </Modal>
    </>
  )
}
