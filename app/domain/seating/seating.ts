import { isPresent, replyStatus } from '../attendance/roll.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { MeetingLogState } from '../meeting/meeting-log.ts'
import type { RoomPlan } from './room-plan.ts'

/** Who sits where in one meeting. A seat that the plan does not have any more says nothing. */
export type Seating = ReadonlyMap<string, PersonId>

/** Everybody by the order given, on the seats in the order of protocol; who finds none stands in no plan. */
export const seatInOrder = (plan: RoomPlan, people: readonly PersonId[]): Seating =>
  new Map(
    plan.seats.flatMap(({ id }, index) => {
      const person = people[index]
      return person === undefined ? [] : [[id, person] as const]
    }),
  )

/** Puts somebody on a seat; who sat there goes where the person came from, so that nobody is lost. */
export function seatPerson(seating: Seating, seat: string, person: PersonId | null): Seating {
  const next = new Map(seating)
  const sat = seating.get(seat)
  const from = person === null ? undefined : [...seating].find(([, other]) => other === person)?.[0]
  next.delete(seat)
  if (person !== null) next.set(seat, person)
  if (from !== undefined && from !== seat) {
    next.delete(from)
    if (sat !== undefined) next.set(from, sat)
  }
  return next
}

export const seatStates = [
  'invited', // được mời
  'absent', // vắng
  'present', // có mặt
  'waiting', // đăng ký phát biểu
  'speaking', // đang phát biểu
  'spoken', // đã phát biểu
] as const
export type SeatState = (typeof seatStates)[number]

/** What a person does now, as the plan shows it: the most pressing first. */
export function seatStateOf(state: Pick<MeetingLogState, 'floor' | 'roll'>, person: PersonId): SeatState {
  const turns = [...state.floor.turns.values()].filter((turn) => turn.person === person)
  if (turns.some(({ status }) => status === 'speaking' || status === 'paused')) return 'speaking'
  if (turns.some(({ status }) => status === 'waiting')) return 'waiting'
  if (isPresent(state.roll, person)) return turns.some(({ status }) => status === 'done') ? 'spoken' : 'present'
  const reply = replyStatus(state.roll, person)
  const wasHere = (state.roll.presence.get(person)?.length ?? 0) > 0
  return wasHere || reply === 'absent-excused' || reply === 'absence-requested' ? 'absent' : 'invited'
}
