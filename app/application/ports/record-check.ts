import type { MeetingRecord } from '#protocol/record/record-format.ts'

/** How many faults a verifier finds in a record. Takes seconds for large secret votes, and so runs beside the window. */
export type CheckRecord = (record: MeetingRecord) => Promise<number>
