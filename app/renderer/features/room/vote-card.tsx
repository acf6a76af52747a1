import { IconCheck, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { LogFault } from '#application/sitting/check-log.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { weightIn } from '#domain/voting/franchise.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Alert, Button, Group, Text, useLive } from '#design/index.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { BlockItems } from './block-items.tsx'
import { ChoiceFields, isWholeChoice } from './choice-fields.tsx'
import { RuleText } from './rule-text.tsx'
import { useRoomView } from './room-context.ts'
import { useChoiceWords } from './use-choice-words.ts'
import roomClasses from './room.module.css'
import classes from './votes.module.css'

/** What is voted on, and the ballots of this voter: their own, and those of members who left theirs to them. */
export function VoteCard({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { me, nameOf } = useRoomView()
  const { question, electorate, proxies } = poll
  const voters = [...electorate].filter((person) => (proxies.get(person) ?? person) === me)
  const holder = electorate.has(me) ? proxies.get(me) : undefined
  return (
    <>
      <div>
        <p className={roomClasses.eyebrow}>
          {t('vote.status.open')}
          {question.secret && ` · ${t('secret.name')}`}
        </p>
        <h2 className={classes.voteTitle}>{question.title}</h2>
        {question.text && <p className={classes.voteText}>{question.text}</p>}
        {question.block && <BlockItems poll={poll} />}
        <RuleText question={question} />
        {question.secret && (
          <Text size="sm" c="dimmed">
            {t('secret.code', { code: hashCode(poll.opening, 16) })}
          </Text>
        )}
      </div>
      {holder && <Text fw={600}>{t('vote.card.represented', { name: nameOf(holder) })}</Text>}
      {voters.length === 0 && !holder && <Text c="dimmed">{t('vote.card.notYours')}</Text>}
      {/* One's own first. */}
      {voters
        .toSorted((a, b) => Number(b === me) - Number(a === me))
        .map((voter) => (
          <section key={voter} className={classes.ballot} aria-label={t('vote.card.title')} data-voter={voter}>
            {voter !== me && (
              <Text fw={700} className={classes.onBehalf}>
                {t('vote.card.onBehalf', { name: nameOf(voter) })}
              </Text>
            )}
            {poll.weights.size > 0 && <Text size="sm">{t('vote.card.weight', { count: weightIn(poll, voter) })}</Text>}
            <BallotOf poll={poll} voter={voter} />
          </section>
        ))}
    </>
  )
}

/** One ballot: choose, look again, send; and what became of it. */
function BallotOf({ poll, voter }: { readonly poll: Poll; readonly voter: PersonId }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notify = useRefusalNotice()
  const { room, me, meeting, nameOf } = useRoomView()
  const own = useLive(workspace.ownBallots).get(poll.id) ?? []
  const waiting = useLive(room.waiting)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [isChanging, setChanging] = useState(false)
  const [isHidden, setHidden] = useState(false)
  const [isSending, setSending] = useState(false)
  const [fault, setFault] = useState<LogFault | null>(null)
  const words = useChoiceWords(poll)
  const { question } = poll
  const recorded = poll.ballots.get(voter)
  const mine = recorded && own.find((ballot) => sealOf(poll.id, ballot) === recorded.seal)
  const isUnderWay = waiting.some((act) => act.t === 'poll.ballot' && act.poll === poll.id && act.voter === voter)
  const send = async () => {
    if (!choice) return
    setSending(true)
    setFault(null)
    try {
      const done = await workspace.castBallot({ room, poll, title: meeting.title, voter }, choice)
      if (done.ok) {
        setChoice(null)
        setChanging(false)
      } else if (done.error === 'false-record' || done.error === 'not-checked') setFault(done.error)
      else notify(done.error)
    } finally {
      setSending(false)
    }
  }
  if (isUnderWay)
    return (
      <Alert color="yellow" role="status">
        {t('vote.card.sending')}
      </Alert>
    )
  if (recorded && !isChanging)
    return (
      <>
        {recorded.castBy !== me && recorded.helpReason !== '' && (
          <Text fw={600}>{t('vote.help.done', { name: nameOf(recorded.castBy), reason: recorded.helpReason })}</Text>
        )}
        <div className={classes.voted} role="status" data-testid="voted">
          <p className={classes.votedText}>
            <IconCheck size={24} aria-hidden />{' '}
            {mine && !isHidden
              ? t('vote.card.received', { choice: words(mine.choice) })
              : t(question.secret ? 'secret.received' : 'vote.card.hidden')}
          </p>
          <Text size="sm" c="dimmed">
            {t('vote.card.receipt', { number: recorded.seq, code: hashCode(recorded.seal, 8) })}
          </Text>
          <Group gap="xs">
            {question.mayChange ? (
              <Button variant="default" onClick={() => setChanging(true)}>
                {t('vote.card.change')}
              </Button>
            ) : (
              <Text size="sm">{t('vote.card.final')}</Text>
            )}
            {!question.secret && (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconEyeOff size={20} aria-hidden />}
                onClick={() => setHidden(!isHidden)}
              >
                {t(isHidden ? 'vote.card.show' : 'vote.card.hide')}
              </Button>
            )}
          </Group>
        </div>
      </>
    )
  return (
    <>
      <p className={classes.invite}>{t('vote.card.title')}</p>
      <ChoiceFields poll={poll} choice={choice} onChoice={setChoice} />
      <Text size="sm" c="dimmed">
        {t(
          question.secret ? 'secret.promise' : question.show === 'live' ? 'vote.card.visible' : 'vote.card.secretUntil',
        )}
      </Text>
      {fault && (
        <Alert color="red" role="alert">
          {t(`secret.fault.${fault}`)}
        </Alert>
      )}
      <Group>
        <Button size="lg" loading={isSending} disabled={!isWholeChoice(choice, poll)} onClick={() => void send()}>
          {choice === null
            ? t('vote.card.choose')
            : choice.kind === 'each'
              ? t('vote.each.send', { count: question.options.length })
              : choice.kind === 'options'
                ? t(question.election ? 'vote.card.sendElected' : 'vote.card.sendPicked', {
                    count: choice.picks.length,
                  })
                : t('vote.card.send', { choice: words(choice) })}
        </Button>
        {(choice !== null || isChanging) && (
          <Button
            size="lg"
            variant="default"
            onClick={() => {
              setChoice(null)
              setChanging(false)
            }}
          >
            {t('vote.card.back')}
          </Button>
        )}
      </Group>
    </>
  )
}
