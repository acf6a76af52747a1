import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'
import type { Environment } from '../authority/environment.ts'

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b))]
  return timingSafeEqual(left, right)
}

/** At least OWASP's 19 MiB and two passes. The proof that is hashed has 256 bits already; this is the second wall. */
const serverPasses = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const

export function createSecrets({ randomBytes }: Pick<Environment, 'randomBytes'>, pepper: Uint8Array) {
  const peppered = (proof: string) => createHmac('sha256', pepper).update(proof).digest()
  let running: Promise<unknown> = Promise.resolve()
  // One at a time: five hundred sign-ins at eight o'clock must not take the rooms' processor from them.
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = running.then(work, work)
    running = done.catch(() => {})
    return done
  }
  return {
    hashProof: (proof: string): Promise<string> =>
      inTurn(() =>
        argon2id({ password: peppered(proof), salt: randomBytes(16), ...serverPasses, outputType: 'encoded' }),
      ),
    isProof: (proof: string, hash: string): Promise<boolean> =>
      inTurn(() => argon2Verify({ password: peppered(proof), hash })),
    /** The salt that an unknown account seems to have, always the same, so that accounts cannot be found by asking. */
    seemingSalt: (account: string): Uint8Array =>
      createHmac('sha256', pepper).update(`salt ${account}`).digest().subarray(0, 16),
    token: (): string => Buffer.from(randomBytes(32)).toString('base64url'),
    /** 80 bits in four groups, without letters that are mistaken for each other. */
    code: (): string => {
      const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
      const letters = [...randomBytes(16)].map((byte) => alphabet[byte & 31] ?? '').join('')
      return letters.replace(/(.{4})(?=.)/g, '$1-')
    },
    codeHash: (code: string): string => sha256Hex(code.toUpperCase().replace(/[^0-9A-Z]/g, '')),
  }
}
export type Secrets = ReturnType<typeof createSecrets>
