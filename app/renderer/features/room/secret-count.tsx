import { useState } from 'react'
import type { LogFault } from '#application/sitting/check-log.ts'
import { tallyOf } from '#application/sitting/key-holding.ts'
import { keyThreshold } from '#domain/voting/counting-key.ts'
import { graceEndsAt, hasEnoughBallots, type Poll } from '#domain/voting/poll.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Text, useLive } from '#design/index.ts'
import { HolderList } from './holder-list.tsx'
import { useRoomView } from './room-context.ts'
import classes from './votes.module.css'

/** Counting a secret vote: two holders give their parts, then the one who conducts publishes. */
export function SecretCount({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { room, me, conducts, act } = useRoomView()
  const isGraceOver = useNow() >= graceEndsAt(poll)
  const holders = poll.countingKey?.holders ?? []
  const [isIncomplete, setIncomplete] = useState(false)
  // Until the grace is over, ballots may still land.
  if (isGraceOver && !hasEnoughBallots(poll))
    return (
      <Alert color="yellow" data-testid="too-few-ballots">
        {t('secret.tooFew', { count: poll.ballots.size, least: poll.question.secret?.minBallots ?? 0 })}
      </Alert>
    )
  const isCounted = poll.partials.size >= keyThreshold
  const publish = async () => {
    const tally = tallyOf(room, poll)
    setIncomplete(tally === null)
    if (tally) await act({ t: 'poll.publish', meeting: room.meeting, poll: poll.id, tally })
  }
  return (
    <div className={classes.committee} data-testid="secret-count">
      <Text fw={600}>{t(isCounted ? 'secret.counted' : 'secret.counting', { needed: keyThreshold })}</Text>
      <HolderList holders={holders} hasDone={(holder) => poll.partials.has(holder)} />
      <Group>
        {holders.includes(me) && !poll.partials.has(me) && <CountButton poll={poll} isReady={isGraceOver} />}
        {conducts && (
          <Button disabled={!isCounted} onClick={() => void publish()}>
            {t('vote.publish')}
          </Button>
        )}
      </Group>
      {isIncomplete && (
        <Text c="red" role="alert">
          {t('secret.fault.not-checked')}
        </Text>
      )}
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
  const [fault, setFault] = useState<LogFault | 'another-sum' | null>(null)
  const isUnderWay = useLive(room.waiting).some((act) => act.t === 'poll.partial' && act.poll === poll.id)
  if (isUnderWay) return null
  if (!isHere) return <Text>{t('committee.elsewhere')}</Text>
  const count = async () => {
    setWorking(true)
    setFault(null)
    const done = await workspace.keyHolding
      .count(room, poll, workspace.makeRecord(room, meeting.title))
      .finally(() => setWorking(false))
    if (done.ok || done.error === 'no-secret') return
    if (done.error === 'false-record' || done.error === 'not-checked' || done.error === 'another-sum')
      setFault(done.error)
    else notify(done.error)
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
