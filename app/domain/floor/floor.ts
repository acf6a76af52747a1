import { begin, finish, lengthOf, type Interval } from '../kernel/interval.ts'
import type { ItemId, MeetingId, PersonId, TurnId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { createStateMachine } from '../kernel/state-machine.ts'
import { minuteMs, type Instant } from '../kernel/time.ts'

export const turnKinds = [
  'speech', // phát biểu
  'paper', // tham luận
  'question', // chất vấn, with its target
  'answer', // trả lời chất vấn
  'debate', // tranh luận
  'procedure', // ý kiến về thủ tục: before all others
] as const
export type TurnKind = (typeof turnKinds)[number]

export const turnStatuses = ['waiting', 'speaking', 'paused', 'done', 'cancelled', 'refused'] as const
export type TurnStatus = (typeof turnStatuses)[number]

export const turnLifeCycle = createStateMachine<TurnStatus>()({
  call: { from: ['waiting'], to: 'speaking' },
  pause: { from: ['speaking'], to: 'paused' },
  resume: { from: ['paused'], to: 'speaking' },
  finish: { from: ['speaking', 'paused'], to: 'done' },
  cancel: { from: ['waiting'], to: 'cancelled' },
  refuse: { from: ['waiting'], to: 'refused' },
})

export type Turn = {
  readonly id: TurnId
  readonly person: PersonId
  readonly item: ItemId | null
  readonly kind: TurnKind
  readonly topic: string
  readonly target: PersonId | null
  readonly status: TurnStatus
  readonly requestedBy: PersonId
  readonly requestedAt: Instant
  /** Time given, with its extensions; 0 when it is not limited. */
  readonly allowedMs: number
  readonly runs: readonly Interval[]
  readonly reason: string
}

/** The queue of those who want to speak. At most one person speaks at a time. */
export type Floor = {
  readonly turns: ReadonlyMap<TurnId, Turn>
  /** Order of the waiting, as asked for and as moved by the chair. */
  readonly order: readonly TurnId[]
  readonly isClosed: boolean
}

export const emptyFloor: Floor = { turns: new Map(), order: [], isClosed: false }

export type FloorAct =
  | {
      readonly t: 'floor.request'
      readonly meeting: MeetingId
      readonly turn: TurnId
      readonly person: PersonId
      readonly item: ItemId | null
      readonly kind: TurnKind
      readonly topic: string
      /** Minutes wanted; 0 without a limit. */
      readonly minutes: number
      readonly target: PersonId | null
    }
  | {
      readonly t: 'floor.cancel' | 'floor.call' | 'floor.pause' | 'floor.resume' | 'floor.finish'
      readonly meeting: MeetingId
      readonly turn: TurnId
    }
  | { readonly t: 'floor.refuse'; readonly meeting: MeetingId; readonly turn: TurnId; readonly reason: string }
  | {
      readonly t: 'floor.move'
      readonly meeting: MeetingId
      readonly turn: TurnId
      /** Null: to the end. */
      readonly before: TurnId | null
    }
  | { readonly t: 'floor.extend'; readonly meeting: MeetingId; readonly turn: TurnId; readonly minutes: number }
  | { readonly t: 'floor.close'; readonly meeting: MeetingId; readonly closed: boolean }

export type FloorRefusal =
  'unknown-turn' | 'illegal-transition' | 'already-exists' | 'list-closed' | 'reason-needed' | 'invalid'

/** Who is next first: points of order before all others, each in the order of the list. */
export function waitingTurns(floor: Floor): readonly Turn[] {
  const waiting = floor.order.flatMap((id) => {
    const turn = floor.turns.get(id)
    return turn?.status === 'waiting' ? [turn] : []
  })
  return [...waiting.filter(({ kind }) => kind === 'procedure'), ...waiting.filter(({ kind }) => kind !== 'procedure')]
}

export const speakingTurn = (floor: Floor): Turn | null =>
  [...floor.turns.values()].find(({ status }) => status === 'speaking') ?? null

export const pausedTurns = (floor: Floor): readonly Turn[] =>
  [...floor.turns.values()].filter(({ status }) => status === 'paused')

/** Milliseconds left of a turn; negative when it runs over, null when it is not limited. */
export const remainingMs = (turn: Turn, now: Instant): number | null =>
  turn.allowedMs === 0 ? null : turn.allowedMs - lengthOf(turn.runs, now)

/** Whether the queue allows it; who may act is decided before. */
export function judgeFloor(
  floor: Floor,
  act: FloorAct,
  { isConducting }: { readonly isConducting: boolean },
): Result<null, FloorRefusal> {
  if (act.t === 'floor.close') return floor.isClosed === act.closed ? fail('illegal-transition') : ok(null)
  if (act.t === 'floor.request') {
    if (floor.turns.has(act.turn)) return fail('already-exists')
    if (floor.isClosed && !isConducting && act.kind !== 'procedure') return fail('list-closed')
    if ((act.kind === 'question') !== (act.target !== null) || act.target === act.person) return fail('invalid')
    const isDouble = waitingTurns(floor).some(
      ({ person, kind, item }) => person === act.person && kind === act.kind && item === act.item,
    )
    return isDouble ? fail('already-exists') : ok(null)
  }
  const turn = floor.turns.get(act.turn)
  if (!turn) return fail('unknown-turn')
  switch (act.t) {
    case 'floor.move':
      if (turn.status !== 'waiting' || act.before === act.turn) return fail('illegal-transition')
      return act.before === null || floor.order.includes(act.before) ? ok(null) : fail('unknown-turn')
    case 'floor.extend':
      return turn.status === 'speaking' || turn.status === 'paused' ? ok(null) : fail('illegal-transition')
    case 'floor.refuse':
      if (act.reason.trim() === '') return fail('reason-needed')
      return turnLifeCycle.next(turn.status, 'refuse').ok ? ok(null) : fail('illegal-transition')
    case 'floor.cancel':
    case 'floor.call':
    case 'floor.pause':
    case 'floor.resume':
    case 'floor.finish':
      return turnLifeCycle.next(turn.status, eventOf[act.t]).ok ? ok(null) : fail('illegal-transition')
  }
}

const eventOf = {
  'floor.cancel': 'cancel',
  'floor.call': 'call',
  'floor.pause': 'pause',
  'floor.resume': 'resume',
  'floor.finish': 'finish',
} as const

export function applyFloor(
  floor: Floor,
  act: FloorAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): Floor {
  switch (act.t) {
    case 'floor.close':
      return { ...floor, isClosed: act.closed }
    case 'floor.request':
      return {
        ...floor,
        order: [...floor.order, act.turn],
        turns: new Map(floor.turns).set(act.turn, {
          id: act.turn,
          person: act.person,
          item: act.item,
          kind: act.kind,
          topic: act.topic,
          target: act.target,
          status: 'waiting',
          requestedBy: by,
          requestedAt: at,
          allowedMs: act.minutes * minuteMs,
          runs: [],
          reason: '',
        }),
      }
    case 'floor.move': {
      const order = floor.order.filter((id) => id !== act.turn)
      const index = act.before === null ? order.length : order.indexOf(act.before)
      return { ...floor, order: order.toSpliced(index < 0 ? order.length : index, 0, act.turn) }
    }
    case 'floor.extend':
      return changeTurn(floor, act.turn, (turn) => ({ ...turn, allowedMs: turn.allowedMs + act.minutes * minuteMs }))
    case 'floor.refuse':
      return changeTurn(floor, act.turn, (turn) => ({ ...turn, status: 'refused', reason: act.reason }))
    case 'floor.cancel':
      return changeTurn(floor, act.turn, (turn) => ({ ...turn, status: 'cancelled' }))
    case 'floor.pause':
      return changeTurn(floor, act.turn, (turn) => ({ ...turn, status: 'paused', runs: finish(turn.runs, at) }))
    case 'floor.finish':
      return changeTurn(floor, act.turn, (turn) => ({ ...turn, status: 'done', runs: finish(turn.runs, at) }))
    case 'floor.call':
    case 'floor.resume':
      return changeTurn(makeRoom(floor, act.turn, at), act.turn, (turn) => ({
        ...turn,
        status: 'speaking',
        runs: begin(turn.runs, at),
      }))
  }
}

/** A question or a point of order interrupts who speaks; any other turn ends theirs (the rule of OpenSlides). */
function makeRoom(floor: Floor, next: TurnId, at: Instant): Floor {
  const current = speakingTurn(floor)
  if (!current || current.id === next) return floor
  const kind = floor.turns.get(next)?.kind
  const status = kind === 'question' || kind === 'procedure' ? 'paused' : 'done'
  return changeTurn(floor, current.id, (turn) => ({ ...turn, status, runs: finish(turn.runs, at) }))
}

function changeTurn(floor: Floor, id: TurnId, change: (turn: Turn) => Turn): Floor {
  const turn = floor.turns.get(id)
  return turn ? { ...floor, turns: new Map(floor.turns).set(id, change(turn)) } : floor
}

/** Nobody speaks on after the session. */
export const closeFloor = (floor: Floor, at: Instant): Floor => ({
  ...floor,
  turns: new Map(
    [...floor.turns].map(([id, turn]) => [
      id,
      turn.status === 'speaking' || turn.status === 'paused'
        ? { ...turn, status: 'done' as const, runs: finish(turn.runs, at) }
        : turn,
    ]),
  ),
})

export type SpeakingRecord = { readonly turns: number; readonly spokenMs: number }

/** How often and how long each person has spoken: a hint for the chair, never a rule. */
export function speakingRecords(floor: Floor, now: Instant): ReadonlyMap<PersonId, SpeakingRecord> {
  const records = new Map<PersonId, SpeakingRecord>()
  for (const turn of floor.turns.values()) {
    if (turn.runs.length === 0) continue
    const before = records.get(turn.person) ?? { turns: 0, spokenMs: 0 }
    records.set(turn.person, { turns: before.turns + 1, spokenMs: before.spokenMs + lengthOf(turn.runs, now) })
  }
  return records
}
