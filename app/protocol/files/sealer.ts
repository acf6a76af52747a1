/** Authenticated encryption (AES-256-GCM) under one key. */
export type Sealer = {
  /** 12 bytes IV, ciphertext, 16 bytes tag; bound to `label`. */
  seal(plain: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer>>
  /** Null when the bytes or the label are not those that were sealed. */
  open(sealed: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer> | null>
}
