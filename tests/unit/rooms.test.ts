import { expect, test } from 'vitest'
import { documentKey } from '#protocol/documents/document-names.ts'
import type { Room } from '#server/rooms/room.ts'
import { createRooms } from '#server/rooms/rooms.ts'
import { createInMemoryStores } from '#server/storage/memory/in-memory-stores.ts'
import { id } from '#support/sitting.ts'

const key = documentKey({ kind: 'log', meeting: id('m', 1) })

const roomsWith = (prepare: (key: string, room: Room) => Promise<void>) =>
  createRooms({
    store: createInMemoryStores().documents,
    rightsOf: () => 'read',
    tryElsewhere: async () => true,
    isRecovering: () => false,
    onStored: () => {},
    prepare,
    setTimer: () => () => {},
    idleMs: 1000,
  })

test('a room that is still being prepared is found by what is recorded meanwhile', async () => {
  let goOn = () => {}
  const rooms = roomsWith(() => new Promise<void>((resolve) => (goOn = resolve)))
  const got = rooms.get(key)
  await expect.poll(() => rooms.ifOpen(key)).toBeDefined()
  goOn()
  expect(await got).toBe(rooms.ifOpen(key))
})

test('a room that could not be prepared is not there, and is loaded anew', async () => {
  let faults = 1
  const rooms = roomsWith(async () => {
    if (faults-- > 0) throw new Error('Disk')
  })
  await expect(rooms.get(key)).rejects.toThrow('Disk')
  expect(rooms.ifOpen(key)).toBeUndefined()
  expect(await rooms.get(key)).toBe(rooms.ifOpen(key))
})
