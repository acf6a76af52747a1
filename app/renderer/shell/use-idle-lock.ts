import { useEffect } from 'react'
import { useLive } from '../design/index.ts'
import { useApp } from './app-context.ts'

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Locks when nobody has touched the machine for a while. Checked against the clock, because timers sleep with the machine. */
export function useIdleLock(): void {
  const { session, preferences, now } = useApp()
  const { lockAfterMinutes } = useLive(preferences)
  useEffect(() => {
    let last = now()
    const touch = () => {
      last = now()
    }
    for (const sign of signs) globalThis.addEventListener(sign, touch, { passive: true })
    const timer = globalThis.setInterval(() => {
      if (now() - last > lockAfterMinutes * 60_000) void session.lock()
    }, 10_000)
    return () => {
      for (const sign of signs) globalThis.removeEventListener(sign, touch)
      globalThis.clearInterval(timer)
    }
  }, [session, now, lockAfterMinutes])
}
