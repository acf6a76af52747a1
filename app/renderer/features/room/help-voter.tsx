import { useState } from 'react'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Modal, Select, Stack, Text, TextInput } from '#design/index.ts'
import { ChoiceFields, isWholeChoice } from './choice-fields.tsx'
import { useRoomView } from './room-context.ts'

/** The secretary enters what a member says whose machine fails them. It stands in the record who entered it, and why. */
export function HelpVoter({
  poll,
  isOpen,
  onClose,
}: {
  readonly poll: Poll
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('vote.help.title')} size="lg">
      {isOpen && <Form poll={poll} onClose={onClose} />}
    </Modal>
  )
}

function Form({ poll, onClose }: { readonly poll: Poll; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notify = useRefusalNotice()
  const { room, me, meeting, nameOf } = useRoomView()
  const [voter, setVoter] = useState<PersonId | null>(null)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [reason, setReason] = useState('')
  const others = [...poll.electorate].filter((person) => person !== me && !poll.ballots.has(person))
  const send = async () => {
    if (voter === null || choice === null) return
    const place = { room, poll, title: meeting.title, voter, helpReason: reason.trim() }
    const done = await workspace.castBallot(place, choice)
    if (done.ok) onClose()
    else if (done.error !== 'false-record' && done.error !== 'not-checked') notify(done.error)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        <Text>{t('vote.help.text')}</Text>
        <Select
          label={t('vote.help.voter')}
          data={others.map((person) => ({ value: person as string, label: nameOf(person) }))}
          value={voter}
          onChange={(value) => setVoter(value as PersonId | null)}
          searchable
          nothingFoundMessage={t('vote.help.nobody')}
        />
        <ChoiceFields poll={poll} choice={choice} onChoice={setChoice} />
        <TextInput
          label={t('vote.help.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={1000}
        />
        <DialogActions
          onCancel={onClose}
          label={t('vote.help.send')}
          isReady={voter !== null && isWholeChoice(choice, poll) && reason.trim() !== ''}
        />
      </Stack>
    </form>
  )
}
