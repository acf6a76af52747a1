import type { ItemId } from '../kernel/ids.ts'
import type { ItemStatus } from './item-status.ts'

export const itemKinds = [
  'report', // nghe báo cáo
  'opinion', // cho ý kiến
  'vote', // biểu quyết
  'other',
] as const
export type ItemKind = (typeof itemKinds)[number]

export type AgendaItem = {
  readonly id: ItemId
  readonly parent: ItemId | null
  readonly position: string
  readonly title: string
  readonly kind: ItemKind
  readonly presenter: string
  readonly owningUnit: string
  /** Neutral title of what is handed out on paper only, in the room; empty where nothing is. */
  readonly paperInRoom: string
  /** Planned length; 0 where the item's parts say it. */
  readonly minutes: number
  readonly status: ItemStatus
  readonly note: string
}

export type AgendaNode = { readonly item: AgendaItem; readonly depth: number; readonly children: readonly AgendaNode[] }

/**
 * The tree that everybody sees, whatever was moved where while apart. Deterministic: an item whose parent is
 * gone, or that two moves made its own ancestor, stands at the top level; nothing is ever hidden.
 */
export function buildAgenda(items: readonly AgendaItem[]): readonly AgendaNode[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const children = new Map<ItemId | null, AgendaItem[]>()
  for (const item of items) {
    const parent = standsUnder(item, byId)
    children.set(parent, [...(children.get(parent) ?? []), item])
  }
  const nodesUnder = (parent: ItemId | null, depth: number): AgendaNode[] =>
    (children.get(parent) ?? [])
      .toSorted(comparePositions)
      .map((item) => ({ item, depth, children: nodesUnder(item.id, depth + 1) }))
  return nodesUnder(null, 0)
}

function standsUnder(item: AgendaItem, byId: ReadonlyMap<ItemId, AgendaItem>): ItemId | null {
  const seen = new Set<ItemId>([item.id])
  let lowest = item.id
  for (let at = item.parent; at !== null;) {
    const above = byId.get(at)
    if (!above) break
    if (seen.has(at)) {
      // A ring: its member with the lowest id is taken to the top level on every machine alike.
      return lowest === item.id && at === item.id ? null : item.parent
    }
    seen.add(at)
    if (at < lowest) lowest = at
    at = above.parent
  }
  return item.parent !== null && byId.has(item.parent) ? item.parent : null
}

function comparePositions(a: AgendaItem, b: AgendaItem): number {
  return a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1
}

export function flattenAgenda(nodes: readonly AgendaNode[]): readonly AgendaNode[] {
  return nodes.flatMap((node) => [node, ...flattenAgenda(node.children)])
}

/** Ids of an item and of everything below it. */
export function withDescendants(node: AgendaNode): readonly ItemId[] {
  return [node.item.id, ...node.children.flatMap(withDescendants)]
}
