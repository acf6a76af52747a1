/** SHA-256 over bytes that come in pieces. */
export type Hasher = {
  update(bytes: Uint8Array): void
  /** Hex. The hasher is used up. */
  digest(): string
}
export type MakeHasher = () => Promise<Hasher>
