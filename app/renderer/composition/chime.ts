import type { TurnSignal } from '#domain/floor/turn-signal.ts'

export type Chime = (signal: TurnSignal, key: string) => void

const again = 5000
const tones: Readonly<Record<TurnSignal, readonly number[]>> = { minute: [880], over: [660, 660] }
const toneSeconds = 0.35
const gapSeconds = 0.15
const volume = 0.2

/** Soft tones, one a minute before the end of a turn and two at it. Several parts of the screen may ask for the same: it sounds once. */
export function createChime({
  makeContext,
  now,
}: {
  readonly makeContext: () => AudioContext
  readonly now: () => number
}): Chime {
  const heard = new Map<string, number>()
  let context: AudioContext | null = null
  return (signal, key) => {
    const name = `${signal} ${key}`
    if (now() - (heard.get(name) ?? Number.NEGATIVE_INFINITY) < again) return
    heard.set(name, now())
    try {
      context ??= makeContext()
      const { currentTime, destination } = context
      for (const [index, frequency] of tones[signal].entries()) {
        const start = currentTime + index * (toneSeconds + gapSeconds)
        const tone = context.createOscillator()
        const loudness = context.createGain()
        tone.frequency.value = frequency
        loudness.gain.setValueAtTime(volume, start)
        loudness.gain.exponentialRampToValueAtTime(0.001, start + toneSeconds)
        tone.connect(loudness).connect(destination)
        tone.start(start)
        tone.stop(start + toneSeconds)
      }
    } catch {
      // A machine without sound has the clock on its screen.
    }
  }
}
