import * as Y from 'yjs'
import { itemKinds, type AgendaItem } from '#domain/agenda/agenda.ts'
import { itemStatuses } from '#domain/agenda/item-status.ts'
import { isId, type ItemId, type PersonId } from '#domain/kernel/ids.ts'
import type { MeetingDetails } from '#domain/meeting/meeting-details.ts'
import type { AgendaContent, AgendaEditor } from '#application/ports/meeting-documents.ts'
import { localOrigin } from './shared-document.ts'

/** Reads nothing it does not know: what other versions or hostile clients wrote becomes a harmless value. */
export function readAgenda(doc: Y.Doc): AgendaContent {
  const details = doc.getMap('details')
  const body = text(details.get('body'))
  const room = text(details.get('room'))
  const partAfter = text(details.get('partAfter'))
  const items: AgendaItem[] = []
  for (const [id, value] of doc.getMap('items').entries()) {
    if (isId('i', id) && value instanceof Y.Map) items.push(readItem(id as ItemId, value))
  }
  return {
    details: {
      title: text(details.get('title')),
      startsAt: whole(details.get('startsAt')),
      body: isId('b', body) ? (body as MeetingDetails['body']) : null,
      room: isId('r', room) ? (room as MeetingDetails['room']) : null,
      place: text(details.get('place')),
      description: text(details.get('description')),
      remarksUntil: whole(details.get('remarksUntil')),
      tracksReading: details.get('tracksReading') === true,
      inCalendar: details.get('inCalendar') === true,
      partAfter: isId('i', partAfter) ? (partAfter as ItemId) : null,
      numbering: details.get('numbering') === 'roman' ? 'roman' : 'arabic',
    },
    items,
    seating: new Map(
      [...doc.getMap('seating').entries()].flatMap(([seat, person]) =>
        typeof person === 'string' && isId('p', person) ? [[seat, person as PersonId] as const] : [],
      ),
    ),
  }
}

function readItem(id: ItemId, map: Y.Map<unknown>): AgendaItem {
  const parent = text(map.get('parent'))
  return {
    id,
    parent: isId('i', parent) ? (parent as ItemId) : null,
    position: text(map.get('position')),
    title: text(map.get('title')),
    kind: oneOf(itemKinds, map.get('kind'), 'other'),
    presenter: text(map.get('presenter')),
    owningUnit: text(map.get('owningUnit')),
    paperInRoom: text(map.get('paperInRoom')),
    minutes: Math.min(whole(map.get('minutes')), 24 * 60),
    status: oneOf(itemStatuses, map.get('status'), 'planned'),
    note: text(map.get('note')),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 20_000) : '')
const whole = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
const oneOf = <const Values extends readonly string[]>(
  values: Values,
  value: unknown,
  otherwise: Values[number],
): Values[number] => values.find((known) => known === value) ?? otherwise

/** Each edit writes one field, so that two people who change different things both keep their change. */
export function createAgendaEditor(doc: Y.Doc): AgendaEditor {
  const edit = (change: () => void) => doc.transact(change, localOrigin)
  const details = () => doc.getMap('details')
  const items = () => doc.getMap<Y.Map<unknown>>('items')
  const put = (map: Y.Map<unknown>, fields: Readonly<Record<string, unknown>>) => {
    for (const [field, value] of Object.entries(fields)) if (map.get(field) !== value) map.set(field, value)
  }
  return {
    setDetails: (change) => edit(() => put(details(), change)),
    addItems: (added) =>
      edit(() => {
        for (const { id, ...fields } of added) {
          const map = new Y.Map<unknown>()
          for (const [field, value] of Object.entries(fields)) map.set(field, value)
          items().set(id, map)
        }
      }),
    changeItem: (id, change) =>
      edit(() => {
        const map = items().get(id)
        if (map) put(map, change)
      }),
    removeItems: (ids) => edit(() => ids.forEach((id) => items().delete(id))),
    setSeating: (seating) =>
      edit(() => {
        const map = doc.getMap('seating')
        for (const seat of map.keys()) if (!seating.has(seat)) map.delete(seat)
        put(map, Object.fromEntries(seating))
      }),
  }
}
