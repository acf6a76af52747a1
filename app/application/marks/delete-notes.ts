import type { PaperId } from '#domain/kernel/ids.ts'
import { hourMs, type Instant } from '#domain/kernel/time.ts'
import type { Environment } from '../ports/environment.ts'
import type { Live, Unsubscribe } from '../ports/live.ts'
import type { MeetingRow, PaperRow } from '../projection/rows.ts'

/**
 * Deletes this person's private notes when the time that was announced for them has come: on this machine by its own clock, with or
 * without a network, and through it on their others. Notes made afterwards are no notes of the meeting, and stay.
 */
export function deleteNotesInTime(parts: {
  readonly meetings: Live<readonly MeetingRow[] | null>
  readonly papers: Live<readonly PaperRow[] | null>
  readonly now: () => Instant
  readonly env: Pick<Environment, 'setTimer'>
  /** Papers on which this person has notes on this machine. */
  readonly noted: () => Promise<ReadonlySet<PaperId>>
  /** Deletes those that were made until then. */
  readonly remove: (paper: PaperId, until: Instant) => Promise<void>
}): Unsubscribe {
  const { meetings, papers, now, env, noted, remove } = parts
  const done = new Set<string>()
  let isStopped = false
  let isLooking = false
  let cancelTimer = () => {}

  async function look(): Promise<void> {
    if (isStopped || isLooking) return
    isLooking = true
    const due = (meetings.get() ?? []).filter((meeting) => meeting.notesGoneAt > 0 && meeting.notesGoneAt <= now())
    const limits = new Map<string, Instant>(due.map((meeting) => [meeting.id, meeting.notesGoneAt]))
    const wanted = (papers.get() ?? []).filter(({ id, meetingId }) => limits.has(meetingId) && !done.has(id))
    try {
      const own = wanted.length > 0 ? await noted() : new Set<PaperId>()
      for (const { id, meetingId } of wanted) {
        if (own.has(id)) await remove(id, limits.get(meetingId) ?? 0)
        // Looked at again after an hour: another machine may have sent what it had not deleted yet.
        done.add(id)
      }
    } finally {
      isLooking = false
    }
  }
  const tick = () => {
    done.clear()
    void look().catch(() => {})
    cancelTimer = env.setTimer(tick, hourMs)
  }
  const onRows = () => void look().catch(() => {})
  const ends = [meetings.subscribe(onRows), papers.subscribe(onRows)]
  tick()
  return () => {
    isStopped = true
    cancelTimer()
    for (const end of ends) end()
  }
}
