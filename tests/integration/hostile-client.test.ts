import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { addPerson, newId, publishMeeting, randomBytes, type TestDevice } from '#support/test-server.ts'
import { foundedServer } from '#support/founded-server.ts'
import { frame, RawConnection } from '#support/raw-connection.ts'

const its = foundedServer()
let member: TestDevice
let stranger: TestDevice
let meeting: MeetingId
let agenda: string
let honest: RawConnection
let honestDoc: Y.Doc

beforeAll(async () => {
  member = await addPerson(its.secretary)
  stranger = await addPerson(its.secretary)
  meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  agenda = documentKey({ kind: 'agenda', meeting })
  honest = await RawConnection.open(its.server, its.secretary, agenda)
  honestDoc = new Y.Doc()
  honestDoc.getMap('details').set('title', 'Nguyên vẹn')
  honest.write(Y.encodeStateAsUpdate(honestDoc))
  await honest.next('acknowledged')
})
afterAll(async () => {
  await honest.close()
})

async function titleNow(): Promise<unknown> {
  const { name } = await member.ticket(agenda)
  const answer = await member.api.call('exchange', { documents: [{ name, stateVector: '' }] }, member.access)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(answer.ok ? (answer.value.documents[0]?.update ?? '') : '', 'base64'))
  expect(doc.store.pendingStructs).toBeNull()
  return doc.getMap('details').get('title')
}

/** Whatever was tried: the server answers, the honest connection stands, and the document is what it was. */
afterEach(async () => {
  expect((await its.server.api.call('welcome', {})).ok).toBe(true)
  expect(honest.socket.readyState).toBe(WebSocket.OPEN)
  expect(await titleNow()).toBe('Nguyên vẹn')
})

const update = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}
const goodUpdate = () => update((doc) => doc.getMap('details').set('note', 'x'))
const sync = (step: number, body: Uint8Array) =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, body)
  })
/** An update that leaves out what came before it. */
function gapUpdate(): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('details').set('a', 1)
  const before = Y.encodeStateVector(doc)
  doc.getMap('details').set('b', 2)
  return Y.encodeStateAsUpdate(doc, before)
}
/** Struct bytes written by hand: one client, clock, then what `write` says. */
const crafted = (client: number, clock: number, write: (encoder: encoding.Encoder) => void) =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    write(encoder)
    encoding.writeVarUint(encoder, 0)
  })
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })
const deepTypes = () =>
  update((doc) => {
    let map = doc.getMap('items') as Y.Map<unknown>
    for (let n = 0; n < 80; n++) {
      const next = new Y.Map<unknown>()
      map.set('k', next)
      map = next
    }
  })

