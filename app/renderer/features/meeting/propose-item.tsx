import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { Button, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '#design/index.ts'
import classes from './meeting.module.css'

/** What a member wants to have discussed, and what became of it. */
export function ProposeItem({ meeting, mayPropose }: { readonly meeting: MeetingRow; readonly mayPropose: boolean }) {
  const { t } = useTranslation()
  const me = useWorkspace().identity.person.id
  const [isOpen, setOpen] = useState(false)
  const own = meeting.preparation.proposals.filter(({ by }) => by === me)
  if (!mayPropose && own.length === 0) return null
  return (
    <section className={classes.propose} aria-label={t('preparing.proposals.title')}>
      {own.map(({ id, title, decision }) => (
        <Text key={id}>
          <strong>{title}</strong> ·{' '}
          {decision === null
            ? t('preparing.proposals.waiting')
            : decision.accepted
              ? t('preparing.proposals.accepted')
              : t('preparing.proposals.declined', { reason: decision.reason })}
        </Text>
      ))}
      {mayPropose && (
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t('preparing.proposals.make')}
        </Button>
      )}
      {isOpen && <ProposalDialog meeting={meeting} onClose={() => setOpen(false)} />}
    </section>
  )
}

function ProposalDialog({ meeting, onClose }: { readonly meeting: MeetingRow; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct()
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState(15)
  const send = async () => {
    const proposal = { title: title.trim(), reason: reason.trim(), minutes }
    if (await act({ t: 'proposal.make', meeting: meeting.id, ...proposal })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('preparing.proposals.make')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          <TextInput
            label={t('preparing.proposals.name')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <Textarea
            label={t('preparing.proposals.why')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            required
          />
          <NumberInput
            label={t('preparing.proposals.minutes')}
            value={minutes}
            onChange={(value) => setMinutes(Number(value) || 0)}
            min={0}
            max={600}
          />
          <DialogActions
            onCancel={onClose}
            label={t('preparing.proposals.send')}
            isReady={title.trim() !== '' && reason.trim() !== ''}
          />
        </Stack>
      </form>
    </Modal>
  )
}
