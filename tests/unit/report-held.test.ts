import { expect, test } from 'vitest'
import { reportHeldPapers } from '#application/papers/report-held.ts'
import type { FileState } from '#application/papers/paper-library.ts'
import { createCell } from '#application/ports/live.ts'
import type { FileId } from '#domain/kernel/ids.ts'

function machine() {
  const states = createCell<ReadonlyMap<FileId, FileState>>(new Map())
  const isOnline = createCell(true)
  const timers: (() => void)[] = []
  const told: string[] = []
  let answers = true
  const end = reportHeldPapers({
    library: { states },
    isOnline,
    env: { setTimer: (run) => (timers.push(run), () => timers.splice(timers.indexOf(run), 1)) },
    report: async (held) => {
      told.push(held.join(' '))
      return answers
    },
  })
  return {
    told,
    isOnline,
    end,
    fail: (fails: boolean) => void (answers = !fails),
    holds: (...files: readonly string[]) =>
      states.set(new Map(files.map((file) => [file as FileId, { kind: 'ready' } as FileState]))),
    /** Everything that was to happen later. */
    async rest() {
      for (const run of timers.splice(0)) run()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('papers that come one after the other are told of together, in one order, and only when something changed', async () => {
  const its = machine()
  await its.rest()
  its.holds('b')
  its.holds('b', 'a')
  await its.rest()
  its.holds('a', 'b')
  await its.rest()
  expect(its.told).toEqual(['', 'a b'])
  its.holds('a')
  await its.rest()
  expect(its.told).toEqual(['', 'a b', 'a'])
})
test('without a network nothing is told; with it again, the present state', async () => {
  const its = machine()
  await its.rest()
  its.isOnline.set(false)
  its.holds('a')
  await its.rest()
  expect(its.told).toEqual([''])
  its.isOnline.set(true)
  await its.rest()
  expect(its.told).toEqual(['', 'a'])
})
test('what the server did not take is told again when something happens; after the end nothing is', async () => {
  const its = machine()
  its.fail(true)
  await its.rest()
  its.fail(false)
  its.isOnline.set(false)
  its.isOnline.set(true)
  await its.rest()
  expect(its.told).toEqual(['', ''])
  its.holds('a')
  its.end()
  await its.rest()
  expect(its.told).toEqual(['', ''])
})
