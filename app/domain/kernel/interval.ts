import type { Instant } from './time.ts'

/** `until` is null while it lasts. */
export type Interval = { readonly from: Instant; readonly until: Instant | null }

export const isRunning = (intervals: readonly Interval[]): boolean => intervals.at(-1)?.until === null

export const begin = (intervals: readonly Interval[], at: Instant): readonly Interval[] =>
  isRunning(intervals) ? intervals : [...intervals, { from: at, until: null }]

export const finish = (intervals: readonly Interval[], at: Instant): readonly Interval[] =>
  intervals.map((interval) => (interval.until === null ? { ...interval, until: at } : interval))

/** Milliseconds covered up to `now`. */
export const lengthOf = (intervals: readonly Interval[], now: Instant): number =>
  intervals.reduce((sum, { from, until }) => sum + Math.max(0, (until ?? now) - from), 0)
