import * as Y from 'yjs'
import { readChoices, readLog } from '#adapters/yjs/other-documents.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { TestDevice } from './test-server.ts'

/** The record that a participant exports, with the devices of the test as the directory would name them. */
export function createMeetingRecordFor({
  doc,
  meeting,
  serverKey,
  devices,
}: {
  readonly doc: Y.Doc
  readonly meeting: MeetingId
  readonly serverKey: string
  readonly devices: readonly TestDevice[]
}): MeetingRecord {
  const choices = readChoices(doc)
  return {
    format: 'pm-record/1',
    title: 'Phiên họp thử',
    log: meeting,
    serverKey,
    devices: devices.map((device) => ({
      id: device.signedIn.device,
      person: device.person,
      signingKey: signingPublicKey(device.signing),
      enrolledAt: 0,
      revokedAt: null,
    })),
    people: devices.map(({ person, signedIn }) => ({ id: person, name: signedIn.person.name })),
    acts: readLog(doc).map((act) => {
      const ballot = choices.get(act.entry.cmdHash)
      return ballot ? { ...act, ballot } : act
    }),
  }
}

/** The log of a meeting as a participant's machine has it. */
export async function logOf(device: TestDevice, meeting: MeetingId): Promise<Y.Doc> {
  const { name } = await device.ticket(documentKey({ kind: 'log', meeting }))
  const answer = await device.api.call(
    'exchange',
    { documents: [{ name, stateVector: toBase64(new Uint8Array([0])) }] },
    device.access,
  )
  if (!answer.ok) throw new Error(answer.error)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromBase64(answer.value.documents[0]?.update ?? ''))
  return doc
}
