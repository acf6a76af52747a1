import { useEffect } from 'react'
import type { SyncStatus } from '#application/sync/sync-status.ts'
import { useLive } from '../design/index.ts'
import { useWorkspace } from './app-context.ts'

export const countUnsent = (status: SyncStatus): number => {
  if (status.kind === 'offline') return status.waiting
  return status.kind === 'sending' || status.kind === 'attention' ? status.count : 0
}

/** On a shared machine closing the window loses what the server has not got yet: the browser asks first. */
export function useUnsentWarning(): void {
  const { identity, sync } = useWorkspace()
  const isAtRisk = countUnsent(useLive(sync)) > 0 && identity.isShared
  useEffect(() => {
    if (!isAtRisk) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    globalThis.addEventListener('beforeunload', warn)
    return () => globalThis.removeEventListener('beforeunload', warn)
  }, [isAtRisk])
}
