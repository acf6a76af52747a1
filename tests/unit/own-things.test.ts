import { expect, test } from 'vitest'
import { createCell } from '#application/ports/live.ts'
import type { HubDocument, Presence } from '#application/ports/document-hub.ts'
import { openOwnPlaces } from '#application/reading/own-places.ts'
import { openMeetingRoom } from '#application/sitting/meeting-room.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { emptyMeetingLog } from '#domain/meeting/meeting-log.ts'

const paper = idFromBytes('t', new Uint8Array(16).fill(1))
const meeting = idFromBytes('m', new Uint8Array(16).fill(1))
const person = (number: number) => idFromBytes('p', new Uint8Array(16).fill(number))

/** Sealing has its own tests. */
const sealer = {
  seal: async (bytes: Uint8Array<ArrayBuffer>) => bytes,
  open: async (bytes: Uint8Array<ArrayBuffer>) => bytes,
}

function machine(values: Map<string, Uint8Array<ArrayBuffer>>, connection: 'saved' | 'offline', now: () => number) {
  const settings = new Map<string, string>()
  const own = {
    connection: createCell(connection),
    read: () => values,
    sealedValuesEditor: () => ({
      set: (changed: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) =>
        changed.forEach((value, key) => values.set(key, value)),
    }),
  } as unknown as HubDocument
  return openOwnPlaces({
    own,
    sealer,
    now,
    settings: {
      get: async (key) => settings.get(key) ?? null,
      set: async (key, value) => void settings.set(key, value),
    },
  })
}

test('a paper opens where its reader was last, on whichever machine that was', async () => {
  let now = 0
  const values = new Map<string, Uint8Array<ArrayBuffer>>()
  const office = machine(values, 'saved', () => ++now)
  const laptop = machine(values, 'saved', () => ++now)
  expect(await office.page(paper)).toBeNull()
  office.keep(paper, 12)
  expect(await laptop.page(paper)).toBeNull()
  await office.leave(paper)
  expect(await laptop.page(paper)).toBe(12)
  laptop.keep(paper, 40)
  await laptop.leave(paper)
  expect(await office.page(paper)).toBe(40)
})

test('without a network the page is kept here, and waits for nothing', async () => {
  const values = new Map<string, Uint8Array<ArrayBuffer>>()
  const plane = machine(values, 'offline', () => 5)
  plane.keep(paper, 3)
  await plane.leave(paper)
  expect(await plane.page(paper)).toBe(3)
  expect(values.size).toBe(0)
})

test('only the one who presents is followed, and what their machine says is checked', () => {
  const presence = createCell<readonly Presence[]>([])
  const log = {
    read: (kind: string) => (kind === 'log' ? [] : new Map()),
    watch: () => () => {},
    announce: () => {},
    connection: createCell('saved' as const),
    presence,
  } as unknown as HubDocument
  const room = openMeetingRoom({
    meeting,
    log,
    outbox: { entries: createCell([]) } as never,
    history: { look: () => true },
  })
  const state = room.state as ReturnType<typeof createCell<typeof emptyMeetingLog>>
  state.set({
    ...emptyMeetingLog,
    sitting: { ...emptyMeetingLog.sitting, presenting: { person: person(1), paper } },
  })
  const line = { page: 7, line: [0, 0, 1000, 1000] }
  const ink = [line, { page: 7, line: [0, 0, 1001, 5] }, { page: 7, line: [1, 2, 3] }, 'x', null, { line: [] }]
  const place = { paper, page: 7, top: 500, left: 0, pointer: { page: 7, x: 0.5, y: 2 }, ink }
  presence.set([{ person: person(2), state: { place, front: true } }])
  expect(room.presented.get()).toMatchObject({ page: 1 })
  presence.set([
    { person: person(1), state: { place, front: false } },
    { person: person(1), state: { front: true } },
  ])
  expect(room.presented.get()).toEqual({ paper, page: 7, top: 500, left: 0, pointer: null, ink: [line] })
  expect([...room.machines.get()]).toEqual([[person(1), 'in-front']])
  presence.set([{ person: person(1), state: { place: { paper: 'x', page: -1 } } }])
  expect(room.presented.get()).toMatchObject({ page: 1 })
})
