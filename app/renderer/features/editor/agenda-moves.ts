import { flattenAgenda, type AgendaItem, type AgendaNode } from '#domain/agenda/agenda.ts'
import { keyBetween } from '#domain/agenda/order-key.ts'
import type { ItemId } from '#domain/kernel/ids.ts'

export type Move = { readonly parent: ItemId | null; readonly position: string }

const deepest = 2

type Spot = { readonly siblings: readonly AgendaNode[]; readonly index: number; readonly parent: AgendaNode | null }

function spotOf(nodes: readonly AgendaNode[], id: ItemId, parent: AgendaNode | null = null): Spot | null {
  const index = nodes.findIndex(({ item }) => item.id === id)
  if (index >= 0) return { siblings: nodes, index, parent }
  for (const node of nodes) {
    const found = spotOf(node.children, id, node)
    if (found) return found
  }
  return null
}

const at = (siblings: readonly AgendaNode[], index: number): string | null => siblings[index]?.item.position ?? null

/** One place up among its siblings. */
export function moveUp(nodes: readonly AgendaNode[], id: ItemId): Move | null {
  const spot = spotOf(nodes, id)
  if (!spot || spot.index === 0) return null
  return {
    parent: spot.parent?.item.id ?? null,
    position: keyBetween(at(spot.siblings, spot.index - 2), at(spot.siblings, spot.index - 1)),
  }
}

export function moveDown(nodes: readonly AgendaNode[], id: ItemId): Move | null {
  const spot = spotOf(nodes, id)
  if (!spot || spot.index === spot.siblings.length - 1) return null
  return {
    parent: spot.parent?.item.id ?? null,
    position: keyBetween(at(spot.siblings, spot.index + 1), at(spot.siblings, spot.index + 2)),
  }
}

/** Becomes the last part of the item above it. */
export function moveIn(nodes: readonly AgendaNode[], id: ItemId): Move | null {
  const spot = spotOf(nodes, id)
  const above = spot?.siblings[spot.index - 1]
  if (!spot || !above || above.depth + heightOf(spot.siblings[spot.index]) > deepest) return null
  return { parent: above.item.id, position: keyBetween(at(above.children, above.children.length - 1), null) }
}

/** Leaves its parent and stands right after it. */
export function moveOut(nodes: readonly AgendaNode[], id: ItemId): Move | null {
  const spot = spotOf(nodes, id)
  if (!spot?.parent) return null
  const parentSpot = spotOf(nodes, spot.parent.item.id)
  if (!parentSpot) return null
  return {
    parent: parentSpot.parent?.item.id ?? null,
    position: keyBetween(spot.parent.item.position, at(parentSpot.siblings, parentSpot.index + 1)),
  }
}

/** Dropped on another line: takes its place, at its level, before or after it depending on where it came from. */
export function moveOnto(nodes: readonly AgendaNode[], id: ItemId, target: ItemId): Move | null {
  const flat = flattenAgenda(nodes)
  const from = flat.findIndex(({ item }) => item.id === id)
  const to = flat.findIndex(({ item }) => item.id === target)
  const spot = spotOf(nodes, target)
  const moved = flat[from]
  if (!spot || !moved || from === to || flattenAgenda(moved.children).some(({ item }) => item.id === target))
    return null
  if ((spot.parent ? spot.parent.depth + 1 : 0) + heightOf(moved) - 1 > deepest) return null
  const siblings = spot.siblings.filter(({ item }) => item.id !== id)
  const index = siblings.findIndex(({ item }) => item.id === target)
  const [left, right] = from < to ? [index, index + 1] : [index - 1, index]
  return { parent: spot.parent?.item.id ?? null, position: keyBetween(at(siblings, left), at(siblings, right)) }
}

function heightOf(node: AgendaNode | undefined): number {
  return node ? 1 + Math.max(0, ...node.children.map(heightOf)) : 0
}

/** Where a new item goes: after the one that is chosen, else at the end. */
export function placeForNew(nodes: readonly AgendaNode[], after: ItemId | null): Move {
  const spot = after === null ? null : spotOf(nodes, after)
  if (!spot) return { parent: null, position: keyBetween(at(nodes, nodes.length - 1), null) }
  return {
    parent: spot.parent?.item.id ?? null,
    position: keyBetween(at(spot.siblings, spot.index), at(spot.siblings, spot.index + 1)),
  }
}

export const emptyItem = (id: ItemId, move: Move): AgendaItem => ({
  id,
  ...move,
  title: '',
  kind: 'other',
  presenter: '',
  owningUnit: '',
  paperInRoom: '',
  minutes: 0,
  status: 'planned',
  note: '',
})