test.each<[string, () => Uint8Array, number]>([
  ['nothing', () => new Uint8Array(), 4400],
  ['an unknown message', () => new Uint8Array([55, 1, 2]), 4400],
  ['an unknown sync step', () => sync(9, new Uint8Array([0, 0])), 4400],
  ['a body shorter than it says', () => new Uint8Array([0, 2, 200, 1]), 4400],
  ['bytes after the message', () => new Uint8Array([...sync(2, goodUpdate()), 7]), 4400],
  ['an endless number', () => new Uint8Array(64).fill(255), 4400],
  ['a state vector of noise', () => sync(0, new Uint8Array(40).fill(250)), 4400],
  ['a state vector of 70 kB', () => sync(0, Buffer.concat([randomBytes(60_000), randomBytes(10_000)])), 4413],
  ['an update of noise', () => sync(2, randomBytes(300)), 4400],
  ['an update in the second format', () => sync(2, Y.encodeStateAsUpdateV2(honestDoc)), 4400],
  ['an update with a gap', () => sync(2, gapUpdate()), 4500],
  [
    'a root that does not exist',
    () =>
      sync(
        2,
        update((doc) => doc.getMap('admins').set('me', true)),
      ),
    4403,
  ],
  [
    'a subdocument',
    () =>
      sync(
        2,
        update((doc) => doc.getMap('details').set('sub', new Y.Doc())),
      ),
    4403,
  ],
  [
    'a key that poisons objects',
    () =>
      sync(
        2,
        update((doc) => doc.getMap('details').set('__proto__', { isAdmin: true })),
      ),
    4403,
  ],
  [
    'a value with such a key',
    () =>
      sync(
        2,
        update((doc) => doc.getMap('details').set('x', [JSON.parse('{"__proto__":{"isAdmin":true}}') as object])),
      ),
    4403,
  ],
  [
    'a value nested too deeply',
    () =>
      sync(
        2,
        update((doc) => doc.getMap('details').set('x', nested(20))),
      ),
    4403,
  ],
  ['types nested too deeply', () => sync(2, deepTypes()), 4403],
  [
    'the announcement of 33 million structs',
    () =>
      sync(
        2,
        frame((encoder) => {
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarUint(encoder, 2 ** 25 - 1)
          encoding.writeVarUint(encoder, 5)
          encoding.writeVarUint(encoder, 0)
        }),
      ),
    4400,
  ],
  [
    'the theft of a colleague’s clock',
    () =>
      sync(
        2,
        crafted(honestDoc.clientID, Y.getState(honestDoc.store, honestDoc.clientID), (encoder) => {
          encoding.writeUint8(encoder, 0)
          encoding.writeVarUint(encoder, 2 ** 40)
        }),
      ),
    4409,
  ],
  [
    'tombstones without end',
    () =>
      sync(
        2,
        crafted(12345, 0, (encoder) => {
          encoding.writeUint8(encoder, 0)
          encoding.writeVarUint(encoder, 2 ** 40)
        }),
      ),
    4413,
  ],
  [
    'the deletion of what does not exist yet',
    () =>
      sync(
        2,
        frame((encoder) => {
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarUint(encoder, honestDoc.clientID)
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarUint(encoder, 500)
          encoding.writeVarUint(encoder, 9)
        }),
      ),
    4500,
  ],
  [
    'an awareness update of noise',
    () =>
      frame((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(encoder, new Uint8Array([3, 255, 255]))
      }),
    4400,
  ],
  [
    'an awareness update of 20 kB',
    () =>
      frame((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(encoder, randomBytes(20_000))
      }),
    4413,
  ],
])('a secretary who sends %s is shown out', async (_name, bytes, code) => {
  // Another device of another secretary, so that the honest connection's client id is foreign to it.
  const other = await addPerson(its.secretary, ['secretariat'])
  await its.secretary.must({ t: 'role.set', meeting, person: other.person, roles: ['secretary'] })
  const connection = await RawConnection.open(its.server, other, agenda)
  await connection.next('granted')
  connection.send(bytes())
  expect(await connection.closed).toBe(code)
})

test('text instead of bytes is refused', async () => {
  const connection = await RawConnection.open(its.server, its.secretary, agenda)
  connection.socket.send('hello')
  expect(await connection.closed).toBe(4400)
})

test.each<[string, () => Uint8Array]>([
  ['a live update', () => sync(2, goodUpdate())],
  ['an answer to a question nobody asked', () => sync(1, goodUpdate())],
  ['a padded number in front', () => new Uint8Array([0x80, 0x00, 2, ...sync(2, goodUpdate()).slice(2)])],
  ['an empty update', () => sync(2, new Uint8Array([0, 0]))],
])('a member who may only read cannot change the agenda by %s', async (_name, bytes) => {
  const connection = await RawConnection.open(its.server, member, agenda)
  expect((await connection.next('granted')).rights).toBe(1)
  connection.send(bytes())
  expect(await connection.closed).toBe(4403)
  expect(connection.messages.filter(({ kind }) => kind === 'step1')).toEqual([])
})

test('nobody writes the pictures of the logs, not even a secretary', async () => {
  for (const key of [
    documentKey({ kind: 'log', meeting }),
    documentKey({ kind: 'meetings', person: its.secretary.person }),
    documentKey({ kind: 'directory', organisation: its.secretary.organisation }),
  ]) {
    const connection = await RawConnection.open(its.server, its.secretary, key)
    await connection.next('granted')
    connection.write(update((doc) => doc.getArray('entries').push(['forged'])))
    expect(await connection.closed).toBe(4403)
  }
})

