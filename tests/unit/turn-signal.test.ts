import { expect, test } from 'vitest'
import { turnSignal } from '#domain/floor/turn-signal.ts'
import { createChime } from '#renderer/composition/chime.ts'

test.each([
  ['a minute is left', 60_500, 59_500, 'minute'],
  ['exactly a minute is left', 61_000, 60_000, 'minute'],
  ['the time is used up', 800, -200, 'over'],
  ['nobody looked for two minutes', 61_000, -59_000, 'over'],
  ['nothing happens in between', 59_000, 58_000, null],
  ['it is long over', -1000, -2000, null],
  ['more time is given', -1000, 59_000, null],
  ['it is paused', 60_000, 60_000, null],
  ['the turn has no limit', null, null, null],
  ['it is the first look', null, 30_000, null],
] as const)('%s: %d → %d sounds %s', (_what, before, left, signal) => {
  expect(turnSignal(before, left)).toBe(signal)
})

test('who asks twice for the same sound hears it once; a machine without sound goes on', () => {
  const started: number[] = []
  const node = { connect: (next: unknown) => next, start: (at: number) => void started.push(at), stop: () => {} }
  const gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }
  const context = {
    currentTime: 0,
    destination: {},
    createOscillator: () => ({ ...node, frequency: { value: 0 } }),
    createGain: () => ({ ...node, gain }),
  } as unknown as AudioContext
  let now = 0
  const chime = createChime({ makeContext: () => context, now: () => now })
  chime('over', 'n1')
  chime('over', 'n1')
  expect(started).toHaveLength(2)
  now = 6000
  chime('over', 'n1')
  chime('minute', 'n1')
  expect(started).toHaveLength(5)
  const silent = createChime({
    makeContext: () => {
      throw new Error('no sound here')
    },
    now: () => now,
  })
  expect(() => silent('over', 'n1')).not.toThrow()
})
