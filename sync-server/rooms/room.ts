import * as Y from 'yjs'
import type { DocumentRights, DocumentScope } from '#domain/permissions/document-access.ts'
import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import { authorOfRoot, isDividedByAuthor, mayWriteRoot } from '#protocol/documents/layouts.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { closeCodes, type CloseReason } from '#protocol/sync/close-codes.ts'
import { rightsNumber, syncLimits } from '#protocol/sync/messages.ts'
import type { DocumentStore, StoredDocument } from '../storage/ports.ts'
import { createPresence } from './awareness.ts'
import {
  acknowledgedFrame,
  awarenessFrame,
  grantedFrame,
  readFrame,
  refusedFrame,
  step1Frame,
  step2Frame,
  updateFrame,
} from './frames.ts'
import { inspectUpdate, type InspectionFault } from './inspector.ts'

/** One connection as the room sees it. */
export type Member = {
  readonly person: PersonId
  readonly device: DeviceId
  /** Asked for our subprotocol: gets acknowledgements, refusals and grants. */
  readonly extended: boolean
  readonly send: (frame: Uint8Array) => void
  readonly close: (reason: CloseReason) => void
}

type Seat = {
  readonly member: Member
  rights: DocumentRights
  writes: number
  open: boolean
  waiting: Promise<void> | null
}

export type RoomParts = {
  readonly key: string
  readonly stored: StoredDocument
  readonly kind: DocumentScope['kind']
  readonly store: DocumentStore
  /** Asked on join, on every write and on every fan-out. */
  readonly rightsOf: (member: Member) => DocumentRights
  /** Tries a big change on a copy, elsewhere and with a deadline; false when it is too dear or fails. */
  readonly tryElsewhere: (state: Uint8Array, update: Uint8Array) => Promise<boolean>
  /** After a restore whoever may write hands back what others wrote, too: it was inspected when it first came. */
  readonly isRecovering: () => boolean
  /** Called after each durable change with its sequence number. */
  readonly onStored: (seq: number) => void
  /** A write could not be stored: the room is dead, and is to be loaded anew. */
  readonly onBroken: () => void
}

const compactEvery = 1000

const refusalOf: Readonly<
  Record<InspectionFault['kind'], { readonly reason: CloseReason; readonly refusal: Refusal }>
> = {
  malformed: { reason: 'malformed', refusal: 'invalid' },
  gap: { reason: 'resync', refusal: 'invalid' },
  identity: { reason: 'clientIdTaken', refusal: 'already-exists' },
  size: { reason: 'tooLarge', refusal: 'too-large' },
  permission: { reason: 'writeRefused', refusal: 'no-right' },
  content: { reason: 'writeRefused', refusal: 'invalid' },
}

/**
 * One shared document and everybody connected to it. The order is always: inspect, apply, store durably, fan
 * out, acknowledge; so nobody ever sees what could still be lost. Answers to a newcomer wait for the same.
 */
