import { dayMs, type Instant } from '../kernel/time.ts'

export type ReadingBudget = {
  readonly pages: number
  /** Whole days that are left, at least one. */
  readonly days: number
  readonly pagesPerDay: number
  /** More than people read beside their work. */
  readonly isHeavy: boolean
}

/** About an hour of attentive reading. */
const mostPerDay = 60

/** What a pack of papers asks of those who are to read it before the session. */
export function readingBudget(
  pages: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): ReadingBudget {
  const days = Math.max(1, Math.floor((until - from) / dayMs))
  const pagesPerDay = Math.ceil(pages / days)
  return { pages, days, pagesPerDay, isHeavy: pagesPerDay > mostPerDay }
}
