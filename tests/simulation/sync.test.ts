import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DocumentRights } from '#domain/permissions/document-access.ts'
import { seeded } from '#support/chance.ts'
import { createMachine, titlesOnDisk } from './machine.ts'
import { createSimulatedServer } from './server.ts'
import { createWorld } from './world.ts'

/** More with SIMULATION_SEEDS=500; a failing seed is replayed with SIMULATION_FIRST=n SIMULATION_SEEDS=1. */
const seeds = Number(process.env.SIMULATION_SEEDS ?? 100)
const firstSeed = Number(process.env.SIMULATION_FIRST ?? 1)
const key = `m/m_${'0'.repeat(26)}/agenda`

beforeEach(() => {
  // The provider's own watchdogs would bring real time into the story.
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test.each(Array.from({ length: seeds }, (_, n) => firstSeed + n))(
  'seed %i: cuts, kills and crashes lose nothing that was called saved, and all machines end equal',
  async (seed) => {
    const world = createWorld(seed)
    const yjsChance = seeded(seed + 1_000_000)
    vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint32Array || array instanceof Uint8Array)
        for (let n = 0; n < array.length; n++) array[n] = yjsChance(array instanceof Uint32Array ? 4294967296 : 256)
      return array
    })
    const rights = new Map<string, DocumentRights>([
      ['an', 'write'],
      ['binh', 'write'],
      ['chi', 'write'],
      ['dung', 'read'],
    ])
    const server = createSimulatedServer(world, { key, rightsOf: (person) => rights.get(person) ?? 'none' })
    const machines = [...rights.keys()].map((person) => createMachine(world, { person, key, server }))
    const everybody = () => machines.filter(({ isRunning }) => isRunning())
    server.start()
    for (const machine of machines) await machine.start()

    for (let step = 0; step < 120; step++) {
      await world.pass(20 + world.chance(200))
      for (const machine of everybody()) machine.look()
      const machine = machines[world.chance(machines.length)]
      if (!machine) continue
      const what = world.chance(100)
      if (what < 62) machine.edit()
      else if (what < 74) machine.cut()
      else if (what < 86) machine.mend()
      else if (what < 93) {
        machine.kill()
        if (world.chance(3) > 0) await machine.start()
      } else if (what < 97) {
        if (!server.isUp()) server.start()
        else {
          server.kill()
          await world.pass(60)
          const stored = await titlesOnDisk(server.disk, key)
          for (const other of machines) for (const mark of other.sent) expect(stored).toContain(mark)
        }
      } else {
        // A right is taken away in the middle of everything, or given back.
        rights.set('chi', rights.get('chi') === 'write' ? 'read' : 'write')
        server.recheck()
      }
    }

    if (!server.isUp()) server.start()
    for (const machine of machines) {
      machine.mend()
      if (!machine.isRunning()) await machine.start()
    }
    await world.pass(120_000)
    const stored = await titlesOnDisk(server.disk, key)
    for (const { person, kept, sent, setAside } of machines) {
      for (const mark of sent) expect(stored, `acknowledged to ${person}`).toContain(mark)
      for (const mark of kept) {
        const isAside = setAside.some((text) => text.includes(mark))
        expect(stored.has(mark) || isAside, `${mark} is nowhere`).toBe(true)
        if (person === 'dung') expect(stored.has(mark), `${mark} was written without the right to`).toBe(false)
        if (person === 'an' || person === 'binh') expect(isAside, `${mark} was refused`).toBe(false)
      }
    }
    const [first, ...others] = machines.map(({ content }) =>
      content()?.items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    for (const other of others) expect(other).toEqual(first)
    expect(new Set(first?.map(({ title }) => title))).toEqual(stored)
  },
)
