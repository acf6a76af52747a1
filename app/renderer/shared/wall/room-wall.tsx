import { IconMaximize, IconX } from '@tabler/icons-react'
import type { ScreenContent } from '#domain/sitting/sitting.ts'
import { quorumNow, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { remainingMs, speakingTurn, waitingTurns } from '#domain/floor/floor.ts'
import { lengthOf } from '#domain/kernel/interval.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { electedWord, outcomeWord, resultSentence, rowCounts } from '#domain/voting/result-sentence.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { minuteMs } from '#domain/kernel/time.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { clockText } from '#renderer/shared/clock-text.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { useTurnChime } from '#renderer/shared/use-turn-chime.ts'
import { useNames, useNow, useRoom, type PersonName } from '#renderer/shared/use-room.ts'
import { ActionIcon, Center, Loader, useLive } from '#design/index.ts'
import { LivePlan } from '#renderer/shared/seating/live-plan.tsx'
import { PresentedPage } from './presented-page.tsx'
import classes from './wall.module.css'

/** What hangs on the wall: read from ten metres, and never more than the room may see. */
export function RoomWall({ id, onClose }: { readonly id: MeetingId; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { meeting, items, papers } = useMeeting(id)
  const room = useRoom(id)
  if (!meeting || !room)
    return (
      <Center h="100dvh">
        <Loader aria-label={t('room.loading')} />
      </Center>
    )
  return (
    <div className={classes.frame} data-testid="room-display">
      <div className={classes.controls}>
        <ActionIcon
          aria-label={t('room.screen.fullScreen')}
          title={t('room.screen.fullScreen')}
          variant="subtle"
          color="gray"
          // The window that it stands in, which need not be the one that draws it.
          onClick={({ currentTarget }) =>
            void currentTarget.ownerDocument.documentElement.requestFullscreen().catch(() => {})
          }
        >
          <IconMaximize size={24} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('room.screen.close')}
          title={t('room.screen.close')}
          variant="subtle"
          color="gray"
          onClick={({ currentTarget: { ownerDocument } }) => {
            if (ownerDocument.fullscreenElement) void ownerDocument.exitFullscreen()
            onClose()
          }}
        >
          <IconX size={24} />
        </ActionIcon>
      </div>
      <Wall room={room} meeting={meeting} items={items ?? []} papers={papers} />
    </div>
  )
}

type WallProps = {
  readonly room: MeetingRoom
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
  /** Instead of what is shown now. */
  readonly content?: ScreenContent
}

/** Fills what it stands in, of any size. */
export function Wall(props: WallProps) {
  return (
    <div className={classes.wall}>
      <Shown {...props} />
    </div>
  )
}

function Shown({ room, meeting, items, papers, content }: WallProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const state = useLive(room.state)
  const now = useNow()
  const screen = content ?? state.sitting.screen
  const quorum = quorumNow(state)
  if (screen.kind === 'blank') return <div className={classes.blank} />
  if (screen.kind === 'message') return <p className={classes.message}>{screen.text}</p>
  if (screen.kind === 'countdown') {
    const since = content ? now : (state.sitting.shown[0]?.at ?? now)
    return (
      <p className={classes.message}>
        {screen.text}
        <span className={classes.countdown}>{clockText(Math.max(0, since + screen.minutes * minuteMs - now))}</span>
      </p>
    )
  }
  const isRunning = state.status === 'live' || state.status === 'paused'
  const vote = voteToShow(state)
  const isPresenting =
    screen.kind === 'current' && state.status === 'live' && !vote && state.sitting.presenting !== null
  return (
    <>
      {/* A page takes all the height there is. */}
      {isPresenting ? (
        <span />
      ) : (
        <header className={classes.head}>
          <h1 className={classes.title}>{meeting.title}</h1>
          <span className={classes.time}>{formats.time(now)}</span>
        </header>
      )}
      <main className={classes.body} data-page={isPresenting || undefined}>
        {screen.kind === 'plan' ? (
          <div className={classes.plan}>
            <LivePlan meeting={meeting} state={state} isLarge />
          </div>
        ) : !isRunning ? (
          <p className={classes.message}>
            {t(state.sitting.endedAt === null ? 'room.screen.welcome' : 'room.screen.thanks')}
          </p>
        ) : state.status === 'paused' ? (
          <p className={classes.message}>
            {t('room.screen.recess')}
            <small className={classes.recess}>{clockText(lengthOf(state.sitting.breaks.slice(-1), now))}</small>
          </p>
        ) : vote ? (
          <Vote poll={vote} />
        ) : isPresenting ? (
          <PresentedPage room={room} papers={papers} />
        ) : (
          <Item state={state} items={items} now={now} />
        )}
      </main>
      {isRunning && (
        <footer className={classes.foot}>
          <span className={classes.present}>
            {t('room.screen.present')} <strong>{`${quorum.present}/${quorum.of}`}</strong>
          </span>
          <Speaker state={state} now={now} nameOf={nameOf} />
        </footer>
      )}
    </>
  )
}

/** The vote that is open, or the last result until the room goes on to another item. */
function voteToShow({ polls, sitting }: MeetingLogState): Poll | null {
  const all = [...polls.values()]
  const open = all.findLast(({ status }) => status === 'open' || status === 'closed')
  if (open) return open
  const last = all
    .filter(({ status }) => status === 'published')
    .toSorted((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0))
    .at(-1)
  const since = sitting.currentItem === null ? 0 : (sitting.itemTimes.get(sitting.currentItem)?.at(-1)?.from ?? 0)
  return last && (last.publishedAt ?? 0) >= since ? last : null
}

function Item({
  state,
  items,
  now,
}: {
  readonly state: MeetingLogState
  readonly items: readonly ItemRow[]
  readonly now: number
}) {
  const { t } = useTranslation()
  const item = items.find(({ id }) => id === state.sitting.currentItem)
  if (!item) return <p className={classes.message}>{t('room.noCurrent')}</p>
  const spent = lengthOf(state.sitting.itemTimes.get(item.id) ?? [], now)
  const left = item.minutes * minuteMs - spent
  return (
    <section className={classes.item}>
      <p className={classes.eyebrow}>{t('room.item.current')}</p>
      <h2 className={classes.itemTitle}>
        {item.number}. {item.title}
      </h2>
      {item.presenter && <p className={classes.presenter}>{t('meeting.presentedBy', { name: item.presenter })}</p>}
      {item.minutes > 0 && (
        <p className={classes.itemClock} data-over={left < 0 || undefined}>
          {t(left < 0 ? 'room.floor.over' : 'room.floor.left', { time: clockText(left) })}
        </p>
      )}
    </section>
  )
}

function Speaker({
  state,
  now,
  nameOf,
}: {
  readonly state: MeetingLogState
  readonly now: number
  readonly nameOf: PersonName
}) {
  const { t } = useTranslation()
  const turn = speakingTurn(state.floor)
  const next = waitingTurns(state.floor).slice(0, 3)
  const left = turn ? remainingMs(turn, now) : null
  useTurnChime(turn?.id ?? null, left, true)
  return (
    <div className={classes.speakers}>
      {turn && (
        <p
          className={classes.speaker}
          data-over={(left !== null && left <= 0) || undefined}
          data-soon={(left !== null && left > 0 && left <= minuteMs) || undefined}
        >
          <span>{t('room.screen.speaking')}</span> <strong>{nameOf(turn.person)}</strong>{' '}
          {left !== null && <span className={classes.time}>{clockText(left)}</span>}
        </p>
      )}
      {next.length > 0 && (
        <p className={classes.next}>
          {t('room.screen.next')}: {next.map(({ person }) => nameOf(person)).join(' · ')}
        </p>
      )}
    </div>
  )
}

const labelOf = ({ question }: Poll, option: string): string =>
  question.options.find(({ id }) => id === option)?.label ?? option

function Vote({ poll }: { readonly poll: Poll }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const voted =
    poll.ballots.size + (poll.handCount ? poll.handCount.yes + poll.handCount.no + poll.handCount.abstain : 0)
  if (poll.status !== 'published')
    return (
      <section className={classes.item}>
        <p className={classes.eyebrow}>{t(`vote.status.${poll.status}`)}</p>
        <h2 className={classes.itemTitle}>{poll.question.title}</h2>
        <p className={classes.big}>{`${voted}/${poll.electorate.size}`}</p>
        <p className={classes.presenter}>{t('room.screen.votes')}</p>
        {poll.question.secret && (
          <p className={classes.presenter}>{t('secret.codeOnScreen', { code: hashCode(poll.opening, 16) })}</p>
        )}
      </section>
    )
  const result = pollResult(poll)
  const rows: readonly (readonly [string, number | null])[] =
    result.kind === 'motion'
      ? [
          [t('vote.yes'), result.counts.yes],
          [t('vote.no'), result.counts.no],
          [t('vote.abstain'), result.counts.abstain],
          ...(poll.question.allowsOther ? [[t('vote.otherOpinion'), result.counts.other] as const] : []),
        ]
      : result.kind === 'each'
        ? result.rows.map((row) =>
            row.outcome === null
              ? [`${labelOf(poll, row.id)} – ${rowCounts(row, language)}`, null]
              : [`${labelOf(poll, row.id)} – ${outcomeWord(row.outcome, language)}`, row.counts.get('yes') ?? 0],
          )
        : result.election && result.election.of > 0
          ? result.election.candidates.map(({ candidate, votes, outcome }) => [
              `${labelOf(poll, candidate)} – ${electedWord(outcome, language)}`,
              votes,
            ])
          : poll.question.options.map(({ id, label }) => [label, result.votes.get(id) ?? 0])
  return (
    <section className={classes.item}>
      <p className={classes.eyebrow}>{t('vote.result.title')}</p>
      <h2 className={classes.itemTitle}>{poll.question.title}</h2>
      <dl className={classes.numbers} data-many={rows.length > 4 || undefined}>
        {rows.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            {count !== null && <dd>{count}</dd>}
          </div>
        ))}
      </dl>
      {result.kind === 'motion' && (
        <>
          <p className={classes.outcome} data-outcome={result.decision.outcome}>
            {outcomeWord(result.decision.outcome, language)}
          </p>
          <p className={classes.presenter}>{resultSentence(result, language)}</p>
        </>
      )}
    </section>
  )
}
