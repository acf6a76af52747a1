import { seeded } from '#support/chance.ts'

/** Time that only moves from one event to the next, and chance from a seed: the same seed is the same story. */
export function createWorld(seed: number) {
  const chance = seeded(seed)
  const events: { readonly at: number; readonly order: number; readonly run: () => void }[] = []
  let now = 1_780_000_000_000
  let count = 0

  const setTimer = (run: () => void, delayMs: number): (() => void) => {
    const event = { at: now + Math.max(0, delayMs), order: count++, run }
    let low = 0
    for (let high = events.length; low < high;) {
      const middle = (low + high) >> 1
      const other = events[middle]
      if (other && (other.at < event.at || (other.at === event.at && other.order < event.order))) low = middle + 1
      else high = middle
    }
    events.splice(low, 0, event)
    return () => {
      const place = events.indexOf(event)
      if (place >= 0) events.splice(place, 1)
    }
  }

  return {
    chance,
    now: () => now,
    setTimer,
    randomBytes: (length: number) => Uint8Array.from({ length }, () => chance(256)),
    after: (delayMs: number) => new Promise<void>((resolve) => setTimer(resolve, delayMs)),
    /** Lets everything happen that is due within so many milliseconds. */
    async pass(durationMs: number): Promise<void> {
      const end = now + durationMs
      for (;;) {
        // Whatever follows without waiting belongs to the event before it.
        await new Promise((resolve) => setImmediate(resolve))
        const next = events[0]
        if (!next || next.at > end) break
        events.shift()
        now = next.at
        next.run()
      }
      now = end
    },
  }
}
export type World = ReturnType<typeof createWorld>
