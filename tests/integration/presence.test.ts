import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { SocketClass } from '#adapters/sync-client/counting-socket.ts'
import { connectDocument } from '#adapters/sync-client/sync-connection.ts'
import type { Live } from '#application/ports/live.ts'
import { ok } from '#domain/kernel/result.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { addPerson, publishMeeting, type TestDevice } from '#support/test-server.ts'
import { foundedServer } from '#support/founded-server.ts'

const its = foundedServer()
let member: TestDevice
const sockets = new Set<WebSocket>()

beforeAll(async () => {
  member = await addPerson(its.secretary)
})

/** So that the test can cut the line. */
class KeptSocket extends WebSocket {
  constructor(...given: ConstructorParameters<typeof WebSocket>) {
    super(...given)
    sockets.add(this)
  }
}

function connect(device: TestDevice, key: string, doc: Y.Doc) {
  return connectDocument({
    doc,
    url: its.server.syncUrl,
    name: () => `${key}@1`,
    ticket: async () => ok((await device.ticket(key)).ticket),
    env: {
      now: Date.now,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      setTimer: (run, delayMs) => {
        const timer = setTimeout(run, delayMs)
        return () => clearTimeout(timer)
      },
    },
    Socket: KeptSocket as unknown as SocketClass,
    person: device.person,
    onSaved: () => {},
    onEnded: () => {},
    onChanged: () => {},
    onFailure: () => {},
  })
}

const until = (live: Live<unknown>, isTrue: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!isTrue()) return
      end()
      resolve()
    }
    const end = live.subscribe(look)
    look()
  })

test('what a machine says about itself reaches the others, also after it came back with the same document', async () => {
  const meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  const key = documentKey({ kind: 'log', meeting })
  const doc = new Y.Doc()
  const watching = connect(its.secretary, key, new Y.Doc())
  const says = (value: unknown) =>
    watching.presence.get().some(({ person, state }) => person === member.person && state.front === value)
  for (const front of ['first', 'second', 'third']) {
    const speaking = connect(member, key, doc)
    speaking.announce({ front })
    await until(watching.presence, () => says(front))
    speaking.close()
    await until(watching.presence, () => !says(front))
  }
  expect(watching.presence.get()).toEqual([])
  const lasting = connect(member, key, doc)
  lasting.announce({ front: 'before' })
  await until(watching.presence, () => says('before'))
  sockets.forEach((socket) => socket.terminate())
  await until(watching.presence, () => !says('before'))
  await until(watching.presence, () => says('before'))
  lasting.close()
  watching.close()
})

test('a machine behind a pulled cable is away for the others long before its line is given up, and back when it is heard again', async () => {
  const meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  const key = documentKey({ kind: 'log', meeting })
  const watching = connect(its.secretary, key, new Y.Doc())
  await until(watching.state, () => watching.state.get() === 'saved')
  const before = new Set(sockets)
  const speaking = connect(member, key, new Y.Doc())
  const isThere = () => watching.presence.get().some(({ person }) => person === member.person)
  speaking.announce({ front: true })
  await until(watching.presence, isThere)
  const line = [...sockets].find((socket) => !before.has(socket))
  // Nothing arrives and nothing is answered, and nobody says that the line is dead.
  line?.pause()
  await until(watching.presence, () => !isThere())
  expect(line?.readyState).toBe(WebSocket.OPEN)
  line?.resume()
  await until(watching.presence, isThere)
  speaking.announce({ front: false })
  await until(watching.presence, () => watching.presence.get().some(({ state }) => state.front === false))
  speaking.close()
  watching.close()
})
