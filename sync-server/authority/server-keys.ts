import { createCipheriv, createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import type { Environment } from './environment.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
/** Contents of the key file. It may lie on another disk than the data: without it the papers at rest cannot be opened. */
export const serverKeyFileSchema = z.strictObject({ v: z.literal(1), signing: hex32, sealing: hex32, pepper: hex32 })
export type ServerKeyFile = z.infer<typeof serverKeyFileSchema>

export function makeServerKeyFile({ randomBytes }: Pick<Environment, 'randomBytes'>): ServerKeyFile {
  const make = () => bytesToHex(randomBytes(32))
  return { v: 1, signing: make(), sealing: make(), pepper: make() }
}

export function openServerKeys(file: ServerKeyFile, { randomBytes }: Pick<Environment, 'randomBytes'>) {
  const signing = hexToBytes(file.signing)
  const sealing = hexToBytes(file.sealing)
  return {
    signing,
    publicKey: signingPublicKey(signing),
    pepper: hexToBytes(file.pepper),
    /** AES-256-GCM bound to `label`: 12 bytes IV, ciphertext, 16 bytes tag. */
    seal(plain: Uint8Array, label: string): Uint8Array {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(label))
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    /** @throws when the bytes or the label are not those that were sealed. */
    open(sealed: Uint8Array, label: string): Uint8Array {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12)).setAAD(Buffer.from(label))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    },
  }
}
export type ServerKeys = ReturnType<typeof openServerKeys>
