import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import type { DocumentScope } from '#domain/permissions/document-access.ts'
import { parseDocumentName } from '#protocol/documents/document-names.ts'
import { syncPath } from '#protocol/http/contract.ts'
import { closeCodes, type CloseReason } from '#protocol/sync/close-codes.ts'
import { subprotocol, syncLimits } from '#protocol/sync/messages.ts'
import type { SignIn, Tokens } from '../../access/tokens.ts'
import type { Environment } from '../../authority/environment.ts'
import type { ServerLog } from '../../operations/server-log.ts'
import { isStep2Frame, keepAliveFrame } from '../../rooms/frames.ts'
import type { Member, Room } from '../../rooms/room.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import { createTurns, type Turn } from './turns.ts'

export type SyncSocketParts = {
  readonly rooms: Rooms
  readonly tokens: Tokens
  readonly env: Environment
  readonly log: ServerLog
  readonly epoch: () => number
  /** Milliseconds of a clock that only runs forwards; for the account of processor time. */
  readonly elapsed: () => number
}

type Connection = {
  isAlive: boolean
  /** Pulses since the machine was last heard; counted where others look at who is there: in a meeting's log. */
  missed: number
  readonly tellSilent: ((isSilent: boolean) => void) | null
}
/** Pulses without an answer that mean nothing yet. */
const mostMissed = 2
const maxBuffered = 8 * 1024 * 1024
const maxQueuedBytes = 64 * 1024
/** Processor time one connection may use: a burst, and what it earns back per second. */
const cpuBurstMs = 2000
const cpuPerSecondMs = 100
/** First answers, which may hold a whole document, on their way at one time. */
const newcomersAtOnce = 8
const mostNewcomersWaiting = 2000
/** Whoever has not asked for the document by then lets the next one go first. */
const newcomerMs = 5000

/** The websocket door: ticket, limits, heartbeats. What a frame means is the room's business. */
export function createSyncSocket(server: Server, parts: SyncSocketParts) {
  const { rooms, tokens, env, log } = parts
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: syncLimits.frame,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  const open = new Map<WebSocket, Connection>()
  const turns = createTurns({ atOnce: newcomersAtOnce, mostWaiting: mostNewcomersWaiting })

  server.on('upgrade', (request, socket, head) => {
    if (!(request.url ?? '').startsWith(`${syncPath}/`)) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => admit(webSocket, request))
  })

  const close = (socket: WebSocket, reason: CloseReason) => socket.close(closeCodes[reason].code, reason)

  function admit(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '', 'http://localhost')
    const name = decodeURIComponent(url.pathname.slice(syncPath.length + 1))
    const signIn = tokens.useTicket(url.searchParams.get('ticket') ?? '', name)
    socket.on('error', () => socket.terminate())
    if (!signIn) return close(socket, 'signedOut')
    const parsed = parseDocumentName(name)
    if (!parsed.ok) return close(socket, 'notFound')
    if (parsed.value.epoch !== parts.epoch()) return close(socket, 'epochGone')
    void serve(socket, signIn, parsed.value)
  }

  async function serve(
    socket: WebSocket,
    signIn: SignIn,
    { key, scope }: { readonly key: string; readonly scope: DocumentScope },
  ): Promise<void> {
    const member: Member = {
      ...signIn,
      extended: socket.protocol === subprotocol,
      send: (frame) => {
        if (socket.readyState !== socket.OPEN) return
        // A reader that does not read is sent away: when it is back, one difference brings it up to date.
        if (socket.bufferedAmount > maxBuffered) close(socket, 'resync')
        else if (turn && isStep2Frame(frame)) socket.send(frame, endTurn)
        else socket.send(frame)
      },
      close: (reason) => close(socket, reason),
    }
    const queued: Uint8Array[] = []
    let queuedBytes = 0
    let room: Room | null = null
    let turn: Turn | null = null
    let cancelTurn = () => {}
    const endTurn = () => {
      cancelTurn()
      turn?.()
      turn = null
    }
    const budget = createBudget(parts)
    const take = (data: Uint8Array) => {
      const verdict = budget.spend(() => room?.receive(member, data))
      if (verdict === 'over') {
        log.info('connection over its budget', { person: signIn.person, device: signIn.device })
        close(socket, 'overloaded')
      }
    }
    const connection: Connection = {
      isAlive: true,
      missed: 0,
      tellSilent: scope.kind === 'log' ? (isSilent) => room?.setSilent(member, isSilent) : null,
    }
    open.set(socket, connection)
    const hear = () => {
      connection.isAlive = true
      if (connection.missed > mostMissed) connection.tellSilent?.(false)
      connection.missed = 0
    }
    socket.on('pong', hear)
    socket.on('close', () => {
      open.delete(socket)
      endTurn()
      if (room) rooms.leave(room, member)
    })
    socket.on('message', (data, isBinary) => {
      if (!isBinary) return close(socket, 'malformed')
      hear()
      const bytes = new Uint8Array(data as Buffer)
      if (room) return take(bytes)
      queuedBytes += bytes.length
      if (queuedBytes > maxQueuedBytes) close(socket, 'overloaded')
      else queued.push(bytes)
    })
    turn = await turns.take()
    if (turn === null) return close(socket, 'overloaded')
    if (socket.readyState !== socket.OPEN) return endTurn()
    cancelTurn = env.setTimer(endTurn, newcomerMs)
    try {
      room = await rooms.join(key, member)
    } catch (fault) {
      log.error('a room could not be opened', { key, fault })
      return close(socket, 'resync')
    }
    if (socket.readyState !== socket.OPEN) return rooms.leave(room, member)
    for (const data of queued) take(data)
  }

  const beat = () => {
    for (const [socket, state] of open) {
      if (!state.isAlive) {
        socket.terminate()
        continue
      }
      state.isAlive = false
      socket.ping()
      if (socket.bufferedAmount === 0) socket.send(keepAliveFrame)
    }
    cancelBeat = env.setTimer(beat, syncLimits.keepAliveMs)
  }
  let cancelBeat = env.setTimer(beat, syncLimits.keepAliveMs)

  /** A cable that is pulled says nothing: the chair must not be told for longer than five seconds that somebody is there. */
  const pulse = () => {
    for (const [socket, connection] of open) {
      if (!connection.tellSilent) continue
      connection.missed++
      if (connection.missed === mostMissed + 1) connection.tellSilent(true)
      socket.ping()
    }
    cancelPulse = env.setTimer(pulse, syncLimits.pulseMs)
  }
  let cancelPulse = env.setTimer(pulse, syncLimits.pulseMs)

  return {
    get connections() {
      return open.size
    },
    /** Tells everybody to come back later, and waits for nobody. */
    stop(): void {
      cancelBeat()
      cancelPulse()
      for (const socket of open.keys()) socket.close(1012, 'restarting')
      sockets.close()
    },
  }
}

/** Frames per second and processor time, with a burst allowed for both. */
function createBudget({ elapsed }: Pick<SyncSocketParts, 'elapsed'>) {
  let frames: number = syncLimits.framesPerSecond * 4
  let cpu = cpuBurstMs
  let at = elapsed()
  return {
    spend(work: () => void): 'within' | 'over' {
      const start = elapsed()
      const seconds = (start - at) / 1000
      at = start
      frames = Math.min(syncLimits.framesPerSecond * 4, frames + seconds * syncLimits.framesPerSecond) - 1
      cpu = Math.min(cpuBurstMs, cpu + seconds * cpuPerSecondMs)
      if (frames < 0) return 'over'
      work()
      cpu -= elapsed() - start
      return cpu < 0 ? 'over' : 'within'
    },
  }
}
