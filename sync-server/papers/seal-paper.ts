import { createHash, webcrypto } from 'node:crypto'
import type { FileId } from '#domain/kernel/ids.ts'
import { makeHeader, sealContainer } from '#protocol/files/sealed-container.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { Environment } from '../authority/environment.ts'

export type SealedPaper = {
  readonly file: FileId
  readonly key: Uint8Array
  readonly bytes: Uint8Array
  readonly size: number
  readonly sha256: string
}

/** AES-256-GCM as the clients use it: 12 bytes IV, ciphertext, 16 bytes tag. */
export async function nodeSealer(
  key: Uint8Array,
  makeBytes: Environment['randomBytes'] = (length) => webcrypto.getRandomValues(new Uint8Array(length)),
): Promise<Sealer> {
  const cryptoKey = await webcrypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  const algorithm = (iv: Uint8Array<ArrayBuffer>, text: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: Buffer.from(text),
  })
  return {
    async seal(piece, text) {
      const iv = new Uint8Array(makeBytes(12))
      const box = await webcrypto.subtle.encrypt(algorithm(iv, text), cryptoKey, piece)
      return new Uint8Array(Buffer.concat([iv, new Uint8Array(box)]))
    },
    async open(sealed, text) {
      try {
        const iv = sealed.slice(0, 12)
        return new Uint8Array(await webcrypto.subtle.decrypt(algorithm(iv, text), cryptoKey, sealed.slice(12)))
      } catch {
        return null
      }
    },
  }
}

/** Seals a plain paper as a client does. For seeding, and later for what the server makes itself. */
export async function sealPaper(
  plain: Uint8Array<ArrayBuffer>,
  { randomBytes }: Pick<Environment, 'randomBytes'>,
): Promise<SealedPaper> {
  const key = randomBytes(32)
  const sealer = await nodeSealer(key, randomBytes)
  const pieces: Uint8Array[] = []
  for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, randomBytes(16)))) pieces.push(piece)
  const bytes = new Uint8Array(Buffer.concat(pieces))
  const hex = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
  return { file: hex(bytes) as FileId, key, bytes, size: plain.length, sha256: hex(plain) }
}
