import { fromHex } from '#protocol/kernel/hex.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { signValue } from '#protocol/kernel/signatures.ts'
import type { Vault } from '#protocol/files/vault.ts'
import { refreshDomain, signInAgainDomain } from '#protocol/versions.ts'
import type { Environment } from '../ports/environment.ts'
import { createCell, type Cell, type Live } from '../ports/live.ts'
import type { Locks } from '../ports/locks.ts'
import type { KeyMaker, PasswordKeys } from '../ports/password-keys.ts'
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
  /** The server was restored, takes back what its backup lacks, and decides nothing meanwhile. */
  readonly isRecovering: Cell<boolean>
  /** Signs this same device in again, with all that it keeps. */
  signInAgain(password: string): Promise<Result<null, CallFailure>>
}

export function createAccess(parts: {
  readonly api: ServerApi
  readonly vault: VaultPlace
  readonly keyRing: KeyRing
  readonly keyMaker: KeyMaker
  readonly locks: Locks
  readonly env: Environment
  readonly first: { readonly token: string; readonly endsInMs: number } | null
  readonly epoch: number
}): Access {
  const { api, env, keyRing } = parts
  const isSignedOut = createCell(false)
  const epoch = createCell(parts.epoch)
  const isRecovering = createCell(false)
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
      isRecovering.set(answer.value.recovering)
      epoch.set(answer.value.epoch)
      current = { token: access, endsAt: env.now() + accessEndsInMs }
      return ok(access)
    })

  const signInAgain = (password: string): Promise<Result<null, CallFailure>> =>
    parts.locks.exclusive('refresh', async () => {
      const vault = await parts.vault.read()
      const secrets = vault && (await openSecrets(vault, keyRing))
      if (!vault || !secrets) return fail('not-signed-in')
      const { account } = vault.person
      // Asked anew: the password may have been changed on another machine.
      const parameters = await api.call('passwordParameters', { account })
      if (!parameters.ok) return parameters
      const keys = await parts.keyMaker.fromPassword(password, parameters.value)
      const request = { device: vault.device, proof: keys.proof }
      const signature = signValue(signInAgainDomain, request, fromHex(secrets.signing))
      const answer = await api.call('signInAgain', { ...request, account, signature })
      if (!answer.ok) return answer
      const { access, accessEndsInMs, refresh: next, sealedMasterKey, recovering } = answer.value
      const sealed = await sealSecrets({ ...secrets, refresh: next }, vault.device, keyRing)
      // After an administrator's reset the account has another master key: what is here stays under the old password.
      const isSame = await opensVault(vault, keys, sealedMasterKey)
      await parts.vault.write({
        ...vault,
        epoch: answer.value.epoch,
        sealed,
        ...(isSame && { password: { parameters: answer.value.parameters, sealedMasterKey } }),
      })
      isSignedOut.set(false)
      isRecovering.set(recovering)
      epoch.set(answer.value.epoch)
      current = { token: access, endsAt: env.now() + accessEndsInMs }
      return ok(null)
    })

  async function opensVault(vault: Vault, keys: PasswordKeys, sealedMasterKey: string): Promise<boolean> {
    const master = await keys.openMasterKey(sealedMasterKey)
    return master !== null && (await openSecrets(vault, parts.keyMaker.keyRing(master))) !== null
  }

  return {
    isSignedOut,
    epoch,
    isRecovering,
    signInAgain,
    drop: () => void (current = null),
    token() {
      if (current && current.endsAt - earlyMs > env.now()) return Promise.resolve(ok(current.token))
      if (isSignedOut.get()) return Promise.resolve(fail('not-signed-in'))
      asking ??= refresh().finally(() => (asking = null))
      return asking
    },
  }
}
