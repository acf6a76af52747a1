import type { MeetingRow } from '#application/projection/rows.ts'

/** A meeting as calendars show it; without its content where it is not one's own. */
export type HeldMeeting = Pick<MeetingRow, 'id' | 'startsAt' | 'title' | 'place' | 'status'> & {
  readonly isMine?: boolean
}
