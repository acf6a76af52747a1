/** What the chip says. Never more than is true: `saved` means durable on the server, everything, now. */
export type SyncStatus =
  | { readonly kind: 'saved' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'sending'; readonly count: number }
  | { readonly kind: 'offline'; readonly waiting: number }
  | { readonly kind: 'attention'; readonly reason: 'refused' | 'device-full' | 'signed-out'; readonly count: number }

export type SyncFacts = {
  readonly isOnline: boolean
  readonly isChecked: boolean
  /** Edits on their way to this device's own disk. */
  readonly unsaved: number
  /** Edits, acts and files that are here and not on the server. */
  readonly unsent: number
  readonly refused: number
  readonly isDeviceFull: boolean
  readonly isSignedOut: boolean
}

export function describeSync(facts: SyncFacts): SyncStatus {
  const waiting = facts.unsaved + facts.unsent
  if (facts.isDeviceFull) return { kind: 'attention', reason: 'device-full', count: Math.max(1, waiting) }
  if (facts.refused > 0) return { kind: 'attention', reason: 'refused', count: facts.refused }
  if (facts.isSignedOut) return { kind: 'attention', reason: 'signed-out', count: waiting }
  if (!facts.isOnline) return { kind: 'offline', waiting }
  if (waiting > 0) return { kind: 'sending', count: waiting }
  return facts.isChecked ? { kind: 'saved' } : { kind: 'connecting' }
}
