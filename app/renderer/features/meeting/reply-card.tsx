import { useState } from 'react'
import { changesSince, mustAnswerAgain, type IssuedInvitation } from '#domain/invitation/invitation.ts'
import { replyStatus } from '#domain/attendance/roll.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ChangeList } from '#renderer/shared/invitations/change-list.tsx'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useAct, useRoom } from '#renderer/shared/use-room.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea, useLive } from '#design/index.ts'
import classes from './meeting.module.css'

/** The invited person's answer, while the session has not begun. */
export function ReplyCard({
  meeting,
  issued,
}: {
  readonly meeting: MeetingId
  readonly issued: readonly IssuedInvitation[]
}) {
  const room = useRoom(meeting)
  return room && <Card room={room} issued={issued} />
}

function Card({ room, issued }: { readonly room: MeetingRoom; readonly issued: readonly IssuedInvitation[] }) {
  const { t } = useTranslation()
  const { identity } = useWorkspace()
  const state = useLive(room.state)
  const waiting = useLive(room.waiting)
  const act = useAct()
  const [asks, setAsks] = useState<'request-absence' | 'substitute' | null>(null)
  const me = identity.person.id
  const roles = state.roles.get(me) ?? []
  const mayReply = roles.some(
    (role) => role === 'member' || role === 'chair' || role === 'guest' || role === 'presenter',
  )
  const changes = changesSince(issued, state.roll.replies.get(me)?.at ?? null)
  const againAsked = mustAnswerAgain(changes)
  if (state.status !== 'invited' || !mayReply) return null
  const pending = waiting.find((other) => other.t === 'invitation.reply' && other.person === me)
  const status = replyStatus(state.roll, me)
  const reply = (
    answer: 'accept' | 'request-absence' | 'substitute',
    rest: { reason: string; substitute: PersonId | null },
  ) => act({ t: 'invitation.reply', meeting: room.meeting, person: me, answer, ...rest })
  return (
    <section className={classes.reply} aria-label={t('room.reply.title')}>
      {changes.length > 0 && (
        <Alert color="yellow" title={t('inviting.changed')} w="100%">
          <ChangeList changes={changes} />
          {againAsked && status !== 'sent' && t('inviting.answerAgain')}
        </Alert>
      )}
      <Text fw={600}>
        {t('room.reply.mine', { status: t(`room.reply.statuses.${status}`) })}
        {pending && ` · ${t('room.waiting', { act: t('act.invitation.reply') })}`}
      </Text>
      <Group gap="xs">
        {(status !== 'accepted' || againAsked) && status !== 'absent-excused' && status !== 'substituted' && (
          <Button onClick={() => void reply('accept', { reason: '', substitute: null })}>
            {t(status === 'accepted' ? 'inviting.stillComing' : 'room.reply.accept')}
          </Button>
        )}
        {(status === 'sent' || status === 'accepted') && (
          <Button variant="default" onClick={() => setAsks('request-absence')}>
            {t('room.reply.absence')}
          </Button>
        )}
        {roles.includes('member') && status !== 'absent-excused' && status !== 'substituted' && (
          <Button variant="default" onClick={() => setAsks('substitute')}>
            {t('room.reply.substitute')}
          </Button>
        )}
      </Group>
      <AnswerDialog key={asks} asks={asks} me={me} onClose={() => setAsks(null)} onAnswer={reply} />
    </section>
  )
}

function AnswerDialog({
  asks,
  me,
  onClose,
  onAnswer,
}: {
  readonly asks: 'request-absence' | 'substitute' | null
  readonly me: PersonId
  readonly onClose: () => void
  readonly onAnswer: (
    answer: 'request-absence' | 'substitute',
    rest: { reason: string; substitute: PersonId | null },
  ) => Promise<boolean>
}) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const [reason, setReason] = useState('')
  const [substitute, setSubstitute] = useState<string | null>(null)
  const isWhole = asks === 'substitute' ? substitute !== null : reason.trim() !== ''
  const send = async () => {
    if (asks === null) return
    const done = await onAnswer(asks, {
      reason: reason.trim(),
      substitute: asks === 'substitute' ? (substitute as PersonId) : null,
    })
    if (done) onClose()
  }
  return (
    <Modal
      opened={asks !== null}
      onClose={onClose}
      title={t(asks === 'substitute' ? 'room.reply.substitute' : 'room.reply.absence')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {asks === 'substitute' && (
            <Select
              label={t('room.reply.substituteWho')}
              description={t('room.reply.substituteText')}
              data={(directory?.people ?? [])
                .filter(({ id, active }) => active && id !== me)
                .map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
              value={substitute}
              onChange={setSubstitute}
              searchable
              size="md"
              required
            />
          )}
          <Textarea
            label={t('room.reply.reason')}
            description={t('room.reply.reasonSeen')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            required={asks === 'request-absence'}
          />
          <DialogActions onCancel={onClose} label={t('room.reply.send')} isReady={isWhole} />
        </Stack>
      </form>
    </Modal>
  )
}
