import type { ItemRow } from '#application/projection/rows.ts'
import { lengthOf } from '#domain/kernel/interval.ts'
import { minuteMs, type Instant } from '#domain/kernel/time.ts'
import type { Sitting } from '#domain/sitting/sitting.ts'

/** When the session would end if everything that is left took its planned time from now on. */
export function predictEnd(items: readonly ItemRow[], sitting: Sitting, now: Instant): Instant {
  const left = items
    .filter(({ depth }) => depth === 0)
    .reduce((sum, item) => {
      const status = sitting.itemStatuses.get(item.id) ?? 'planned'
      if (status === 'concluded' || status === 'deferred' || status === 'withdrawn') return sum
      const spent = lengthOf(sitting.itemTimes.get(item.id) ?? [], now)
      return sum + Math.max(0, item.minutes * minuteMs - spent)
    }, 0)
  return now + left
}
