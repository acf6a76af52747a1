import * as Y from 'yjs'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import type { DocumentStore } from '../storage/ports.ts'

/** Title, time and place of a meeting, as they are kept. */
export async function readMeetingFacts(store: Pick<DocumentStore, 'load'>, meeting: MeetingId) {
  const { snapshot, updates } = await store.load(documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot)
  for (const update of updates) Y.applyUpdate(doc, update)
  const details = doc.getMap<unknown>('details')
  const text = (field: string) => {
    const value = details.get(field)
    return typeof value === 'string' ? value : ''
  }
  const startsAt = details.get('startsAt')
  const facts = { title: text('title'), startsAt: typeof startsAt === 'number' ? startsAt : 0, place: text('place') }
  doc.destroy()
  return facts
}
