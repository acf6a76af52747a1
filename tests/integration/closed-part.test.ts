import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import { createReadApi } from '#server/integration/read-api.ts'
import { foundedServer } from '#support/founded-server.ts'
import { addPerson, newId, publishMeeting, type TestDevice } from '#support/test-server.ts'

const its = foundedServer()
let named: TestDevice
let other: TestDevice
let whole: MeetingId
const part = newId('m')

beforeAll(async () => {
  named = await addPerson(its.secretary)
  other = await addPerson(its.secretary, ['secretariat'])
  whole = await publishMeeting(
    its.secretary,
    new Map([
      [named.person, ['member']],
      [other.person, ['member']],
    ]),
  )
  await its.secretary.must({ t: 'meeting.create', meeting: part, partOf: whole })
  await its.secretary.must({ t: 'role.set', meeting: part, person: named.person, roles: ['member'] })
  await its.secretary.must({ t: 'meeting.publish', meeting: part, papers: [] })
})

async function whatItHas(device: TestDevice) {
  const keys = [
    ...(['log', 'agenda', 'secretariat', 'minutes'] as const).map((kind) => documentKey({ kind, meeting: part })),
    documentKey({ kind: 'meetings', person: device.person }),
    documentKey({ kind: 'log', meeting: whole }),
  ]
  const documents = await Promise.all(
    keys.map(async (key) => ({ name: (await device.ticket(key)).name, stateVector: '' })),
  )
  const answer = await device.api.call('exchange', { documents }, device.access)
  return (answer.ok ? answer.value.documents : []).map(({ update }) => (update === null ? null : fromBase64(update)))
}

test('nothing of a closed part is on the machine of who is in the whole but not in the part', async () => {
  const [log, agenda, secretariat, minutes, meetings, wholeLog] = await whatItHas(other)
  expect([log, agenda, secretariat, minutes]).toEqual([null, null, null, null])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, meetings ?? new Uint8Array())
  expect([...doc.getMap('meetings').keys()]).toEqual([whole])
  for (const bytes of [meetings, wholeLog]) expect(Buffer.from(bytes ?? []).includes(part)).toBe(false)
  const [ownLog, ownAgenda] = await whatItHas(named)
  expect([ownLog === null, ownAgenda === null]).toEqual([false, false])
})

test('only who draws up the agenda of a meeting closes a part of it, and of a meeting nobody may know nothing is told', async () => {
  for (const partOf of [whole, part, newId('m')])
    expect(await other.submit({ t: 'meeting.create', meeting: newId('m'), partOf })).toEqual({
      ok: false,
      error: 'no-right',
    })
})

test('other systems read of the whole, and never of the part', async () => {
  const agenda = { title: '', startsAt: 0, place: '', body: null, numbering: 'arabic', items: [] } as const
  const api = createReadApi({ authority: its.server.authority, agendaOf: async () => agenda, now: () => 0 })
  expect((await api.meetings()).map(({ id }) => id)).toEqual([whole])
  expect(await api.meeting(part)).toBeNull()
})
