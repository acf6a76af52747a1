import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { startServerProcess } from '#support/server-process.ts'
import {
  foundOrganisation,
  newId,
  signInAgain,
  TestDevice,
  temporaryFolder,
  testPassword,
  type TestServer,
} from '#support/test-server.ts'
import { RawConnection } from '#support/raw-connection.ts'

const kills = 50

test(`${kills} kills at random moments lose no acknowledged change`, { timeout: 600_000 }, async () => {
  const folder = await temporaryFolder()
  const acknowledged = new Set<string>()
  let device: TestDevice | null = null
  let key = ''
  let written = 0
  for (let round = 0; round <= kills; round++) {
    const process = await startServerProcess({ folder: folder.path })
    const api = createHttpServerApi({ baseUrl: process.url, timeoutMs: 20_000, now: Date.now })
    const server = { ...process, api, syncUrl: `${process.url.replace('http', 'ws')}/sync` } as unknown as TestServer
    if (device === null) {
      device = await foundOrganisation(server)
      const meeting = newId('m')
      await device.must({ t: 'meeting.create', meeting })
      key = documentKey({ kind: 'agenda', meeting })
    } else {
      const again = await signInAgain(api, 'sang.lap', testPassword)
      if (!again.ok) throw new Error(again.error)
      device = new TestDevice(api, again.value, device.signing)
    }
    const doc = new Y.Doc()
    const connection = await RawConnection.open(server, device, key)
    connection.follow(doc)
    await connection.next('step2')
    const details = doc.getMap('details')
    expect([...acknowledged].filter((name) => !details.has(name))).toEqual([])
    expect(doc.store.pendingStructs).toBeNull()
    if (round === kills) {
      await process.kill('SIGTERM')
      break
    }
    const sent: string[] = []
    doc.on('update', (update: Uint8Array, origin: unknown) => origin === 'local' && connection.write(update))
    // How many acknowledgements to wait for before the kill: chance, so that it falls anywhere in a commit.
    const enough = 1 + Math.floor(Math.random() * 40)
    connection.socket.on('message', () => {
      const last = connection.messages.findLast(({ kind }) => kind === 'acknowledged')
      if (last?.kind === 'acknowledged') for (const name of sent.slice(0, last.writes)) acknowledged.add(name)
    })
    for (let n = 0; n < 60; n++) {
      const name = `k${written++}`
      sent.push(name)
      doc.transact(() => details.set(name, n), 'local')
    }
    await connection.next('acknowledged', ({ writes }) => writes >= enough)
    await process.kill()
    await connection.closed
  }
  expect(acknowledged.size).toBeGreaterThan(kills)
  await folder.remove()
})
