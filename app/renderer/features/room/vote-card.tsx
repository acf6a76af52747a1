import { IconCheck, IconCircleMinus, IconEyeOff, IconMessage2, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { LogFault } from '#application/sitting/check-log.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Alert, Button, Checkbox, Group, Stack, Text, Textarea, useLive } from '#design/index.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { RuleText } from './rule-text.tsx'
import { useRoomView } from './room-context.ts'
import { useChoiceWords } from './use-choice-words.ts'
import roomClasses from './room.module.css'
import classes from './votes.module.css'

const plain = ['yes', 'no', 'abstain'] as const
const icons = { yes: IconCheck, no: IconX, abstain: IconCircleMinus, other: IconMessage2 }

/** The ballot of one voter: choose, look again, send; and what became of it. */
export function VoteCard({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notify = useRefusalNotice()
  const { room, me, meeting } = useRoomView()
  const own = useLive(workspace.ownBallots).get(poll.id) ?? []
  const waiting = useLive(room.waiting)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [isChanging, setChanging] = useState(false)
  const [isHidden, setHidden] = useState(false)
  const [isSending, setSending] = useState(false)
  const [fault, setFault] = useState<LogFault | null>(null)
  const words = useChoiceWords(poll)
  const { question } = poll
  const recorded = poll.ballots.get(me)
  const mine = recorded && own.find((ballot) => sealOf(poll.id, ballot) === recorded.seal)
  const isUnderWay = waiting.some((act) => act.t === 'poll.ballot' && act.poll === poll.id)
  const send = async () => {
    if (!choice) return
    setSending(true)
    setFault(null)
    try {
      const done = await workspace.castBallot({ room, poll, title: meeting.title }, choice)
      if (done.ok) {
        setChoice(null)
        setChanging(false)
      } else if (done.error === 'false-record' || done.error === 'not-checked') setFault(done.error)
      else notify(done.error)
    } finally {
      setSending(false)
    }
  }
  const head = (
    <div>
      <p className={roomClasses.eyebrow}>
        {t('vote.status.open')}
        {question.secret && ` · ${t('secret.name')}`}
      </p>
      <h2 className={classes.voteTitle}>{question.title}</h2>
      {question.text && <p className={classes.voteText}>{question.text}</p>}
      <RuleText question={question} />
      {question.secret && (
        <Text size="sm" c="dimmed">
          {t('secret.code', { code: hashCode(poll.opening, 16) })}
        </Text>
      )}
    </div>
  )
  if (!poll.electorate.has(me))
    return (
      <>
        {head}
        <Text c="dimmed">{t('vote.card.notYours')}</Text>
      </>
    )
  if (isUnderWay)
    return (
      <>
        {head}
        <Alert color="yellow" role="status">
          {t('vote.card.sending')}
        </Alert>
      </>
    )
  if (recorded && !isChanging)
    return (
      <>
        {head}
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
      {head}
      <p className={classes.invite}>{t('vote.card.title')}</p>
      {question.kind === 'motion' ? (
        <div className={classes.choices} role="group" aria-label={t('vote.card.title')}>
          {plain.map((kind) => {
            const Icon = icons[kind]
            return (
              <button
                key={kind}
                type="button"
                className={classes.choice}
                data-kind={kind}
                aria-pressed={choice?.kind === kind}
                onClick={() => setChoice({ kind })}
              >
                <Icon size={28} aria-hidden />
                {t(`vote.${kind}`)}
              </button>
            )
          })}
          {question.allowsOther && (
            <button
              type="button"
              className={classes.choice}
              data-kind="other"
              aria-pressed={choice?.kind === 'other'}
              onClick={() => setChoice({ kind: 'other', text: '' })}
            >
              <IconMessage2 size={28} aria-hidden />
              {t('vote.otherOpinion')}
            </button>
          )}
        </div>
      ) : (
        <Options poll={poll} choice={choice} onChoice={setChoice} />
      )}
      {choice?.kind === 'other' && (
        <Textarea
          label={t('vote.otherText')}
          value={choice.text}
          onChange={(event) => setChoice({ kind: 'other', text: event.currentTarget.value })}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
        />
      )}
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
        <Button size="lg" loading={isSending} disabled={!isWhole(choice, poll)} onClick={() => void send()}>
          {choice === null
            ? t('vote.card.choose')
            : choice.kind === 'options'
              ? t(question.election ? 'vote.card.sendElected' : 'vote.card.sendPicked', { count: choice.picks.length })
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

function Options({
  poll,
  choice,
  onChoice,
}: {
  readonly poll: Poll
  readonly choice: Choice | null
  readonly onChoice: (choice: Choice | null) => void
}) {
  const { t } = useTranslation()
  const { question } = poll
  const picks = choice?.kind === 'options' ? choice.picks : []
  return (
    <Stack gap="xs">
      <Text>{t(question.election ? 'vote.card.electUpTo' : 'vote.card.pickUpTo', { count: question.max })}</Text>
      {question.options.map(({ id, label }) => (
        <Checkbox
          key={id}
          size="lg"
          label={label}
          // As on paper: those who are not chosen are crossed out.
          className={question.election && picks.length > 0 && !picks.includes(id) ? classes.crossedOut : undefined}
          checked={picks.includes(id)}
          disabled={!picks.includes(id) && picks.length >= question.max && question.max > 1}
          onChange={(event) => {
            const rest = picks.filter((other) => other !== id)
            const next = event.currentTarget.checked ? [...(question.max === 1 ? [] : rest), id] : rest
            onChoice(next.length === 0 ? null : { kind: 'options', picks: next })
          }}
        />
      ))}
      <Button
        variant={choice?.kind === 'abstain' ? 'filled' : 'default'}
        onClick={() => onChoice({ kind: 'abstain' })}
        w="fit-content"
      >
        {t(question.election ? 'vote.blank' : 'vote.abstain')}
      </Button>
    </Stack>
  )
}

function isWhole(choice: Choice | null, poll: Poll): boolean {
  if (choice === null) return false
  if (choice.kind === 'other') return choice.text.trim() !== ''
  return choice.kind !== 'options' || choice.picks.length >= Math.max(1, poll.question.min)
}
