import { useState } from 'react'

/** Milliseconds for which something has been gone, counted on this machine from when it was first missed. */
export function useGoneFor(isGone: boolean, now: number): number {
  const [since, setSince] = useState<number | null>(null)
  if (isGone && since === null) setSince(now)
  if (!isGone && since !== null) setSince(null)
  return isGone && since !== null ? now - since : 0
}
