import { expect, test } from 'vitest'
import { deleteNotesInTime } from '#application/marks/delete-notes.ts'
import { createCell } from '#application/ports/live.ts'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { PaperId } from '#domain/kernel/ids.ts'
import { dayMs, hourMs } from '#domain/kernel/time.ts'
import { notesGoneAt } from '#domain/meeting/notes-limit.ts'
import { an, chair, meeting, secretary, Sitting } from '#support/sitting.ts'

const papers = createCell<readonly PaperRow[] | null>(
  (['t1', 't2', 't3'] as const).map((id) => ({ id, meetingId: id === 't3' ? 'm2' : 'm1' }) as unknown as PaperRow),
)
const meetingsAt = (goneAt: number) =>
  createCell<readonly MeetingRow[] | null>([
    { id: 'm1', notesGoneAt: goneAt },
    { id: 'm2', notesGoneAt: 0 },
  ] as unknown as MeetingRow[])

function machine(goneAt: number, noted: readonly string[]) {
  let now = 100
  let wake = () => {}
  const removed: string[] = []
  const meetings = meetingsAt(goneAt)
  const stop = deleteNotesInTime({
    meetings,
    papers,
    now: () => now,
    env: {
      setTimer: (run) => {
        wake = run
        return () => (wake = () => {})
      },
    },
    noted: async () => new Set(noted as PaperId[]),
    remove: async (paper, until) => void removed.push(`${paper} ${until}`),
  })
  return {
    removed,
    meetings,
    stop,
    at: (time: number) => {
      now = time
      wake()
    },
  }
}

/** What was begun has been done: nothing here waits for anything but promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('notes go when their time has come, on the papers of that meeting that have any, and on no other', async () => {
  const { removed, at } = machine(500, ['t1', 't3'])
  await settled()
  expect(removed).toEqual([])
  at(499)
  await settled()
  expect(removed).toEqual([])
  at(500)
  await settled()
  expect(removed).toEqual(['t1 500'])
})

test('what another machine sends late goes within the hour; a machine that is stopped deletes nothing', async () => {
  const { removed, at, stop } = machine(50, ['t1'])
  await settled()
  expect(removed).toHaveLength(1)
  at(hourMs)
  await settled()
  expect(removed).toHaveLength(2)
  stop()
  at(2 * hourMs)
  await settled()
  expect(removed).toHaveLength(2)
})

test('a limit that arrives with the meeting is kept at once, without waiting for the hour', async () => {
  const { removed, meetings } = machine(0, ['t2'])
  meetings.set(meetingsAt(60).get())
  await settled()
  expect(removed).toEqual(['t2 60'])
})

test('the limit is set by who edits the meeting, before it begins, and counts from its end', () => {
  const sitting = new Sitting([
    [chair, ['chair', 'member']],
    [an, ['member']],
  ])
  const limit = (days: number | null) => ({ t: 'notes.limit', meeting, days }) as const
  expect(sitting.does(an, limit(7))).toBe('no-right')
  sitting.must(secretary, limit(30))
  sitting.must(secretary, limit(7))
  sitting.arrives(chair, an)
  sitting.must(chair, { t: 'session.start', meeting, reason: '' })
  expect(sitting.does(secretary, limit(null))).toBe('illegal-transition')
  expect(notesGoneAt(sitting.state.notesLimit, sitting.state.sitting.endedAt)).toBeNull()
  sitting.must(chair, { t: 'session.end', meeting })
  const { endedAt } = sitting.state.sitting
  expect(notesGoneAt(sitting.state.notesLimit, endedAt)).toBe((endedAt ?? 0) + 7 * dayMs)
  expect(notesGoneAt(null, endedAt)).toBeNull()
})
