import { fromHex } from '#protocol/kernel/hex.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { signValue } from '#protocol/kernel/signatures.ts'
import { refreshDomain } from '#protocol/versions.ts'
import type { Environment } from '../ports/environment.ts'
import { createCell, type Live } from '../ports/live.ts'
import type { Locks } from '../ports/locks.ts'
import type { KeyRing } from '../ports/sealer.ts'
import type { CallFailure, ServerApi } from '../ports/server-api.ts'
import { openSecrets, sealSecrets, type VaultPlace } from './vault.ts'

const earlyMs = 30_000

export type Access = {
  /** A token for the next minutes; fetched when needed, by one caller for all. */
  token(): Promise<Result<string, CallFailure>>
  /** The server said that the token is not good: ask for another. */
  drop(): void
  /** The server does not know this device any more: only signing in helps. */
  readonly isSignedOut: Live<boolean>
  /** The number of the server's life; it changes after a restore from a backup. */
  readonly epoch: Live<number>
}

export function createAccess(parts: {
  readonly api: ServerApi
  readonly vault: VaultPlace
  readonly keyRing: KeyRing
  readonly locks: Locks
  readonly env: Environment
  readonly first: { readonly token: string; readonly endsInMs: number } | null
  readonly epoch: number
}): Access {
  const { api, env, keyRing } = parts
  const isSignedOut = createCell(false)
  const epoch = createCell(parts.epoch)
  let current = parts.first ? { token: parts.first.token, endsAt: env.now() + parts.first.endsInMs } : null
  let asking: Promise<Result<string, CallFailure>> | null = null

  // Refresh tokens work once, and two windows share one: only one window at a time exchanges it, reading it fresh.
  const refresh = (): Promise<Result<string, CallFailure>> =>
    parts.locks.exclusive('refresh', async () => {
      const vault = await parts.vault.read()
      const secrets = vault && (await openSecrets(vault, keyRing))
      if (!vault || !secrets) return fail('not-signed-in')
      const request = { device: vault.device, refresh: secrets.refresh }
      const signature = signValue(refreshDomain, request, fromHex(secrets.signing))
      const answer = await api.call('refresh', { ...request, signature })
      if (!answer.ok) {
        if (answer.error === 'not-signed-in' || answer.error === 'device-revoked') isSignedOut.set(true)
        return answer
      }
      const { access, accessEndsInMs, refresh: next } = answer.value
      const sealed = await sealSecrets({ ...secrets, refresh: next }, vault.device, keyRing)
      await parts.vault.write({ ...vault, epoch: answer.value.epoch, sealed })
      epoch.set(answer.value.epoch)
      current = { token: access, endsAt: env.now() + accessEndsInMs }
      return ok(access)
    })

  return {
    isSignedOut,
    epoch,
    drop: () => void (current = null),
    token() {
      if (current && current.endsAt - earlyMs > env.now()) return Promise.resolve(ok(current.token))
      if (isSignedOut.get()) return Promise.resolve(fail('not-signed-in'))
      asking ??= refresh().finally(() => (asking = null))
      return asking
    },
  }
}
