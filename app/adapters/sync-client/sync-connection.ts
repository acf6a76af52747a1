import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Result } from '#domain/kernel/result.ts'
import { isId, type PersonId } from '#domain/kernel/ids.ts'
import type { Presence, PresenceState } from '#application/ports/document-hub.ts'
import type { Environment } from '#application/ports/environment.ts'
import { createCell, type Live } from '#application/ports/live.ts'
import type { CallFailure } from '#application/ports/server-api.ts'
import { refusalSchema, type Refusal } from '#protocol/refusals.ts'
import { closeCodes, closeReasonOf, type CloseReason } from '#protocol/sync/close-codes.ts'
import { messageType, rightsNumber, subprotocol } from '#protocol/sync/messages.ts'
import { createCountingSocket, type CountingSocket, type SocketClass } from './counting-socket.ts'

/**
 * offline: no connection · checking: connected, not yet compared · saving: edits on their way ·
 * saved: everything here is durable on the server · ended: the server does not want this connection.
 */
export type ConnectionState = 'offline' | 'checking' | 'saving' | 'saved' | 'ended'

export type SyncConnection = {
  readonly state: Live<ConnectionState>
  readonly rights: Live<'unknown' | 'read' | 'write'>
  /** What the machines that have this document open say about themselves, this one included. */
  readonly presence: Live<readonly Presence[]>
  /** Says something to the others for as long as the connection lasts; null takes it back. */
  announce(state: PresenceState | null): void
  /** Ends waiting for the next try: the network seems to be back. */
  hurry(): void
  close(): void
}

export type SyncConnectionParts = {
  readonly doc: Y.Doc
  readonly url: string
  readonly name: () => string
  readonly ticket: (name: string) => Promise<Result<string, CallFailure>>
  readonly env: Environment
  readonly Socket: SocketClass
  readonly person: PersonId
  /** Everything this document holds is on the server. */
  readonly onSaved: () => void
  /** The server refused an edit of ours, or the document is not ours any more. */
  readonly onEnded: (why: { readonly reason: CloseReason; readonly refusal: Refusal | null }) => void
  readonly onChanged: (name: string) => void
  readonly onFailure: (failure: CallFailure) => void
}

const firstRetryMs = 500
const longestRetryMs = 10_000

/** One document over a stock y-websocket provider, with a fresh ticket before each connection and our acknowledgements beside it. */
export function connectDocument(parts: SyncConnectionParts): SyncConnection {
  const { doc, env } = parts
  const state = createCell<ConnectionState>('offline')
  const rights = createCell<'unknown' | 'read' | 'write'>('unknown')
  const provider = new WebsocketProvider(parts.url, parts.name(), doc, {
    connect: false,
    disableBc: true,
    protocols: [subprotocol],
    WebSocketPolyfill: createCountingSocket(parts.Socket),
    // We come back ourselves: a new connection needs a new ticket.
    shouldReconnect: () => false,
  })
  // The document keeps its client id over reconnections, and the others the clock of its farewell: go on from there.
  const renewClock = () => provider.awareness.meta.set(doc.clientID, { clock: env.now(), lastUpdated: env.now() })
  renewClock()
  provider.awareness.setLocalState(null)
  // A stock provider sends back what it hears of others: with forty machines in a room that is forty times too much.
  const sayAll = provider._awarenessUpdateHandler
  provider.awareness.off('update', sayAll)
  provider.awareness.on('update', (change: Parameters<typeof sayAll>[0], origin: unknown) => {
    if (origin === 'local') sayAll(change, origin)
  })
  const presence = createCell<readonly Presence[]>([])
  provider.awareness.on('change', () => {
    presence.set(
      [...provider.awareness.getStates()].flatMap(([client, state]) => {
        const person: unknown = client === doc.clientID ? parts.person : state.user?.id
        return typeof person === 'string' && isId('p', person) ? [{ person: person as PersonId, state }] : []
      }),
    )
  })
  let acknowledged = 0
  let refusal: Refusal | null = null
  let tries = 0
  let isClosed = false
  let isTrying = false
  let cancelRetry: (() => void) | null = null

  const look = () => {
    if (isClosed || state.get() === 'ended') return
    const socket = provider.ws as CountingSocket | null
    if (!provider.wsconnected || !socket) return state.set('offline')
    if (!provider.synced) return state.set('checking')
    if (rights.get() === 'read' && socket.writes === 0) return settle()
    if (!socket.hasAnsweredStep1) return state.set('checking')
    if (acknowledged < socket.writes) return state.set('saving')
    settle()
  }
  const settle = () => {
    tries = 0
    state.set('saved')
    parts.onSaved()
  }

  provider.messageHandlers[messageType.acknowledged] = (_encoder, decoder) => {
    acknowledged = decoding.readVarUint(decoder)
    look()
  }
  provider.messageHandlers[messageType.refused] = (_encoder, decoder) => {
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const parsed = refusalSchema.safeParse(decoding.readVarString(decoder))
    refusal = parsed.success ? parsed.data : 'failed'
  }
  provider.messageHandlers[messageType.granted] = (_encoder, decoder) => {
    rights.set(decoding.readVarUint(decoder) === rightsNumber.write ? 'write' : 'read')
    look()
  }
  provider.messageHandlers[messageType.changed] = (_encoder, decoder) => {
    parts.onChanged(decoding.readVarString(decoder))
  }
  provider.on('sync', look)
  provider.on('status', ({ status }) => {
    if (status === 'connected') renewClock()
    else acknowledged = 0
    look()
  })
  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    // The provider sends in the same event; look after it has.
    if (origin !== provider) queueMicrotask(look)
  }
  doc.on('update', onUpdate)

  provider.on('closed', ({ code }) => {
    const reason = closeReasonOf(code)
    const isEnded = reason !== undefined && !closeCodes[reason].retry && reason !== 'signedOut'
    if (isEnded && !isClosed) {
      state.set('ended')
      parts.onEnded({ reason, refusal })
      return
    }
    look()
    retryLater()
  })

  function retryLater(): void {
    if (isClosed || cancelRetry || state.get() === 'ended') return
    const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** tries)
    // Everybody loses a restarted server at the same moment; nobody should come back at the same moment.
    const chance = (env.randomBytes(1)[0] ?? 0) / 255
    cancelRetry = env.setTimer(
      () => {
        cancelRetry = null
        void attempt()
      },
      longest / 2 + (longest / 2) * chance,
    )
    tries++
  }

  async function attempt(): Promise<void> {
    if (isClosed || isTrying || state.get() === 'ended' || provider.wsconnected) return
    isTrying = true
    const name = parts.name()
    const ticket = await parts.ticket(name)
    isTrying = false
    if (isClosed) return
    if (!ticket.ok) {
      parts.onFailure(ticket.error)
      return retryLater()
    }
    provider.roomname = name
    provider.params = { ticket: ticket.value }
    rights.set('unknown')
    provider.connect()
  }
  void attempt()

  return {
    state,
    rights,
    presence,
    announce: (next) => provider.awareness.setLocalState(next),
    hurry() {
      if (!cancelRetry) return
      cancelRetry()
      cancelRetry = null
      tries = 0
      void attempt()
    },
    close() {
      isClosed = true
      cancelRetry?.()
      doc.off('update', onUpdate)
      provider.destroy()
    },
  }
}
