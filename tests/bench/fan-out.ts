import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { documentKey } from '#protocol/documents/document-names.ts'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { startServerProcess } from '../support/server-process.ts'
import {
  addPerson,
  foundOrganisation,
  publishMeeting,
  type TestServer,
  temporaryFolder,
} from '../support/test-server.ts'
import { RawConnection } from '../support/raw-connection.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'

const clients = 200
const changes = 100
const pauseMs = 50
const root = path.resolve(import.meta.dirname, '../..')
const peersFolder = path.join(root, 'out/bench-peers')

type Arrivals = { readonly latencies: number[] }
type Field = { send(number: number): void; close(): Promise<void> }

/** One writer, a change every 50 ms, and the time until each of the others has it. */
async function run(open: (arrived: (number: number) => void) => Promise<Field>): Promise<Arrivals> {
  const sentAt = new Map<number, number>()
  const latencies: number[] = []
  let done = () => {}
  const finished = new Promise<void>((resolve) => (done = resolve))
  const field = await open((number) => {
    const at = sentAt.get(number)
    if (at === undefined) return
    latencies.push(performance.now() - at)
    if (latencies.length === clients * changes) done()
  })
  for (let number = 0; number < changes; number++) {
    sentAt.set(number, performance.now())
    field.send(number)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 10_000))])
  await field.close()
  return { latencies }
}

/** The number that a change carries, found in its bytes without applying it. */
const numberIn = (data: Uint8Array): number | null => {
  const match = /#(\d+)#/.exec(Buffer.from(data).toString('latin1'))
  return match ? Number(match[1]) : null
}
const changer = () => {
  const doc = new Y.Doc()
  return {
    doc,
    change(number: number): Uint8Array {
      const before = Y.encodeStateVector(doc)
      doc.getMap('details').set('title', `#${number}# nội dung khoảng bảy mươi byte cho mỗi lần`)
      return Y.encodeStateAsUpdate(doc, before)
    },
  }
}

async function ours(arrived: (number: number) => void): Promise<Field> {
  const folder = await temporaryFolder()
  const process = await startServerProcess({ folder: folder.path })
  const api = createHttpServerApi({ baseUrl: process.url, timeoutMs: 20_000, now: Date.now })
  const server = { ...process, api, syncUrl: `${process.url.replace('http', 'ws')}/sync` } as unknown as TestServer
  const secretary = await foundOrganisation(server)
  const member = await addPerson(secretary)
  const meeting = await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  const key = documentKey({ kind: 'agenda', meeting })
  const readers = await Promise.all(Array.from({ length: clients }, () => RawConnection.open(server, member, key)))
  await Promise.all(readers.map((reader) => reader.arrives()))
  for (const reader of readers) {
    reader.socket.on('message', (data) => {
      const number = numberIn(new Uint8Array(data as Buffer))
      if (number !== null) arrived(number)
    })
  }
  const writer = await RawConnection.open(server, secretary, key)
  await writer.arrives()
  const { change } = changer()
  return {
    send: (number) => writer.write(change(number)),
    close: async () => {
      for (const reader of readers) reader.socket.terminate()
      writer.socket.terminate()
      await process.kill('SIGTERM')
      await folder.remove()
    },
  }
}

async function plainSockets(
  url: string,
  {
    arrived,
    frame,
  }: { readonly arrived: (number: number) => void; readonly frame: (update: Uint8Array) => Uint8Array },
): Promise<Field> {
  const open = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(url)
      socket.on('open', () => resolve(socket))
      socket.on('error', reject)
    })
  const readers = await Promise.all(Array.from({ length: clients }, open))
  for (const reader of readers) {
    reader.on('message', (data) => {
      const number = numberIn(new Uint8Array(data as Buffer))
      if (number !== null) arrived(number)
    })
  }
  const writer = await open()
  const { change } = changer()
  return {
    send: (number) => writer.send(frame(change(number))),
    close: async () => {
      for (const socket of [...readers, writer]) socket.terminate()
    },
  }
}

/** The floor: bytes in, the same bytes out to everybody. Nothing parsed, nothing stored. */
async function floor(arrived: (number: number) => void): Promise<Field> {
  const peer = await startPeer(`import { WebSocketServer } from 'ws'
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket) => socket.on('message', (data) => {
  for (const other of server.clients) if (other !== socket) other.send(data)
}))
server.on('listening', () => console.log('port ' + server.address().port))
`)
  const field = await plainSockets(`ws://127.0.0.1:${peer.port}`, { arrived, frame: (update) => update })
  return {
    ...field,
    close: async () => {
      await field.close()
      peer.kill()
    },
  }
}

const syncFrame = (update: Uint8Array): Uint8Array => {
  const length: number[] = []
  for (let rest = update.length; ; rest = rest >> 7) {
    if (rest < 128) {
      length.push(rest)
      break
    }
    length.push((rest & 127) | 128)
  }
  return new Uint8Array([0, 2, ...length, ...update])
}

