import { IconCheck, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { tallyOf } from '#application/sitting/key-holding.ts'
import { keyThreshold } from '#domain/voting/counting-key.ts'
import { graceEndsAt, type Poll } from '#domain/voting/poll.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Text, useLive } from '#design/index.ts'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** Counting a secret vote: two holders give their parts, then the one who conducts publishes. */
export function SecretCount({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { room, me, conducts, nameOf, act } = useRoomView()
  const isGraceOver = useNow() >= graceEndsAt(poll)
  const holders = poll.countingKey?.holders ?? []
  const least = poll.question.secret?.minBallots ?? 0
  if (poll.ballots.size < least)
    return (
      <Alert color="yellow" data-testid="too-few-ballots">
        {t('secret.tooFew', { count: poll.ballots.size, least })}
      </Alert>
    )
  const isCounted = poll.partials.size >= keyThreshold
  const publish = async () => {
    const tally = tallyOf(room, poll)
    if (tally) await act({ t: 'poll.publish', meeting: room.meeting, poll: poll.id, tally })
  }
  return (
    <div className={classes.committee} data-testid="secret-count">
      <Text fw={600}>{t(isCounted ? 'secret.counted' : 'secret.counting', { needed: keyThreshold })}</Text>
      <ul className={classes.holders}>
        {holders.map((holder) => (
          <li key={holder}>
            {poll.partials.has(holder) ? (
              <IconCheck size={20} aria-label={t('committee.done')} />
            ) : (
              <IconClock size={20} aria-label={t('committee.pending')} />
            )}
            {nameOf(holder)}
          </li>
        ))}
      </ul>
      <Group>
        {holders.includes(me) && !poll.partials.has(me) && <CountButton poll={poll} isReady={isGraceOver} />}
        {conducts && (
          <Button disabled={!isCounted} onClick={() => void publish()}>
            {t('vote.publish')}
          </Button>
        )}
      </Group>
    </div>
  )
}

function CountButton({ poll, isReady }: { readonly poll: Poll; readonly isReady: boolean }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notify = useRefusalNotice()
  const { room, meeting } = useRoomView()
  const isHere = useLive(workspace.keyHolding.ceremonies).has(poll.countingKey?.ceremony ?? '')
  const [isWorking, setWorking] = useState(false)
  const [fault, setFault] = useState<'false-record' | 'another-sum' | 'not-checked' | null>(null)
  if (!isHere) return <Text>{t('committee.elsewhere')}</Text>
  const count = async () => {
    const record = workspace.makeRecord(room, meeting.title)
    if (!record) return setFault('not-checked')
    setWorking(true)
    setFault(null)
    try {
      const done = await workspace.keyHolding.count(room, poll, record)
      if (done.ok || done.error === 'no-secret') return
      if (done.error === 'false-record' || done.error === 'another-sum') setFault(done.error)
      else notify(done.error)
    } catch {
      setFault('not-checked')
    } finally {
      setWorking(false)
    }
  }
  return (
    <>
      <Button variant="filled" loading={isWorking} disabled={!isReady} onClick={() => void count()}>
        {t('secret.count')}
      </Button>
      {fault && (
        <Text c="red" role="alert">
          {t(`secret.fault.${fault}`)}
        </Text>
      )}
    </>
  )
}
