import * as Y from 'yjs'
import type { AgendaItem } from '#domain/agenda/agenda.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { Seating } from '#domain/seating/seating.ts'
import type { MeetingDetails } from '#domain/meeting/meeting-details.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import type { DocumentStore } from '../storage/ports.ts'

/** Writes the agenda of a meeting that nobody has opened yet, as its secretary would. For seeding only. */
export async function writeFirstAgenda(
  store: DocumentStore,
  parts: {
    readonly meeting: MeetingId
    readonly by: PersonId
    readonly details: MeetingDetails
    readonly items: readonly AgendaItem[]
    readonly seating: Seating
  },
): Promise<void> {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const [field, value] of Object.entries(parts.details)) doc.getMap('details').set(field, value)
    for (const { id, ...fields } of parts.items) {
      const map = new Y.Map<unknown>()
      for (const [field, value] of Object.entries(fields)) map.set(field, value)
      doc.getMap('items').set(id, map)
    }
    for (const [seat, person] of parts.seating) doc.getMap('seating').set(seat, person)
  })
  await store.append(documentKey({ kind: 'agenda', meeting: parts.meeting }), [
    { body: Y.encodeStateAsUpdate(doc), person: parts.by, claims: [doc.clientID] },
  ])
  doc.destroy()
}