function installPeers(): boolean {
  if (existsSync(path.join(peersFolder, 'node_modules/@hocuspocus/server'))) return true
  mkdirSync(peersFolder, { recursive: true })
  writeFileSync(path.join(peersFolder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  console.log('Installing the peers to measure against…')
  try {
    execFileSync(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--loglevel=error',
        '@y/websocket-server@0.1.1',
        '@hocuspocus/server@4.7.0',
        '@hocuspocus/provider@4.7.0',
        'yjs@13.6.33',
        'ws@8.23.0',
      ],
      { cwd: peersFolder, stdio: 'inherit' },
    )
    return true
  } catch {
    return false
  }
}

function startPeer(source: string): Promise<{ readonly port: number; kill(): void }> {
  const file = path.join(peersFolder, `peer-${Math.abs(source.length)}.mjs`)
  writeFileSync(file, source)
  const child = spawn(process.execPath, [file], { cwd: peersFolder, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const port = /port (\d+)/.exec(String(chunk))?.[1]
      if (port) resolve({ port: Number(port), kill: () => child.kill() })
    })
    child.on('exit', () => reject(new Error('The peer ended')))
  })
}

async function stockServer(arrived: (number: number) => void): Promise<Field> {
  const peer = await startPeer(`import http from 'node:http'
import { WebSocketServer } from 'ws'
import { setupWSConnection } from '@y/websocket-server/utils'
const server = http.createServer()
const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', setupWSConnection)
server.on('upgrade', (q, s, h) => sockets.handleUpgrade(q, s, h, (w) => sockets.emit('connection', w, q)))
server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port))
`)
  const field = await plainSockets(`ws://127.0.0.1:${peer.port}/room`, { arrived, frame: syncFrame })
  return {
    ...field,
    close: async () => {
      await field.close()
      peer.kill()
    },
  }
}

type HocusProvider = { on(name: string, listener: () => void): void; destroy(): void; document: Y.Doc }

async function hocuspocus(arrived: (number: number) => void): Promise<Field> {
  const peer = await startPeer(`import { Server } from '@hocuspocus/server'
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true })
await server.listen()
console.log('port ' + server.address.port)
`)
  const require = createRequire(path.join(peersFolder, 'package.json'))
  const provided = (await import(require.resolve('@hocuspocus/provider'))) as {
    HocuspocusProvider: new (options: object) => HocusProvider
    HocuspocusProviderWebsocket: new (options: object) => { destroy(): void }
  }
  const theirYjs = (await import(require.resolve('yjs'))) as typeof Y
  const open = async () => {
    const websocketProvider = new provided.HocuspocusProviderWebsocket({
      url: `ws://127.0.0.1:${peer.port}`,
      WebSocketPolyfill: WebSocket,
    })
    const provider = new provided.HocuspocusProvider({
      websocketProvider,
      name: 'room',
      document: new theirYjs.Doc(),
    }) as HocusProvider & { attach?: () => void }
    provider.attach?.()
    await new Promise<void>((resolve) => provider.on('synced', () => resolve()))
    return { provider, websocketProvider }
  }
  const readers = await Promise.all(Array.from({ length: clients }, open))
  for (const { provider } of readers) {
    const details = provider.document.getMap('details')
    details.observe(() => {
      const match = /#(\d+)#/.exec(String(details.get('title')))
      if (match) arrived(Number(match[1]))
    })
  }
  const writer = await open()
  return {
    send: (number) =>
      void writer.provider.document
        .getMap('details')
        .set('title', `#${number}# nội dung khoảng bảy mươi byte cho mỗi lần`),
    close: async () => {
      for (const { provider, websocketProvider } of [...readers, writer]) {
        provider.destroy()
        websocketProvider.destroy()
      }
      peer.kill()
    },
  }
}

/** The bare broadcast, in milliseconds for each arrival. */
export async function measureFloor(): Promise<readonly number[]> {
  if (!installPeers()) throw new Error('The floor comes from the npm registry, which cannot be reached.')
  return (await run(floor)).latencies
}

export async function measureFanOut(): Promise<readonly Measurement[]> {
  // Every server runs in a process of its own, the floor too.
  if (!installPeers()) throw new Error('The floor and the peers come from the npm registry, which cannot be reached.')
  const bottom = await run(floor)
  const own = await run(ours)
  const peers: Record<string, number> = {}
  const peers99: Record<string, number> = {}
  for (const [name, open] of [
    ['@y/websocket-server', stockServer],
    ['hocuspocus', hocuspocus],
  ] as const) {
    try {
      const { latencies } = await run(open)
      peers[name] = median(latencies)
      peers99[name] = percentile(latencies, 0.99)
    } catch (error) {
      console.log(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const complete = own.latencies.length / (clients * changes)
  if (complete < 1) console.log(`Only ${Math.round(complete * 100)} % of the changes arrived in time.`)
  return [
    measured(`fan-out to ${clients} clients, durable first, median`, {
      value: median(own.latencies),
      floor: median(bottom.latencies),
      peer: peers,
    }),
    measured(`fan-out to ${clients} clients, durable first, p99`, {
      value: percentile(own.latencies, 0.99),
      floor: percentile(bottom.latencies, 0.99),
      peer: peers99,
    }),
  ]
}
