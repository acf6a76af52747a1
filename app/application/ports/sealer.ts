/** Authenticated encryption under one key. */
export type Sealer = {
  /** 12 bytes IV, ciphertext, 16 bytes tag; bound to `label`. */
  seal(plain: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer>>
  /** Null when the bytes or the label are not those that were sealed. */
  open(sealed: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer> | null>
}

/** A person's master key while the app is unlocked. Never leaves the device in clear. */
export type KeyRing = {
  /** The sealer for one purpose; equal purposes give equal keys. */
  sealer(purpose: string): Promise<Sealer>
  /** Forgets the key. What was derived before stays usable until it is dropped. */
  forget(): void
}
