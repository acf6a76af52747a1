import { dayMs, hourMs } from '#domain/kernel/time.ts'

/** Vietnam has had one offset without summer time since 1975. */
const offsetMs = 7 * hourMs
const local = (at: number) => new Date(at + offsetMs)
const fromLocal = (date: number) => date - offsetMs

export const dayStart = (at: number): number => fromLocal(Math.floor((at + offsetMs) / dayMs) * dayMs)

/** Monday 00:00. */
export function weekStart(at: number): number {
  const start = dayStart(at)
  return start - ((local(start).getUTCDay() + 6) % 7) * dayMs
}

export function monthStart(at: number): number {
  const date = local(at)
  return fromLocal(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1))
}

export function addMonths(at: number, months: number): number {
  const date = local(at)
  return fromLocal(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
}

/** The days that a month's page shows: whole weeks. */
export function monthDays(at: number): readonly number[] {
  const first = weekStart(monthStart(at))
  const end = addMonths(at, 1)
  const days: number[] = []
  for (let day = first; day < end || days.length % 7 !== 0; day += dayMs) days.push(day)
  return days
}
