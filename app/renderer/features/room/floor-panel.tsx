import {
  IconChevronDown,
  IconChevronUp,
  IconHandStop,
  IconMicrophone,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconUserPlus,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { isPresent } from '#domain/attendance/roll.ts'
import {
  pausedTurns,
  remainingMs,
  speakingRecords,
  speakingTurn,
  waitingTurns,
  type Turn,
} from '#domain/floor/floor.ts'
import { isRecused } from '#domain/sitting/sitting.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { clockText } from '#renderer/shared/clock-text.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { ActionIcon, Button, Group, Text, Tooltip } from '#design/index.ts'
import { FloorRequest } from './floor-request.tsx'
import { ReasonDialog } from '#renderer/shared/reason-dialog.tsx'
import { useTurnChime } from '#renderer/shared/use-turn-chime.ts'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** Who speaks, who waits, and how I ask for the floor. */
export function FloorPanel() {
  const { t } = useTranslation()
  const { room, state, me, conducts, may, act } = useRoomView()
  const now = useNow()
  const [asks, setAsks] = useState<'self' | 'other' | null>(null)
  const [refusing, setRefusing] = useState<Turn | null>(null)
  const { floor, sitting, status } = state
  const { meeting } = room
  const speaking = speakingTurn(floor)
  const paused = pausedTurns(floor)
  const waiting = waitingTurns(floor)
  const own = waiting.findIndex(({ person }) => person === me)
  const ownTurn = waiting[own]
  const isOver = status !== 'invited' && status !== 'live' && status !== 'paused'
  const why = !may('floor.request')
    ? 'role'
    : isOver
      ? 'ended'
      : isRecused(sitting, sitting.currentItem, me)
        ? 'recused'
        : floor.isClosed && !conducts
          ? 'closed'
          : null
  const request = (
    <Button
      fullWidth
      size="md"
      leftSection={<IconHandStop size={22} aria-hidden />}
      disabled={why !== null}
      onClick={() => setAsks('self')}
    >
      {t('room.floor.request')}
    </Button>
  )
  return (
    <aside className={classes.floor} aria-label={t('room.floor.title')}>
      <h2 className={classes.panelTitle}>{t('room.floor.title')}</h2>
      {speaking && <Speaking turn={speaking} now={now} />}
      {paused.map((turn) => (
        <Speaking key={turn.id} turn={turn} now={now} />
      ))}
      {ownTurn ? (
        <div className={classes.mine}>
          <Text fw={600}>{t('room.floor.mine', { place: own + 1 })}</Text>
          <Button variant="default" onClick={() => void act({ t: 'floor.cancel', meeting, turn: ownTurn.id })}>
            {t('room.floor.cancel')}
          </Button>
        </div>
      ) : why === null ? (
        request
      ) : (
        <>
          {request}
          <Text size="sm" c="dimmed" role="note">
            {t(`room.floor.why.${why}`)}
          </Text>
        </>
      )}
      {conducts && !isOver && (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconUserPlus size={20} aria-hidden />}
            onClick={() => setAsks('other')}
          >
            {t('room.floor.requestFor')}
          </Button>
          <Button variant="default" onClick={() => void act({ t: 'floor.close', meeting, closed: !floor.isClosed })}>
            {t(floor.isClosed ? 'room.floor.open' : 'room.floor.close')}
          </Button>
        </Group>
      )}
      <h3 className={classes.queueTitle}>{t('room.floor.queue', { count: waiting.length })}</h3>
      {waiting.length === 0 && <Text c="dimmed">{t('room.floor.empty')}</Text>}
      <ol className={classes.queue} data-testid="queue">
        {waiting.map((turn, index) => (
          <Waiting
            key={turn.id}
            turn={turn}
            before={waiting[index - 1]}
            afterNext={waiting[index + 2]}
            isLast={index === waiting.length - 1}
            onRefuse={() => setRefusing(turn)}
          />
        ))}
      </ol>
      <Spoken now={now} />
      <FloorRequest who={asks} onClose={() => setAsks(null)} />
      <ReasonDialog
        isOpen={refusing !== null}
        title={t('room.floor.refuse')}
        label={t('room.floor.refuseReason')}
        action={t('room.floor.refuse')}
        onClose={() => setRefusing(null)}
        onReason={(reason) =>
          refusing ? act({ t: 'floor.refuse', meeting, turn: refusing.id, reason }) : Promise.resolve(true)
        }
      />
    </aside>
  )
}

