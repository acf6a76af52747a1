import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { messageType, subprotocol, syncStep } from '#protocol/sync/messages.ts'
import type { TestDevice, TestServer } from './test-server.ts'

export type RawMessage =
  | { readonly kind: 'step1' | 'step2' | 'update'; readonly body: Uint8Array }
  | { readonly kind: 'acknowledged'; readonly writes: number }
  | { readonly kind: 'refused'; readonly code: number; readonly refusal: string }
  | { readonly kind: 'granted'; readonly rights: number }
  | { readonly kind: 'changed'; readonly name: string }
  | { readonly kind: 'awareness'; readonly body: Uint8Array }

/** A client that may send any bytes. Waits for facts: the next message of a kind, or the close. */
export class RawConnection {
  readonly socket: WebSocket
  readonly messages: RawMessage[] = []
  readonly closed: Promise<number>
  #listeners = new Set<() => void>()

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.binaryType = 'nodebuffer'
    this.closed = new Promise((resolve) => socket.on('close', (code) => resolve(code)))
    socket.on('message', (data) => {
      this.messages.push(read(new Uint8Array(data as Buffer)))
      for (const listener of this.#listeners) listener()
    })
    socket.on('error', () => {})
  }

  static async open(server: TestServer, device: TestDevice, key: string): Promise<RawConnection> {
    const { name, ticket } = await device.ticket(key)
    return RawConnection.openWith(server, name, ticket)
  }

  static openWith(server: TestServer, name: string, ticket: string): Promise<RawConnection> {
    const socket = new WebSocket(`${server.syncUrl}/${name}?ticket=${encodeURIComponent(ticket)}`, [subprotocol])
    const connection = new RawConnection(socket)
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(connection))
      socket.on('error', reject)
    })
  }

  next<Kind extends RawMessage['kind']>(
    kind: Kind,
    suits: (message: Extract<RawMessage, { kind: Kind }>) => boolean = () => true,
  ): Promise<Extract<RawMessage, { kind: Kind }>> {
    type Wanted = Extract<RawMessage, { kind: Kind }>
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.messages.find(
          (message): message is Wanted => message.kind === kind && suits(message as Wanted),
        )
        if (!found) return
        this.#listeners.delete(look)
        resolve(found)
      }
      this.#listeners.add(look)
      look()
      void this.closed.then((code) => reject(new Error(`closed with ${code} before ${kind}`)))
    })
  }
  send(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }
  write(update: Uint8Array, step: number = syncStep.update): void {
    this.send(
      frame((encoder) => {
        encoding.writeVarUint(encoder, messageType.sync)
        encoding.writeVarUint(encoder, step)
        encoding.writeVarUint8Array(encoder, update)
      }),
    )
  }
  /** Asks for everything and keeps the document up to date from then on. */
  follow(doc: Y.Doc): void {
    const take = (message: RawMessage) => {
      if (message.kind === 'step2' || message.kind === 'update') Y.applyUpdate(doc, message.body)
    }
    let seen = 0
    const look = () => {
      for (; seen < this.messages.length; seen++) take(this.messages[seen]!)
    }
    this.#listeners.add(look)
    look()
    this.#asks(doc)
  }
  /** As every client does when it has joined; resolves with the answer. Only then does the server let the next newcomer in. */
  arrives(): Promise<unknown> {
    this.#asks(new Y.Doc())
    return this.next('step2')
  }
  #asks(doc: Y.Doc): void {
    this.send(
      frame((encoder) => {
        encoding.writeVarUint(encoder, messageType.sync)
        encoding.writeVarUint(encoder, syncStep.step1)
        encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc))
      }),
    )
  }
  close(): Promise<number> {
    this.socket.close()
    return this.closed
  }
}

export function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function read(data: Uint8Array): RawMessage {
  const decoder = decoding.createDecoder(data)
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync: {
      const step = decoding.readVarUint(decoder)
      const kind = step === syncStep.step1 ? 'step1' : step === syncStep.step2 ? 'step2' : 'update'
      return { kind, body: decoding.readVarUint8Array(decoder) }
    }
    case messageType.acknowledged:
      return { kind: 'acknowledged', writes: decoding.readVarUint(decoder) }
    case messageType.refused:
      decoding.readVarUint(decoder)
      return { kind: 'refused', code: decoding.readVarUint(decoder), refusal: decoding.readVarString(decoder) }
    case messageType.granted:
      return { kind: 'granted', rights: decoding.readVarUint(decoder) }
    case messageType.changed:
      return { kind: 'changed', name: decoding.readVarString(decoder) }
    default:
      return { kind: 'awareness', body: decoding.readVarUint8Array(decoder) }
  }
}
