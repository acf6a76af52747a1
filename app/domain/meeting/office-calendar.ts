import type { BodyId, MeetingId, PersonId, RoomId, UnitId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { isOut, type MeetingLogState } from './meeting-log.ts'
import type { MeetingStatus } from './meeting-status.ts'

/** Lịch cơ quan: that a meeting is held, for everybody in the organisation, as its invitation says; nothing of what it is about. */
export type CalendarEntry = {
  readonly id: MeetingId
  readonly title: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly place: string
  readonly room: RoomId | null
  readonly body: BodyId | null
  /** Whose people take part. */
  readonly units: readonly UnitId[]
  readonly status: MeetingStatus
}

/** Null for one that is not out, was not to be listed, or is a closed part: nobody learns of those. */
export function calendarEntry(
  id: MeetingId,
  state: MeetingLogState,
  unitOf: (person: PersonId) => UnitId | null,
): CalendarEntry | null {
  const invitation = state.invitations.issued.at(-1)
  if (!isOut(state) || state.partOf !== null || !invitation?.listed) return null
  const units = [...state.roles.keys()].flatMap((person) => unitOf(person) ?? [])
  const { title, startsAt, place, listed } = invitation
  return {
    id,
    title,
    startsAt,
    place,
    ...listed,
    units: [...new Set([...units, ...state.invitations.units.keys()])].toSorted(),
    status: state.status,
  }
}
