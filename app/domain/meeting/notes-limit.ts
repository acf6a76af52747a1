import { dayMs, type Instant } from '../kernel/time.ts'

/** So many days after its end a meeting's private notes are deleted; null: they are kept. Said before it begins. */
export type NotesLimit = number | null

/** What offices choose from; the log takes any number of days up to a year. */
export const offeredNotesLimits: readonly NotesLimit[] = [null, 0, 7, 30, 90]
export const longestNotesLimit = 365

/** When private notes on a meeting's papers go; null where they stay, or the meeting has not ended. */
export const notesGoneAt = (limit: NotesLimit, endedAt: Instant | null): Instant | null =>
  limit === null || endedAt === null ? null : endedAt + limit * dayMs

const warningMs = 3 * dayMs

/** When their owner is told: three days before they go, or at the end of the meeting where there are fewer. */
export const notesWarnedAt = (limit: number, goneAt: Instant): Instant =>
  Math.max(goneAt - warningMs, goneAt - limit * dayMs)
