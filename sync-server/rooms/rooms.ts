import type { DocumentRights } from '#domain/permissions/document-access.ts'
import { parseDocumentKey } from '#protocol/documents/document-names.ts'
import type { DocumentStore } from '../storage/ports.ts'
import { createRoom, type Member, type Room } from './room.ts'

export type RoomsParts = {
  readonly store: DocumentStore
  readonly rightsOf: (key: string, member: Member) => DocumentRights
  readonly tryElsewhere: (state: Uint8Array, update: Uint8Array) => Promise<boolean>
  readonly isRecovering: () => boolean
  readonly onStored: (key: string, seq: number) => void
  /** Brings a document that the server writes up to date, before anybody sees it. */
  readonly prepare: (key: string, room: Room) => Promise<void>
  /** Runs once after `delayMs`; the answer cancels it. */
  readonly setTimer: (run: () => void, delayMs: number) => () => void
  readonly idleMs: number
}

/** The rooms that are open. A room is loaded once however many ask, and is forgotten some time after the last has left. */
export function createRooms(parts: RoomsParts) {
  const loading = new Map<string, Promise<Room>>()
  const open = new Map<string, Room>()
  const idle = new Map<string, () => void>()

  const forget = (room: Room) => {
    idle.get(room.key)?.()
    idle.delete(room.key)
    if (open.get(room.key) !== room) return
    open.delete(room.key)
    loading.delete(room.key)
    room.destroy()
  }

  async function load(key: string): Promise<Room> {
    const scope = parseDocumentKey(key)
    if (!scope.ok) throw new Error('Not a document')
    const stored = await parts.store.load(key)
    const room: Room = createRoom({
      key,
      stored,
      kind: scope.value.kind,
      store: parts.store,
      rightsOf: (member) => parts.rightsOf(key, member),
      tryElsewhere: parts.tryElsewhere,
      isRecovering: parts.isRecovering,
      onStored: (seq) => parts.onStored(key, seq),
      onBroken: () => forget(room),
    })
    // Open before it is prepared: what is recorded meanwhile must find it.
    open.set(key, room)
    try {
      await parts.prepare(key, room)
    } catch (fault) {
      forget(room)
      throw fault
    }
    return room
  }

  function restWhenIdle(room: Room): void {
    idle.get(room.key)?.()
    const cancel = parts.setTimer(() => {
      idle.delete(room.key)
      if (!room.isEmpty) return
      void room.rest().then(() => {
        // Somebody may have come meanwhile; then the same room serves on.
        if (room.isEmpty && !idle.has(room.key)) forget(room)
      })
    }, parts.idleMs)
    idle.set(room.key, cancel)
  }

  const get = (key: string): Promise<Room> => {
    let room = loading.get(key)
    if (!room) {
      room = load(key)
      loading.set(key, room)
      room.catch(() => loading.delete(key))
    }
    return room
  }

  return {
    /** The room of a known document. The caller has checked the right to it. */
    async get(key: string): Promise<Room> {
      const room = await get(key)
      if (room.isEmpty) restWhenIdle(room)
      return room
    },
    async join(key: string, member: Member): Promise<Room> {
      let room = await get(key)
      // It may have been forgotten in the moment between.
      while (open.get(key) !== room) room = await get(key)
      idle.get(key)?.()
      idle.delete(key)
      room.join(member)
      return room
    },
    leave(room: Room, member: Member): void {
      room.leave(member)
      if (room.isEmpty && open.get(room.key) === room) restWhenIdle(room)
    },
    /** Rights have changed somewhere: every open room looks again. */
    recheck(): void {
      for (const room of open.values()) room.recheck()
    },
    /** The room if somebody is there or was lately. */
    ifOpen: (key: string): Room | undefined => open.get(key),
    membersOf: (key: string): readonly Member[] => open.get(key)?.members ?? [],
    async closeAll(): Promise<void> {
      for (const cancel of idle.values()) cancel()
      idle.clear()
      await Promise.all([...open.values()].map((room) => room.rest()))
      for (const room of open.values()) forget(room)
    },
  }
}

export type Rooms = ReturnType<typeof createRooms>
