import type { RoomId, BodyId, ItemId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { NumberingStyle } from '../agenda/numbering.ts'

/** What the secretariat edits about a meeting. It merges when two people edit while apart. */
export type MeetingDetails = {
  readonly title: string
  readonly startsAt: Instant
  readonly body: BodyId | null
  readonly room: RoomId | null
  readonly place: string
  readonly description: string
  /** Until when remarks on the papers are asked for; 0 where no time is set. Later ones are kept, and marked as late. */
  readonly remarksUntil: Instant
  readonly numbering: NumberingStyle
  /** Whether the secretaries are told who has opened which paper; everybody sees that they are. */
  readonly tracksReading: boolean
  /** Whether everybody in the organisation sees that it is held, when and where. */
  readonly inCalendar: boolean
  /** Of a closed part: the item of the whole meeting's agenda that it follows; null for one that comes first. */
  readonly partAfter: ItemId | null
}
