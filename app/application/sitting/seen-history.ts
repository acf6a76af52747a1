import type { MeetingId } from '#domain/kernel/ids.ts'
import { entryHash, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { parseJson } from '#protocol/kernel/parse-json.ts'
import { seenSchema, type Seen } from '#protocol/commands/command.ts'
import type { Settings } from '../ports/device-store.ts'
import type { Environment } from '../ports/environment.ts'

const keyOf = (meeting: MeetingId) => `seen/${meeting}`
const writeDelayMs = 1000

/**
 * How far this device has seen the log of each meeting. Kept on the device, and named in every act that it signs: a server that
 * shows some members another history than others, or another one later, cannot make the two one record again.
 */
export type SeenHistory = {
  /** Reads what was kept of a meeting; before that nothing is known of it. */
  open(meeting: MeetingId): Promise<void>
  /**
   * Takes note of a log as it is shown now. False where it is not the one that was seen before: what was seen is kept then. A log
   * that is shorter is another one only when it is whole: after a power cut this device may have kept less than it saw.
   */
  look(meeting: MeetingId, acts: readonly RecordedAct[], isWhole: boolean): boolean
  seen(meeting: MeetingId): Seen | null
}

export function createSeenHistory(parts: {
  readonly settings: Settings
  readonly env: Pick<Environment, 'setTimer'>
}): SeenHistory {
  const known = new Map<MeetingId, Seen>()
  const unwritten = new Set<MeetingId>()

  function writeSoon(meeting: MeetingId): void {
    if (unwritten.has(meeting)) return
    unwritten.add(meeting)
    parts.env.setTimer(() => {
      unwritten.delete(meeting)
      const seen = known.get(meeting)
      // What cannot be kept now is kept with the next entry; acts name it all the same.
      if (seen) void parts.settings.set(keyOf(meeting), JSON.stringify(seen)).catch(() => {})
    }, writeDelayMs)
  }

  return {
    async open(meeting) {
      const kept = seenSchema.safeParse(parseJson((await parts.settings.get(keyOf(meeting))) ?? ''))
      const before = known.get(meeting)
      if (kept.success && (before?.seq ?? 0) < kept.data.seq) known.set(meeting, kept.data)
    },
    look(meeting, acts, isWhole) {
      const before = known.get(meeting)
      const there = before && acts[before.seq - 1]
      if (before && !there) return !isWhole
      if (before && there && entryHash(there.entry) !== before.head) return false
      const last = acts.at(-1)?.entry
      if (last && last.seq !== before?.seq) {
        known.set(meeting, { seq: last.seq, head: entryHash(last) })
        writeSoon(meeting)
      }
      return true
    },
    seen: (meeting) => known.get(meeting) ?? null,
  }
}
