import type { ItemId } from '../kernel/ids.ts'
import { minuteMs, type Instant } from '../kernel/time.ts'
import type { AgendaNode } from './agenda.ts'

export type PlannedTime = { readonly start: Instant; readonly end: Instant; readonly minutes: number }

export type AgendaTiming = {
  readonly byItem: ReadonlyMap<ItemId, PlannedTime>
  readonly totalMinutes: number
  /** When the meeting ends if every item takes its planned time. */
  readonly end: Instant
}

/**
 * Items follow each other from the start of the meeting. An item with parts lasts as long as its parts, or its
 * own minutes where those are more; deferred and withdrawn items take no time.
 */
export function planAgenda(nodes: readonly AgendaNode[], start: Instant): AgendaTiming {
  const byItem = new Map<ItemId, PlannedTime>()
  const place = (node: AgendaNode, from: Instant): Instant => {
    const { status, minutes } = node.item
    const left = status === 'deferred' || status === 'withdrawn'
    let end = from
    for (const child of node.children) end = place(child, end)
    if (!left) end = Math.max(end, from + minutes * minuteMs)
    byItem.set(node.item.id, { start: from, end, minutes: (end - from) / minuteMs })
    return end
  }
  const end = nodes.reduce((at, node) => place(node, at), start)
  return { byItem, totalMinutes: (end - start) / minuteMs, end }
}
