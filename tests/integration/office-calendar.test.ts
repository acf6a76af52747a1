import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readCalendar } from '#adapters/yjs/other-documents.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { RawConnection } from '#support/raw-connection.ts'
import { foundedServer } from '#support/founded-server.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import { addPerson, newId, publishMeeting, type TestDevice } from '#support/test-server.ts'

const its = foundedServer()
let outsider: TestDevice
let member: TestDevice
const key = () => documentKey({ kind: 'calendar', organisation: its.secretary.organisation })

beforeAll(async () => {
  outsider = await addPerson(its.secretary)
  member = await addPerson(its.secretary)
})

async function calendarOf(device: TestDevice) {
  const { name } = await device.ticket(key())
  const answer = await device.api.call('exchange', { documents: [{ name, stateVector: '' }] }, device.access)
  const update = answer.ok ? (answer.value.documents[0]?.update ?? null) : null
  const doc = new Y.Doc()
  if (update !== null) Y.applyUpdate(doc, fromBase64(update))
  return readCalendar(doc)
}
const invitation = (title: string, isListed: boolean) => ({
  title,
  startsAt: 1000,
  place: 'Phòng A',
  items: [{ item: newId('i'), title: 'Nội dung không ai ngoài cuộc được biết' }],
  listed: isListed ? { endsAt: 2000, room: null, body: null } : null,
})

test('everybody sees that a listed meeting is held, when and where; of what it is about, of others and of closed parts, nothing', async () => {
  const roster = new Map([[member.person, ['member'] as const]])
  const listed = await publishMeeting(its.secretary, roster)
  const unlisted = await publishMeeting(its.secretary, roster)
  const draft = newId('m')
  const part = newId('m')
  await its.secretary.must({ t: 'meeting.create', meeting: draft })
  await its.secretary.must({ t: 'meeting.create', meeting: part, partOf: listed })
  await its.secretary.must({ t: 'meeting.publish', meeting: part, papers: [] })
  await its.secretary.must({ t: 'invitation.issue', meeting: listed, invitation: invitation('Hội nghị', true) })
  await its.secretary.must({ t: 'invitation.issue', meeting: part, invitation: invitation('Nhân sự', true) })
  await its.secretary.must({ t: 'invitation.issue', meeting: unlisted, invitation: invitation('Giao ban', false) })
  expect(await calendarOf(outsider)).toEqual([
    {
      id: listed,
      title: 'Hội nghị',
      startsAt: 1000,
      endsAt: 2000,
      place: 'Phòng A',
      room: null,
      body: null,
      units: [],
      status: 'invited',
    },
  ])
  await its.secretary.must({ t: 'meeting.cancel', meeting: listed, reason: 'Hoãn vô thời hạn' })
  expect((await calendarOf(outsider)).map(({ status }) => status)).toEqual(['cancelled'])
})

test('who has it open learns of a meeting at once; nobody but the server writes in it', async () => {
  const open = await RawConnection.open(its.server, outsider, key())
  expect((await open.next('granted')).rights).toBe(1)
  const meeting = await publishMeeting(its.secretary, new Map())
  await its.secretary.must({ t: 'invitation.issue', meeting, invitation: invitation('Chuyên đề', true) })
  await open.next('update', ({ body }) => Buffer.from(body).includes('Chuyên đề'))
  const doc = new Y.Doc()
  doc.getMap('meetings').set(meeting, '{}')
  open.write(Y.encodeStateAsUpdate(doc))
  expect((await open.next('refused')).refusal).toBe('no-right')
  await open.close()
})
