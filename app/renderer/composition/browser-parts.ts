import { createOpfsFileSpace } from '#adapters/device-files/opfs-file-space.ts'
import { deleteLocalDatabases } from '#adapters/rxdb/local-database.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import type { Locks } from '#application/ports/locks.ts'
import type { ChosenFile } from '#application/session/workspace.ts'

/** The real world of a window: clock, chance and timers. */
export const windowEnvironment: Environment = {
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  setTimer: (run, delayMs) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

export const windowLocks: Locks = {
  exclusive: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
  claim: (name) =>
    new Promise((resolve) => {
      void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        // Held until the window is gone.
        return lock === null ? undefined : new Promise<void>(() => {})
      })
    }),
  isHeld: async (name) => ((await navigator.locks.query()).held ?? []).some((lock) => lock.name === name),
}

export function startBrowserFiles(): FileSpace {
  return createOpfsFileSpace(
    new Worker(new URL('../../adapters/device-files/opfs-worker.ts', import.meta.url), { type: 'module' }),
  )
}

/** Everything this app keeps in the browser, keys first (the caller has removed them). */
export async function eraseBrowserData(files: FileSpace): Promise<void> {
  for (const name of await files.list()) await files.remove(name)
  await deleteLocalDatabases()
}

export const openedLocally = (file: File): ChosenFile => ({
  name: file.name,
  size: file.size,
  read: async () => new Uint8Array(await file.arrayBuffer()),
  head: async () => new Uint8Array(await file.slice(0, 1024).arrayBuffer()),
})

/** "Chrome trên Windows": what a person recognises in the list of machines. */
export function describeBrowser(userAgent: string): string {
  const browser = /Edg\//.test(userAgent) ? 'Edge' : /Chrome\//.test(userAgent) ? 'Chrome' : 'Trình duyệt'
  const system = /Windows/.test(userAgent)
    ? 'Windows'
    : /Mac OS/.test(userAgent)
      ? 'macOS'
      : /Android/.test(userAgent)
        ? 'Android'
        : 'Linux'
  return `${browser} trên ${system}`
}
