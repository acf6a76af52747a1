import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { documentKey } from '#protocol/documents/document-names.ts'
import { addPerson, newId, publishMeeting, type TestDevice } from '#support/test-server.ts'
import { foundedServer } from '#support/founded-server.ts'
import { RawConnection } from '#support/raw-connection.ts'

const its = foundedServer()
let member: TestDevice

beforeAll(async () => {
  member = await addPerson(its.secretary)
})

async function stockProvider(device: TestDevice, key: string, doc: Y.Doc): Promise<WebsocketProvider> {
  const { name, ticket } = await device.ticket(key)
  const provider = new WebsocketProvider(its.server.syncUrl, name, doc, {
    params: { ticket },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return provider
}

const title = (doc: Y.Doc) => doc.getMap('details').get('title')
const until = (doc: Y.Doc, isTrue: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => isTrue() && resolve()
    doc.on('update', look)
    look()
  })

test('a stock y-websocket client with a ticket syncs both ways, and a member only reads', async () => {
  const meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  const key = documentKey({ kind: 'agenda', meeting })
  const [ours, theirs] = [new Y.Doc(), new Y.Doc()]
  const writing = await stockProvider(its.secretary, key, ours)
  const reading = await stockProvider(member, key, theirs)
  ours.getMap('details').set('title', 'Phiên họp thường kỳ')
  await until(theirs, () => title(theirs) === 'Phiên họp thường kỳ')
  expect(title(theirs)).toBe('Phiên họp thường kỳ')
  writing.destroy()
  reading.destroy()
})

test('a write is acknowledged, and is there for whoever asks next', async () => {
  const meeting = await publishMeeting(its.secretary, new Map())
  const key = documentKey({ kind: 'agenda', meeting })
  const connection = await RawConnection.open(its.server, its.secretary, key)
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Bền vững')
  connection.write(Y.encodeStateAsUpdate(doc))
  expect((await connection.next('acknowledged')).writes).toBe(1)
  await connection.close()
  const answer = await its.secretary.api.call(
    'exchange',
    { documents: [{ name: (await its.secretary.ticket(key)).name, stateVector: '' }] },
    its.secretary.access,
  )
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Buffer.from(answer.ok ? (answer.value.documents[0]?.update ?? '') : '', 'base64'))
  expect(title(copy)).toBe('Bền vững')
})

test('publishing brings the meeting to its participants by itself, withdrawing takes it away', async () => {
  const list = await RawConnection.open(its.server, member, documentKey({ kind: 'meetings', person: member.person }))
  const doc = new Y.Doc()
  list.follow(doc)
  const meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  await until(doc, () => doc.getMap('meetings').has(meeting))
  const reading = await RawConnection.open(its.server, member, documentKey({ kind: 'log', meeting }))
  await reading.next('granted')
  await its.secretary.must({ t: 'meeting.withdraw', meeting, reason: 'đổi lịch' })
  expect(await reading.closed).toBe(4404)
  await until(doc, () => !doc.getMap('meetings').has(meeting))
  expect(doc.getMap('meetings').has(meeting)).toBe(false)
  await list.close()
})

test('a device that is not looking is told that a document changed', async () => {
  const meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  const list = await RawConnection.open(its.server, member, documentKey({ kind: 'meetings', person: member.person }))
  await list.next('granted')
  const writing = await RawConnection.open(its.server, its.secretary, documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Đổi tên')
  writing.write(Y.encodeStateAsUpdate(doc))
  expect((await list.next('changed', ({ name }) => name.includes(`${meeting}/agenda`))).name).toContain(meeting)
  await Promise.all([list.close(), writing.close()])
})

test('the same command sent twice is one entry, and a command of somebody else is refused', async () => {
  const command = its.secretary.command({ t: 'meeting.create', meeting: newId('m') })
  const first = await its.server.api.call('command', command, its.secretary.access)
  const again = await its.server.api.call('command', command, its.secretary.access)
  expect(first.ok && again.ok && first.value.entry.seq === again.value.entry.seq).toBe(true)
  expect(await its.server.api.call('command', command, member.access)).toEqual({ ok: false, error: 'no-right' })
  const forged = { ...command, body: { ...command.body, at: command.body.at + 1 } }
  expect(await its.server.api.call('command', forged, its.secretary.access)).toEqual({
    ok: false,
    error: 'bad-signature',
  })
})
