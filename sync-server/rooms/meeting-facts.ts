import * as Y from 'yjs'
import type { AgendaItem } from '#domain/agenda/agenda.ts'
import type { NumberingStyle } from '#domain/agenda/numbering.ts'
import { isId, type BodyId, type ItemId, type MeetingId } from '#domain/kernel/ids.ts'
import type { Instant } from '#domain/kernel/time.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import type { DocumentStore } from '../storage/ports.ts'

/** What the server itself says of a meeting to others, from its agenda as it is kept. */
export type MeetingAgenda = {
  readonly title: string
  readonly startsAt: Instant
  readonly place: string
  readonly body: BodyId | null
  readonly numbering: NumberingStyle
  readonly items: readonly AgendaItem[]
}

const latest = 8.64e15
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 20_000) : '')
const whole = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= latest ? value : 0

/** Reads nothing it does not know: what hostile clients wrote becomes a harmless value. */
export async function readMeetingAgenda(
  store: Pick<DocumentStore, 'load'>,
  meeting: MeetingId,
): Promise<MeetingAgenda> {
  const { snapshot, updates } = await store.load(documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot)
  for (const update of updates) Y.applyUpdate(doc, update)
  const details = doc.getMap<unknown>('details')
  const body = text(details.get('body'))
  const agenda: MeetingAgenda = {
    title: text(details.get('title')),
    startsAt: whole(details.get('startsAt')),
    place: text(details.get('place')),
    body: isId('b', body) ? (body as BodyId) : null,
    numbering: details.get('numbering') === 'roman' ? 'roman' : 'arabic',
    items: [...doc.getMap<unknown>('items').entries()].flatMap(([id, value]) =>
      isId('i', id) && value instanceof Y.Map ? [readItem(id as ItemId, value as Y.Map<unknown>)] : [],
    ),
  }
  doc.destroy()
  return agenda
}

function readItem(id: ItemId, map: Y.Map<unknown>): AgendaItem {
  const parent = text(map.get('parent'))
  return {
    id,
    parent: isId('i', parent) ? (parent as ItemId) : null,
    position: text(map.get('position')),
    title: text(map.get('title')),
    kind: 'other',
    presenter: text(map.get('presenter')),
    owningUnit: text(map.get('owningUnit')),
    paperInRoom: '',
    minutes: Math.min(whole(map.get('minutes')), 24 * 60),
    status: 'planned',
    note: '',
  }
}
