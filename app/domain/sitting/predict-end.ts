import { lengthOf } from '../kernel/interval.ts'
import type { ItemId } from '../kernel/ids.ts'
import { minuteMs, type Instant } from '../kernel/time.ts'
import type { Sitting } from './sitting.ts'

/** What is planned for an item of the top level; its parts are in its minutes. */
type PlannedItem = { readonly id: ItemId; readonly depth: number; readonly minutes: number }

/** When the session would end if everything that is left took its planned time from now on. */
export function predictEnd(items: readonly PlannedItem[], sitting: Sitting, now: Instant): Instant {
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
