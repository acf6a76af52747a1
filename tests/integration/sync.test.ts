import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { documentKey } from '#protocol/documents/document-names.ts'
import {
  addPerson,
  foundOrganisation,
  newId,
  publishMeeting,
  startTestServer,
  temporaryFolder,
  type TestDevice,
  type TestServer,
} from '#support/test-server.ts'
import { RawConnection } from '#support/raw-connection.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: TestServer
let secretary: TestDevice
let member: TestDevice

beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startTestServer(folder.path)
  secretary = await foundOrganisation(server)
  member = await addPerson(secretary)
})
afterAll(async () => {
  await server.close()
  await folder.remove()
})

async function stockProvider(device: TestDevice, key: string, doc: Y.Doc): Promise<WebsocketProvider> {
  const { name, ticket } = await device.ticket(key)
  const provider = new WebsocketProvider(server.syncUrl, name, doc, {
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
  const meeting = await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  const key = documentKey({ kind: 'agenda', meeting })
  const [ours, theirs] = [new Y.Doc(), new Y.Doc()]
  const writing = await stockProvider(secretary, key, ours)
  const reading = await stockProvider(member, key, theirs)
  ours.getMap('details').set('title', 'Phiên họp thường kỳ')
  await until(theirs, () => title(theirs) === 'Phiên họp thường kỳ')
  expect(title(theirs)).toBe('Phiên họp thường kỳ')
  writing.destroy()
  reading.destroy()
})

test('a write is acknowledged, and is there for whoever asks next', async () => {
  const meeting = await publishMeeting(secretary, new Map())
  const key = documentKey({ kind: 'agenda', meeting })
  const connection = await RawConnection.open(server, secretary, key)
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Bền vững')
  connection.write(Y.encodeStateAsUpdate(doc))
  expect((await connection.next('acknowledged')).writes).toBe(1)
  await connection.close()
  const answer = await secretary.api.call(
    'exchange',
    { documents: [{ name: (await secretary.ticket(key)).name, stateVector: '' }] },
    secretary.access,
  )
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Buffer.from(answer.ok ? (answer.value.documents[0]?.update ?? '') : '', 'base64'))
  expect(title(copy)).toBe('Bền vững')
})

test('publishing brings the meeting to its participants by itself, withdrawing takes it away', async () => {
  const list = await RawConnection.open(server, member, documentKey({ kind: 'meetings', person: member.person }))
  const doc = new Y.Doc()
  list.follow(doc)
  const meeting = await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  await until(doc, () => doc.getMap('meetings').has(meeting))
  const reading = await RawConnection.open(server, member, documentKey({ kind: 'log', meeting }))
  await reading.next('granted')
  await secretary.must({ t: 'meeting.withdraw', meeting, reason: 'đổi lịch' })
  expect(await reading.closed).toBe(4404)
  await until(doc, () => !doc.getMap('meetings').has(meeting))
  expect(doc.getMap('meetings').has(meeting)).toBe(false)
  await list.close()
})

test('a device that is not looking is told that a document changed', async () => {
  const meeting = await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  const list = await RawConnection.open(server, member, documentKey({ kind: 'meetings', person: member.person }))
  await list.next('granted')
  const writing = await RawConnection.open(server, secretary, documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Đổi tên')
  writing.write(Y.encodeStateAsUpdate(doc))
  expect((await list.next('changed', ({ name }) => name.includes(`${meeting}/agenda`))).name).toContain(meeting)
  await Promise.all([list.close(), writing.close()])
})

test('the same command sent twice is one entry, and a command of somebody else is refused', async () => {
  const command = secretary.command({ t: 'meeting.create', meeting: newId('m') })
  const first = await server.api.call('command', command, secretary.access)
  const again = await server.api.call('command', command, secretary.access)
  expect(first.ok && again.ok && first.value.entry.seq === again.value.entry.seq).toBe(true)
  expect(await server.api.call('command', command, member.access)).toEqual({ ok: false, error: 'no-right' })
  const forged = { ...command, body: { ...command.body, at: command.body.at + 1 } }
  expect(await server.api.call('command', forged, secretary.access)).toEqual({ ok: false, error: 'bad-signature' })
})
