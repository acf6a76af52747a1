import type { PasswordParameters } from '#protocol/http/contract.ts'
import type { KeyRing } from './sealer.ts'

/** What a password gives: a proof for the server, and the power to open the master key. The password itself goes nowhere. */
export type PasswordKeys = {
  readonly proof: string
  /** Base64. */
  sealMasterKey(masterKey: Uint8Array<ArrayBuffer>): Promise<string>
  /** Null when the password is not the one it was sealed under. */
  openMasterKey(sealed: string): Promise<Uint8Array<ArrayBuffer> | null>
}

export type KeyMaker = {
  newParameters(): PasswordParameters
  fromPassword(password: string, parameters: PasswordParameters): Promise<PasswordKeys>
  /** A key that only whoever has both can make again. */
  derived(masterKey: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
  keyRing(masterKey: Uint8Array<ArrayBuffer>): KeyRing
}
