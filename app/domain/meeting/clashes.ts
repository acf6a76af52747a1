import type { MeetingId, PersonId } from '../kernel/ids.ts'
import { hourMs, type Instant } from '../kernel/time.ts'
import type { MeetingStatus } from './meeting-status.ts'

export type HeldMeeting = {
  readonly id: MeetingId
  readonly title: string
  readonly status: MeetingStatus
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Empty where it has none of the organisation's rooms. */
  readonly roomId: string
  readonly participants: readonly { readonly person: PersonId }[]
}

export type Clash = {
  readonly meeting: HeldMeeting
  readonly sharesRoom: boolean
  readonly people: readonly PersonId[]
}

/** Of a meeting whose items have no length. */
const unsaidLength = hourMs

/** Other meetings at the same time, in the same room or with the same people, as far as this machine knows of them. */
export function findClashes(meeting: HeldMeeting, others: readonly HeldMeeting[]): readonly Clash[] {
  const end = ({ startsAt, endsAt }: HeldMeeting) => (endsAt > startsAt ? endsAt : startsAt + unsaidLength)
  const own = new Set(meeting.participants.map(({ person }) => person))
  return others.flatMap((other) => {
    const isHeld = !['cancelled', 'postponed', 'ended', 'concluded', 'archived'].includes(other.status)
    if (other.id === meeting.id || !isHeld) return []
    if (other.startsAt >= end(meeting) || meeting.startsAt >= end(other)) return []
    const sharesRoom = meeting.roomId !== '' && other.roomId === meeting.roomId
    const people = other.participants.map(({ person }) => person).filter((person) => own.has(person))
    return sharesRoom || people.length > 0 ? [{ meeting: other, sharesRoom, people }] : []
  })
}