function Speaking({ turn, now }: { readonly turn: Turn; readonly now: number }) {
  const { t } = useTranslation()
  const { room, me, conducts, nameOf, act } = useRoomView()
  const { meeting } = room
  const left = remainingMs(turn, now)
  useTurnChime(turn.id, left, conducts || turn.person === me)
  const tone = left === null ? 'calm' : left <= 0 ? 'over' : left <= 60_000 ? 'soon' : 'calm'
  return (
    <section className={classes.speaking} data-tone={tone} data-paused={turn.status === 'paused' || undefined}>
      <p className={classes.eyebrow}>
        <IconMicrophone size={18} aria-hidden />{' '}
        {turn.person === me && turn.status === 'speaking'
          ? t('room.floor.yourTurn')
          : t(turn.status === 'paused' ? 'room.floor.paused' : 'room.floor.speaking')}
      </p>
      <p className={classes.speaker}>{nameOf(turn.person)}</p>
      <Text size="sm" c="dimmed">
        <TurnFacts turn={turn} />
      </Text>
      {left !== null && (
        <p className={classes.left}>{t(left < 0 ? 'room.floor.over' : 'room.floor.left', { time: clockText(left) })}</p>
      )}
      {(conducts || turn.person === me) && (
        <Group gap="xs">
          {conducts &&
            (turn.status === 'speaking' ? (
              <Button
                variant="default"
                leftSection={<IconPlayerPause size={18} aria-hidden />}
                onClick={() => void act({ t: 'floor.pause', meeting, turn: turn.id })}
              >
                {t('room.floor.pause')}
              </Button>
            ) : (
              <Button
                variant="default"
                leftSection={<IconPlayerPlay size={18} aria-hidden />}
                onClick={() => void act({ t: 'floor.resume', meeting, turn: turn.id })}
              >
                {t('room.floor.resume')}
              </Button>
            ))}
          <Button
            leftSection={<IconPlayerStop size={18} aria-hidden />}
            onClick={() => void act({ t: 'floor.finish', meeting, turn: turn.id })}
          >
            {t('room.floor.finish')}
          </Button>
          {conducts && left !== null && (
            <Button
              variant="subtle"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => void act({ t: 'floor.extend', meeting, turn: turn.id, minutes: 1 })}
            >
              {t('room.floor.extend', { count: 1 })}
            </Button>
          )}
        </Group>
      )}
    </section>
  )
}

function TurnFacts({ turn }: { readonly turn: Turn }) {
  const { t } = useTranslation()
  const { nameOf } = useRoomView()
  return [
    t(`room.floor.kinds.${turn.kind}`),
    turn.target && t('room.floor.targetOf', { name: nameOf(turn.target) }),
    turn.topic,
  ]
    .filter(Boolean)
    .join(' · ')
}

function Waiting({
  turn,
  before,
  afterNext,
  isLast,
  onRefuse,
}: {
  readonly turn: Turn
  readonly before: Turn | undefined
  readonly afterNext: Turn | undefined
  readonly isLast: boolean
  readonly onRefuse: () => void
}) {
  const { t } = useTranslation()
  const { room, state, conducts, nameOf, act } = useRoomView()
  const { meeting } = room
  const name = nameOf(turn.person)
  return (
    <li className={classes.queueItem}>
      <span className={classes.queueText}>
        <strong>{name}</strong>
        <span className={classes.railFacts}>
          <TurnFacts turn={turn} />
        </span>
      </span>
      {conducts && (
        <span className={classes.queueActions}>
          {state.status === 'live' && (
            <Button onClick={() => void act({ t: 'floor.call', meeting, turn: turn.id })}>
              {t('room.floor.call')}
            </Button>
          )}
          <Tooltip label={t('room.floor.up')}>
            <ActionIcon
              aria-label={`${t('room.floor.up')}: ${name}`}
              disabled={!before}
              onClick={() => before && void act({ t: 'floor.move', meeting, turn: turn.id, before: before.id })}
            >
              <IconChevronUp size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('room.floor.down')}>
            <ActionIcon
              aria-label={`${t('room.floor.down')}: ${name}`}
              disabled={isLast}
              onClick={() => void act({ t: 'floor.move', meeting, turn: turn.id, before: afterNext?.id ?? null })}
            >
              <IconChevronDown size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('room.floor.refuse')}>
            <ActionIcon aria-label={`${t('room.floor.refuse')}: ${name}`} onClick={onRefuse}>
              <IconX size={20} />
            </ActionIcon>
          </Tooltip>
        </span>
      )}
    </li>
  )
}

/** Who has spoken and for how long; for the one who conducts, also how many present have not. */
function Spoken({ now }: { readonly now: number }) {
  const { t } = useTranslation()
  const { state, conducts, nameOf } = useRoomView()
  const records = [...speakingRecords(state.floor, now)]
  if (records.length === 0) return null
  const silent = [...state.roles].filter(
    ([person, roles]) =>
      roles.includes('member') && isPresent(state.roll, person) && !records.some(([id]) => id === person),
  ).length
  return (
    <>
      <h3 className={classes.queueTitle}>{t('room.floor.done', { count: records.length })}</h3>
      <ul className={classes.spoken}>
        {records.map(([person, record]) => (
          <li key={person}>
            <span>{nameOf(person)}</span>
            <span className={classes.railFacts}>
              {t('room.floor.record', { turns: record.turns, time: clockText(record.spokenMs) })}
            </span>
          </li>
        ))}
      </ul>
      {conducts && silent > 0 && (
        <Text size="sm" c="dimmed">
          {t('room.floor.silent', { count: silent })}
        </Text>
      )}
    </>
  )
}
