import type { Sealer } from '#protocol/files/sealer.ts'

/** A person's master key while the app is unlocked. Never leaves the device in clear. */
export type KeyRing = {
  /** The sealer for one purpose; equal purposes give equal keys. */
  sealer(purpose: string): Promise<Sealer>
  /** Forgets the key. What was derived before stays usable until it is dropped. */
  forget(): void
}
