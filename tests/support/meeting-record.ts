import type * as Y from 'yjs'
import { readChoices, readLog } from '#adapters/yjs/other-documents.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
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
