import { z } from 'zod'
import { sha256Hex } from '../access/secrets.ts'
import type { Environment } from '../authority/environment.ts'
import type { MetaStore } from '../storage/ports.ts'

const keySchema = z.strictObject({
  id: z.string(),
  /** Which system it was given to. */
  name: z.string(),
  hash: z.string(),
  createdAt: z.number(),
  revokedAt: z.number().nullable(),
})
export type ApiKey = z.infer<typeof keySchema>
const metaKey = 'api-keys'

/** Keys of other systems that read from here. The key itself is shown once and kept nowhere; revoking counts from the next request. */
export function openApiKeys(meta: MetaStore, env: Pick<Environment, 'now' | 'randomBytes'>) {
  const all = async (): Promise<readonly ApiKey[]> =>
    z.array(keySchema).parse(JSON.parse((await meta.get(metaKey)) ?? '[]'))
  const keep = (keys: readonly ApiKey[]) => meta.set(metaKey, JSON.stringify(keys))
  return {
    all,
    async add(name: string): Promise<{ readonly id: string; readonly key: string }> {
      const id = Buffer.from(env.randomBytes(4)).toString('hex')
      const key = `ecab_${Buffer.from(env.randomBytes(32)).toString('base64url')}`
      await keep([...(await all()), { id, name, hash: sha256Hex(key), createdAt: env.now(), revokedAt: null }])
      return { id, key }
    },
    /** False when there is no such key. */
    async revoke(id: string): Promise<boolean> {
      const keys = await all()
      if (!keys.some((known) => known.id === id && known.revokedAt === null)) return false
      await keep(keys.map((known) => (known.id === id ? { ...known, revokedAt: env.now() } : known)))
      return true
    },
    async isValid(key: string): Promise<boolean> {
      const hash = sha256Hex(key)
      return (await all()).some((known) => known.hash === hash && known.revokedAt === null)
    },
  }
}
export type ApiKeys = ReturnType<typeof openApiKeys>
