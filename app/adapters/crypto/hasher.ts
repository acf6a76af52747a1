import { createSHA256 } from 'hash-wasm'
import type { MakeHasher } from '#application/ports/hasher.ts'

export const createHasher: MakeHasher = async () => {
  const hasher = await createSHA256()
  hasher.init()
  return { update: (bytes) => void hasher.update(bytes), digest: () => hasher.digest('hex') }
}
