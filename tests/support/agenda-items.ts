import * as Y from 'yjs'
import { readAgenda } from '#adapters/yjs/agenda-document.ts'
import { buildAgenda } from '#domain/agenda/agenda.ts'
import type { ItemId, MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import type { TestDevice } from './test-server.ts'

/** The items of the first level, in their order, as a device of the meeting reads them. */
export async function agendaItems(by: TestDevice, meeting: MeetingId): Promise<readonly ItemId[]> {
  const { name } = await by.ticket(documentKey({ kind: 'agenda', meeting }))
  const answer = await by.api.call('exchange', { documents: [{ name, stateVector: '' }] }, by.access)
  const update = answer.ok ? (answer.value.documents[0]?.update ?? null) : null
  if (update === null) throw new Error('The agenda is not for this device')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromBase64(update))
  return buildAgenda(readAgenda(doc).items).map(({ item }) => item.id)
}
