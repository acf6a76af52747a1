import { expect, test } from 'vitest'
import { createSeenHistory } from '#application/sitting/seen-history.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { entryHash, type RecordedAct } from '#protocol/commands/log-entry.ts'

const meeting = idFromBytes('m', new Uint8Array(16).fill(1))
const log = (length: number, mark = '') =>
  Array.from(
    { length },
    (_, index) =>
      ({
        entry: {
          v: 1,
          log: meeting,
          epoch: 1,
          seq: index + 1,
          prev: '',
          ts: 1,
          type: `t${index >= 2 ? mark : ''}`,
          cmdHash: '',
          sig: '',
        },
      }) as unknown as RecordedAct,
  )
const head = (acts: readonly RecordedAct[]) => entryHash((acts.at(-1) as RecordedAct).entry)

function device() {
  const kept = new Map<string, string>()
  const timers: (() => void)[] = []
  const open = async () => {
    const history = createSeenHistory({
      settings: { get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value) },
      env: {
        setTimer: (run) => {
          timers.push(run)
          return () => {}
        },
      },
    })
    await history.open(meeting)
    return history
  }
  return { open, tick: () => timers.splice(0).forEach((run) => run()) }
}

test('a log that grows is the same; acts name how far it was seen', async () => {
  const history = await device().open()
  expect(history.seen(meeting)).toBeNull()
  expect([log(2), log(5), log(5)].map((acts) => history.look(meeting, acts, true))).toEqual([true, true, true])
  expect(history.seen(meeting)).toEqual({ seq: 5, head: head(log(5)) })
})

test('another log, or a shorter one, is noticed also after a restart, and what was seen is kept', async () => {
  const machine = device()
  const before = await machine.open()
  before.look(meeting, log(5), true)
  machine.tick()
  const after = await machine.open()
  // What has not arrived yet says nothing: after a power cut less may be here than was seen.
  expect([log(0), log(3)].map((acts) => after.look(meeting, acts, false))).toEqual([true, true])
  expect(after.look(meeting, log(5, 'other'), false)).toBe(false)
  expect(after.look(meeting, log(9, 'other'), true)).toBe(false)
  expect([log(0), log(3)].map((acts) => after.look(meeting, acts, true))).toEqual([false, false])
  expect(after.seen(meeting)).toEqual({ seq: 5, head: head(log(5)) })
  expect(after.look(meeting, log(6), true)).toBe(true)
})
