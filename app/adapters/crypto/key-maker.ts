import { argon2id } from 'hash-wasm'
import type { KeyMaker, PasswordKeys } from '#application/ports/password-keys.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { KeyRing, LetterOpener } from '#application/ports/sealer.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import { receivingPublicKey } from '#protocol/kernel/signatures.ts'
import { openEnvelope, sealEnvelope } from '#protocol/letters/envelope.ts'
import { importSealer } from './web-sealer.ts'

/** 64 MiB and three passes: a quarter of a second here, and dear for whoever guesses. */
const memoryKiB = 65_536
const passes = 3

async function derive(
  secret: Uint8Array<ArrayBuffer>,
  purpose: string,
  salt: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`ecabinet/${purpose}/1`)
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 256)
  return new Uint8Array(bits)
}

export function createKeyMaker(randomBytes: (length: number) => Uint8Array<ArrayBuffer>): KeyMaker {
  return {
    newParameters: () => ({ salt: toBase64(randomBytes(16)), memoryKiB, passes }),
    async fromPassword(password, { salt, memoryKiB: memorySize, passes: iterations }): Promise<PasswordKeys> {
      // NFC, because keyboards differ in how they write "ế" and the person cannot see it.
      const options = {
        password: password.normalize('NFC'),
        salt: fromBase64(salt),
        memorySize,
        iterations,
        parallelism: 1,
        hashLength: 32,
      }
      const root = new Uint8Array(await argon2id({ ...options, outputType: 'binary' }))
      const sealer = await importSealer(await derive(root, 'master-key'))
      return {
        proof: toBase64(await derive(root, 'proof')),
        sealMasterKey: async (masterKey) => toBase64(await sealer.seal(masterKey, 'master-key')),
        openMasterKey: (sealed) => sealer.open(fromBase64(sealed), 'master-key'),
      }
    },
    derived: (masterKey, salt) => derive(masterKey, 'shared-machine', salt),
    keyRing(masterKey): KeyRing {
      let master: Uint8Array<ArrayBuffer> | null = masterKey.slice()
      const made = new Map<string, Promise<Sealer>>()
      return {
        sealer(purpose) {
          if (!master) return Promise.reject(new Error('The app is locked'))
          let sealer = made.get(purpose)
          if (!sealer) made.set(purpose, (sealer = derive(master, purpose).then(importSealer)))
          return sealer
        },
        async letters(): Promise<LetterOpener> {
          if (!master) throw new Error('The app is locked')
          const secretKey = await derive(master, 'letters')
          const publicKey = receivingPublicKey(secretKey)
          return {
            publicKey,
            seal: (plain, { to, label }) =>
              sealEnvelope(plain, { to: [publicKey, ...to], label, randomBytes, importSealer }),
            open: (sealed, label) => openEnvelope(sealed, { secretKey, label, importSealer }),
          }
        },
        forget() {
          master?.fill(0)
          master = null
          made.clear()
        },
      }
    },
  }
}
