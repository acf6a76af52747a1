import { hourMs, type Instant } from '#domain/kernel/time.ts'

export const periods = ['quarter', 'year', 'twelve-months', 'all'] as const
export type Period = (typeof periods)[number]

const zone = 7 * hourMs

/** When a period began, by Vietnam's calendar. */
export function startOf(period: Period, now: Instant): Instant {
  const today = new Date(now + zone)
  const year = today.getUTCFullYear()
  switch (period) {
    case 'quarter':
      return Date.UTC(year, Math.floor(today.getUTCMonth() / 3) * 3, 1) - zone
    case 'year':
      return Date.UTC(year, 0, 1) - zone
    case 'twelve-months':
      return Date.UTC(year - 1, today.getUTCMonth(), today.getUTCDate()) - zone
    case 'all':
      return 0
  }
}
