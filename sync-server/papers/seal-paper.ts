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

/** Seals a plain paper as a client does. For seeding, and later for what the server makes itself. */
export async function sealPaper(
  plain: Uint8Array<ArrayBuffer>,
  { randomBytes }: Pick<Environment, 'randomBytes'>,
): Promise<SealedPaper> {
  const key = randomBytes(32)
  const cryptoKey = await webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const sealer: Pick<Sealer, 'seal'> = {
    async seal(piece, label) {
      const iv = randomBytes(12)
      const box = await webcrypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: Buffer.from(label) },
        cryptoKey,
        piece,
      )
      return new Uint8Array(Buffer.concat([iv, new Uint8Array(box)]))
    },
  }
  const pieces: Uint8Array[] = []
  for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, randomBytes(16)))) pieces.push(piece)
  const bytes = new Uint8Array(Buffer.concat(pieces))
  const hex = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
  return { file: hex(bytes) as FileId, key, bytes, size: plain.length, sha256: hex(plain) }
}
