import { useEffect, useRef } from 'react'
import { turnSignal } from '#domain/floor/turn-signal.ts'
import { useApp } from '../shell/app-context.ts'
import { useLive } from '../design/index.ts'

/** Sounds a minute before the end of a turn and at it, where it is to be heard and the machine's settings let it. */
export function useTurnChime(turn: string | null, left: number | null, isHeard: boolean): void {
  const { chime, preferences } = useApp()
  const { chimes } = useLive(preferences)
  const before = useRef<{ readonly turn: string | null; readonly left: number | null }>({ turn: null, left: null })
  useEffect(() => {
    const signal = before.current.turn === turn ? turnSignal(before.current.left, left) : null
    before.current = { turn, left }
    if (signal && turn !== null && isHeard && chimes) chime(signal, turn)
  }, [turn, left, isHeard, chimes, chime])
}
