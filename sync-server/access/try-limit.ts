import type { Environment } from '../authority/environment.ts'

/** Counts failed tries per key; after `most` within `windowMs` the key has to wait for the window to pass. */
export function createTryLimit(
  { now }: Pick<Environment, 'now'>,
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
) {
  const failures = new Map<string, { count: number; since: number }>()
  return {
    isBlocked(key: string): boolean {
      const failed = failures.get(key)
      return failed !== undefined && now() - failed.since < windowMs && failed.count >= most
    },
    fail(key: string): void {
      const failed = failures.get(key)
      if (failures.size > 10_000) failures.clear()
      if (!failed || now() - failed.since >= windowMs) failures.set(key, { count: 1, since: now() })
      else failed.count++
    },
    succeed: (key: string): void => void failures.delete(key),
  }
}