test('an unknown document and a forbidden one answer alike', async () => {
  const codes: number[] = []
  for (const [device, key] of [
    [stranger, agenda],
    [stranger, documentKey({ kind: 'agenda', meeting: newId('m') })],
    [member, documentKey({ kind: 'secretariat', meeting })],
    [member, documentKey({ kind: 'meetings', person: its.secretary.person })],
    [member, documentKey({ kind: 'private', person: its.secretary.person })],
    [member, documentKey({ kind: 'private-marks', person: its.secretary.person, paper: newId('t') })],
    [member, documentKey({ kind: 'organisation-log', organisation: its.secretary.organisation })],
    [member, 'x/unknown/thing'],
  ] as const) {
    codes.push(await (await RawConnection.open(its.server, device, key)).closed)
  }
  expect(new Set(codes)).toEqual(new Set([4404]))
})

test('a ticket opens one document, once', async () => {
  const { name, ticket } = await member.ticket(agenda)
  const first = await RawConnection.openWith(its.server, name, ticket)
  await first.next('granted')
  expect(await (await RawConnection.openWith(its.server, name, ticket)).closed).toBe(4401)
  const other = await member.ticket(agenda)
  expect(
    await (
      await RawConnection.openWith(its.server, `${documentKey({ kind: 'log', meeting })}@1`, other.ticket)
    ).closed,
  ).toBe(4401)
  expect(await (await RawConnection.openWith(its.server, name, 'guess')).closed).toBe(4401)
  await first.close()
})

test('another epoch is told to ask again', async () => {
  const { name, ticket } = await member.ticket(agenda, 7)
  expect(await (await RawConnection.openWith(its.server, name, ticket)).closed).toBe(4410)
})

test('a flood of frames is shown out', async () => {
  const connection = await RawConnection.open(its.server, its.secretary, agenda)
  await connection.next('granted')
  for (let n = 0; n < 3000; n++) connection.send(sync(0, new Uint8Array([0])))
  expect(await connection.closed).toBe(4503)
})

test('awareness cannot speak for somebody else', async () => {
  const [first, second] = [
    await RawConnection.open(its.server, its.secretary, agenda),
    await RawConnection.open(its.server, member, agenda),
  ]
  await Promise.all([first.next('granted'), second.next('granted')])
  const state = (client: number, clock: number, json: string) =>
    frame((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(
        encoder,
        frame((inner) => {
          encoding.writeVarUint(inner, 1)
          encoding.writeVarUint(inner, client)
          encoding.writeVarUint(inner, clock)
          encoding.writeVarString(inner, json)
        }),
      )
    })
  first.send(state(77, 1, JSON.stringify({ page: 1, user: { id: member.person } })))
  const seen = await second.next('awareness', ({ body }) => body.length > 1)
  const text = Buffer.from(seen.body).toString('utf8')
  expect(text).toContain(its.secretary.person)
  expect(text).not.toContain(member.person)
  second.send(state(77, 9, 'null'))
  second.send(state(78, 1, '{}'))
  const news = await first.next('awareness', ({ body }) => body[1] === 78)
  expect(news.body[0]).toBe(1)
  await Promise.all([first.close(), second.close()])
})

test('after a revocation the device is out at once, and stays out', async () => {
  const lost = await addPerson(its.secretary)
  await its.secretary.must({ t: 'role.set', meeting, person: lost.person, roles: ['member'] })
  const connection = await RawConnection.open(its.server, lost, agenda)
  await connection.next('granted')
  await its.secretary.must({ t: 'device.revoke', device: lost.signedIn.device })
  expect(await connection.closed).toBe(4404)
  expect(await lost.api.call('tickets', { documents: ['x'] }, lost.access)).toEqual({
    ok: false,
    error: 'not-signed-in',
  })
})

test('the paths of the HTTP contract refuse what is not theirs', async () => {
  const ask = (path: string, init: RequestInit = {}) => fetch(its.server.url + path, init).then(({ status }) => status)
  expect(
    await ask('/api/commands', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
  ).toBe(400)
  expect(
    await ask('/api/commands', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  ).toBe(400)
  expect(
    await ask('/api/tickets', {
      method: 'POST',
      body: '{"documents":["x"]}',
      headers: { 'content-type': 'application/json' },
    }),
  ).toBe(401)
  expect(await ask(`/api/files/${'a'.repeat(64)}`)).toBe(401)
  expect(
    await ask('/api/files/..%2f..%2fserver-keys.json', { headers: { authorization: `Bearer ${member.access}` } }),
  ).toBe(404)
  expect(
    await ask('/api/uploads', { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': '5' } }),
  ).toBe(401)
  expect(await ask('/api/nothing')).toBe(404)
})