export function createRoom(parts: RoomParts) {
  const { key, store, rightsOf } = parts
  const doc = new Y.Doc()
  doc.transact(() => {
    if (parts.stored.snapshot) Y.applyUpdate(doc, parts.stored.snapshot)
    for (const update of parts.stored.updates) Y.applyUpdate(doc, update)
  })
  const owners = new Map(parts.stored.clients)
  const presence = createPresence<Member>()
  const seats = new Map<Member, Seat>()
  let bytes =
    (parts.stored.snapshot?.length ?? 0) + parts.stored.updates.reduce((sum, update) => sum + update.length, 0)
  let durableSeq = parts.stored.seq
  let rowsSinceSnapshot = parts.stored.updates.length
  let pendingCommits = 0
  let lastCommit: Promise<unknown> = Promise.resolve()
  let broken = false

  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => emitted.push(update))

  const readers = (except?: Member) =>
    [...seats.values()].filter((seat) => seat.open && seat.member !== except && rightsOf(seat.member) !== 'none')
  const acknowledge = (seat: Seat, writes: number) => {
    if (seat.open && seat.member.extended) seat.member.send(acknowledgedFrame(writes))
  }

  function breakDown(): void {
    if (broken) return
    broken = true
    for (const { member } of seats.values()) member.close('resync')
    parts.onBroken()
  }

  /** Stores what was just applied, then shows it to everybody else. */
  function commit(author: Member | null, claims: readonly number[]): Promise<void> {
    const updates = emitted.splice(0).map((body) => ({ body, person: author?.person ?? ('server' as const), claims }))
    if (updates.length === 0) return lastCommit.then(() => {})
    pendingCommits++
    const stored = store.append(key, updates)
    const done = Promise.all([lastCommit, stored]).then(
      ([, seq]) => {
        pendingCommits--
        durableSeq = seq
        rowsSinceSnapshot += updates.length
        for (const { body } of updates) {
          bytes += body.length
          const frame = updateFrame(body)
          for (const { member } of readers(author ?? undefined)) member.send(frame)
        }
        parts.onStored(seq)
        if (rowsSinceSnapshot >= compactEvery) void compact()
      },
      () => {
        pendingCommits--
        breakDown()
        throw new Error('The change could not be stored')
      },
    )
    lastCommit = done.catch(() => {})
    return done
  }

  async function compact(): Promise<void> {
    if (pendingCommits > 0 || rowsSinceSnapshot === 0 || broken) return
    rowsSinceSnapshot = 0
    const snapshot = Y.encodeStateAsUpdate(doc)
    bytes = snapshot.length
    // A failure leaves the rows as they are; the next round tries again.
    await store.compact(key, { seq: durableSeq, snapshot }).catch(() => {})
  }

  function refuse(seat: Seat, { reason, refusal }: { readonly reason: CloseReason; readonly refusal: Refusal }): void {
    if (!seat.open) return
    if (seat.member.extended) seat.member.send(refusedFrame(seat.writes, { code: closeCodes[reason].code, refusal }))
    seat.member.close(reason)
    leave(seat.member)
  }

  function write(seat: Seat, update: Uint8Array): void {
    const writes = ++seat.writes
    if (rightsOf(seat.member) !== 'write') return refuse(seat, { reason: 'writeRefused', refusal: 'no-right' })
    if (bytes + update.length > syncLimits.document) return refuse(seat, { reason: 'tooLarge', refusal: 'too-large' })
    if (update.length > syncLimits.liveUpdate) {
      seat.waiting = parts.tryElsewhere(Y.encodeStateAsUpdate(doc), update).then((isCheap) => {
        seat.waiting = null
        if (!seat.open) return
        if (isCheap && rightsOf(seat.member) === 'write') integrate(seat, { update, writes, maxStructs: 1_000_000 })
        else refuse(seat, { reason: 'overloaded', refusal: 'overloaded' })
      })
      return
    }
    // A reconnecting client sends all it made while apart in one step: many structs are normal, many bytes are not.
    integrate(seat, { update, writes, maxStructs: 50 * syncLimits.liveStructs })
  }

  type Write = { readonly update: Uint8Array; readonly writes: number; readonly maxStructs: number }

  function integrate(seat: Seat, { update, writes, maxStructs }: Write): void {
    const { member } = seat
    const isRecovering = parts.isRecovering()
    const isDivided = isDividedByAuthor(parts.kind)
    const inspected = inspectUpdate(update, doc, {
      maxStructs,
      // A restored server takes back what others wrote, too.
      isRoot: (root) =>
        mayWriteRoot(parts.kind, root, member.person) || (isRecovering && isDivided && authorOfRoot(root) !== null),
      deletesInRootsOnly: isDivided && !isRecovering,
      ownsClient: (client) =>
        client !== doc.clientID && (isRecovering || (owners.get(client) ?? member.person) === member.person),
    })
    if (!inspected.ok) return refuse(seat, refusalOf[inspected.error.kind])
    // Nobody's by being handed back: its own writer comes, too.
    const claims = isRecovering ? [] : inspected.value.clients.filter((client) => !owners.has(client))
    for (const client of claims) owners.set(client, member.person)
    Y.applyUpdate(doc, update, member)
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return breakDown()
    commit(member, claims).then(
      () => acknowledge(seat, writes),
      () => {},
    )
  }

  function leave(member: Member): void {
    const seat = seats.get(member)
    if (!seat) return
    seat.open = false
    seats.delete(member)
    const farewell = presence.leave(member)
    if (farewell) for (const other of readers()) other.member.send(awarenessFrame(farewell))
  }

  function handle(seat: Seat, data: Uint8Array): void {
    const frame = readFrame(data)
    if (frame === null) return refuse(seat, { reason: 'malformed', refusal: 'invalid' })
    switch (frame.kind) {
      case 'step1': {
        if (frame.stateVector.length > syncLimits.stateVector)
          return refuse(seat, { reason: 'tooLarge', refusal: 'too-large' })
        let answer: Uint8Array
        try {
          answer = step2Frame(Y.encodeStateAsUpdate(doc, frame.stateVector))
        } catch {
          return refuse(seat, { reason: 'malformed', refusal: 'invalid' })
        }
        // The answer may hold changes that are still on their way to the disk.
        void lastCommit.then(() => {
          if (seat.open && !broken && rightsOf(seat.member) !== 'none') seat.member.send(answer)
        })
        return
      }
      case 'write':
        return write(seat, frame.update)
      case 'awareness': {
        if (frame.body.length > syncLimits.awareness) return refuse(seat, { reason: 'tooLarge', refusal: 'too-large' })
        let news: Uint8Array | null
        try {
          news = presence.receive(seat.member, frame.body)
        } catch {
          return refuse(seat, { reason: 'malformed', refusal: 'invalid' })
        }
        if (news) for (const { member } of readers(seat.member)) member.send(awarenessFrame(news))
        return
      }
      case 'query-awareness': {
        const everybody = presence.everybody()
        if (everybody) seat.member.send(awarenessFrame(everybody))
      }
    }
  }

  return {
    key,
    /** Seats a member, or closes the connection when the document is not theirs to see. */
    join(member: Member): void {
      const rights = rightsOf(member)
      if (rights === 'none' || broken) return member.close(broken ? 'resync' : 'notFound')
      seats.set(member, { member, rights, writes: 0, open: true, waiting: null })
      if (member.extended) member.send(grantedFrame(rightsNumber[rights]))
      // Without our step 1 a stock client that may only read never sends anything.
      if (rights === 'write') member.send(step1Frame(Y.encodeStateVector(doc)))
      const everybody = presence.everybody()
      if (everybody) member.send(awarenessFrame(everybody))
    },
    receive(member: Member, data: Uint8Array): void {
      const seat = seats.get(member)
      if (!seat?.open) return
      if (seat.waiting) void seat.waiting.then(() => seat.open && handle(seat, data))
      else handle(seat, data)
    },
    leave,
    /** Nothing is heard of a member's machine, or it is heard again: the others see it as away meanwhile. */
    setSilent(member: Member, isSilent: boolean): void {
      const news = presence.setSilent(member, isSilent)
      if (news) for (const other of readers(member)) other.member.send(awarenessFrame(news))
    },
    /** The server's own writing (projections of the logs). Resolves when it is durable. */
    mutate(change: (doc: Y.Doc) => void): Promise<void> {
      doc.transact(() => change(doc), 'server')
      return commit(null, [])
    },
    /** What a reader lacks, given their state vector. Resolves after everything in it is durable. */
    async difference(stateVector: Uint8Array): Promise<Uint8Array> {
      const update = Y.encodeStateAsUpdate(doc, stateVector.length > 0 ? stateVector : undefined)
      await lastCommit
      return update
    },
    /** Whether somebody with this state vector has anything that is not here. */
    lacks(stateVector: Uint8Array): boolean {
      if (stateVector.length === 0) return false
      return [...Y.decodeStateVector(stateVector)].some(([client, clock]) => clock > Y.getState(doc.store, client))
    },
    /** Called when a right has changed: whoever lost it leaves before the next byte. */
    recheck(): void {
      for (const seat of seats.values()) {
        const rights = rightsOf(seat.member)
        if (rights === seat.rights) continue
        const gained = rights === 'write' && seat.rights === 'read'
        seat.rights = rights
        if (rights === 'none') {
          seat.member.close('notFound')
          leave(seat.member)
          continue
        }
        if (seat.member.extended) seat.member.send(grantedFrame(rightsNumber[rights]))
        if (gained) seat.member.send(step1Frame(Y.encodeStateVector(doc)))
      }
    },
    get isEmpty() {
      return seats.size === 0
    },
    get members(): readonly Member[] {
      return [...seats.keys()]
    },
    /** Stores the snapshot before the room is forgotten. */
    async rest(): Promise<void> {
      await lastCommit
      await compact()
    },
    destroy: () => doc.destroy(),
    read: <Value>(look: (doc: Y.Doc) => Value): Value => look(doc),
  }
}

export type Room = ReturnType<typeof createRoom>
