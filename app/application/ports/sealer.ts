import type { Sealer } from '#protocol/files/sealer.ts'

/** Opens and makes envelopes; the secret half of the key stays inside. */
export type LetterOpener = {
  /** X25519 public key, hex: under it others seal. */
  readonly publicKey: string
  /** @param to public keys of all readers; one's own is added. */
  seal(
    plain: Uint8Array<ArrayBuffer>,
    place: { readonly to: readonly string[]; readonly label: string },
  ): Promise<Uint8Array<ArrayBuffer>>
  /** Null for what is not addressed to this person. */
  open(sealed: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer> | null>
}

/** A person's master key while the app is unlocked. Never leaves the device in clear. */
export type KeyRing = {
  /** The sealer for one purpose; equal purposes give equal keys. */
  sealer(purpose: string): Promise<Sealer>
  /** What others seal to this person, the same on all their machines. */
  letters(): Promise<LetterOpener>
  /** Forgets the key. What was derived before stays usable until it is dropped. */
  forget(): void
}
