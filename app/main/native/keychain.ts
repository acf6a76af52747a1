import { readFile, rename, writeFile } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import type { DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'

type SecretCalls = Pick<DesktopHandlers, Extract<keyof DesktopHandlers, `secrets:${string}`>>
type AsyncStorage = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>

/** Without a desktop keyring Chromium encrypts under a password that everybody knows, and marks the text so. */
const unprotectedMark = Buffer.from('v10')

/** Secrets in the operating system's keychain, where it really protects; where it does not, they are refused. */
export function createKeychain(parts: {
  readonly storage: AsyncStorage
  readonly file: string
  readonly platform: NodeJS.Platform
}) {
  const { storage, file, platform } = parts
  const fail = (error: 'unsupported' | 'failed') => ({ ok: false, error }) as const
  const readAll = async (): Promise<Record<string, string>> =>
    readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Record<string, string>,
      () => ({}),
    )
  const writeAll = async (all: Record<string, string>) => {
    await writeFile(`${file}.next`, JSON.stringify(all), { mode: 0o600, flush: true })
    await rename(`${file}.next`, file)
  }
  const protects = async (): Promise<boolean> => {
    if (!(await storage.isAsyncEncryptionAvailable())) return false
    if (platform !== 'linux') return true
    const sealed = await storage.encryptStringAsync('probe')
    return !sealed.subarray(0, 3).equals(unprotectedMark)
  }
  const calls: SecretCalls = {
    'secrets:set': async ({ name, value }) => {
      if (!(await protects())) return fail('unsupported')
      const sealed = await storage.encryptStringAsync(value)
      await writeAll({ ...(await readAll()), [name]: sealed.toString('base64') })
      return { ok: true, value: null }
    },
    'secrets:get': async ({ name }) => {
      if (!(await protects())) return fail('unsupported')
      const sealed = (await readAll())[name]
      if (sealed === undefined) return { ok: true, value: null }
      const opened = await storage.decryptStringAsync(Buffer.from(sealed, 'base64'))
      if (opened.shouldReEncrypt) await calls['secrets:set']({ name, value: opened.result })
      return { ok: true, value: opened.result }
    },
    'secrets:remove': async ({ name }) => {
      const all = await readAll()
      delete all[name]
      await writeAll(all)
      return { ok: true, value: null }
    },
  }
  return { calls, protects }
}
