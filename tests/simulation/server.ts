import type { DocumentRights } from '#domain/permissions/document-access.ts'
import { closeCodes } from '#protocol/sync/close-codes.ts'
import type { Member, Room } from '#server/rooms/room.ts'
import { createRooms, type Rooms } from '#server/rooms/rooms.ts'
import { createInMemoryStores } from '#server/storage/memory/in-memory-stores.ts'
import type { DocumentStore } from '#server/storage/ports.ts'
import type { World } from './world.ts'

/** The far end of a connection, as the server sees it. */
export type Door = {
  readonly deliver: (frame: Uint8Array) => void
  readonly end: (code: number) => void
}

/** The real rooms over a disk that takes its time, in a process that can be killed in the middle of a write. */
export function createSimulatedServer(
  world: World,
  { key, rightsOf }: { readonly key: string; readonly rightsOf: (person: string) => DocumentRights },
) {
  const disk = createInMemoryStores().documents
  let generation = 0
  let rooms: Rooms | null = null
  let doors = new Set<Door>()
  let lastWrite = 0
  let underWay: (() => Promise<void>)[] = []

  /** Writes reach the disk in order. */
  function slowly(born: number): DocumentStore {
    return {
      ...disk,
      compact: (name, state) => (born === generation ? disk.compact(name, state) : new Promise(() => {})),
      append: (name, updates) =>
        new Promise((resolve, reject) => {
          const write = () => disk.append(name, updates).then(resolve, reject)
          underWay.push(write)
          lastWrite = Math.max(lastWrite, world.now() + 1 + world.chance(250))
          world.setTimer(() => {
            if (underWay[0] !== write) return
            underWay.shift()
            void write()
          }, lastWrite - world.now())
        }),
    }
  }

  return {
    disk,
    isUp: () => rooms !== null,
    start(): void {
      const born = ++generation
      rooms = createRooms({
        store: slowly(born),
        rightsOf: (_key, member) => rightsOf(member.person),
        tryElsewhere: async () => true,
        isRecovering: () => false,
        onStored: () => {},
        prepare: async () => {},
        setTimer: world.setTimer,
        idleMs: 2000,
      })
    },
    /** `kill -9`: every connection breaks, memory is gone. */
    kill(): void {
      generation++
      rooms = null
      // What was under way has reached the disk up to some write, and nobody heard of it.
      for (const write of underWay.slice(0, world.chance(underWay.length + 1))) void write()
      underWay = []
      const broken = doors
      doors = new Set()
      for (const door of broken) door.end(1006)
    },
    recheck: () => rooms?.recheck(),
    connect(person: string, door: Door) {
      const serving = rooms
      const queued: Uint8Array[] = []
      let room: Room | null = null
      let isOpen = serving !== null
      const member: Member = {
        person: person as Member['person'],
        device: `d-${person}` as Member['device'],
        extended: true,
        send: (frame) => isOpen && door.deliver(frame),
        close(reason) {
          if (!isOpen) return
          isOpen = false
          doors.delete(door)
          if (room) serving?.leave(room, member)
          door.end(closeCodes[reason].code)
        },
      }
      doors.add(door)
      void serving?.join(key, member).then((joined) => {
        if (serving !== rooms) return
        room = joined
        for (const frame of queued) joined.receive(member, frame)
      })
      return {
        receive(frame: Uint8Array): void {
          if (!isOpen || serving !== rooms) return
          if (room) room.receive(member, frame)
          else queued.push(frame)
        },
        leave(): void {
          isOpen = false
          doors.delete(door)
          if (room && serving === rooms) serving?.leave(room, member)
        },
      }
    },
  }
}
export type SimulatedServer = ReturnType<typeof createSimulatedServer>
