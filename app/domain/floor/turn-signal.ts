import { minuteMs } from '../kernel/time.ts'

/** What is heard of a speaking time: a minute is left, or it is used up. */
export type TurnSignal = 'minute' | 'over'

/** What happened between two looks at the time that is left, milliseconds; an extension makes no sound, and a first look none either. */
export function turnSignal(before: number | null, left: number | null): TurnSignal | null {
  if (before === null || left === null || left >= before) return null
  const passes = (mark: number) => before > mark && left <= mark
  // Whoever looks late hears the later one.
  return passes(0) ? 'over' : passes(minuteMs) ? 'minute' : null
}
