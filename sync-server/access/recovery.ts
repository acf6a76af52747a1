import { minuteMs } from '#domain/kernel/time.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { ReplyOf, RequestOf, SignedIn } from '#protocol/http/contract.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Authority } from '../authority/authority.ts'
import type { Environment } from '../authority/environment.ts'
import type { Account, AccountStore, Recovery } from '../storage/ports.ts'
import type { Accounts } from './accounts.ts'
import type { Secrets } from './secrets.ts'
import type { SignIn } from './tokens.ts'
import { createTryLimit } from './try-limit.ts'

export type RecoveriesParts = {
  readonly store: AccountStore
  readonly authority: Authority
  readonly secrets: Secrets
  readonly env: Environment
  readonly accounts: Pick<Accounts, 'replaceCredentials'>
}

/**
 * The printed recovery code: a second wrap of the person's master key. As with the password, the server sees a proof and a key
 * that it cannot open. A code works once; with it a forgotten password costs nothing of what was private.
 */
export function createRecoveries({ store, authority, secrets, env, accounts }: RecoveriesParts) {
  const tries = createTryLimit(env, { most: 10, windowMs: 15 * minuteMs })

  async function opened(
    account: string,
    proof: string,
  ): Promise<Result<{ readonly known: Account; readonly recovery: Recovery }, Refusal>> {
    if (tries.isBlocked(account)) return fail('too-many-tries')
    const known = await store.byAccount(account)
    const recovery = known && (await store.recovery(known.person))
    const isActive = known !== null && authority.organisation().people.get(known.person)?.active === true
    if (!known || !recovery || !isActive || !(await secrets.isProof(proof, recovery.proofHash))) {
      tries.fail(account)
      return fail('wrong-code')
    }
    return ok({ known, recovery })
  }

  return {
    async make(by: SignIn, request: RequestOf<'makeRecovery'>): Promise<Result<ReplyOf<'makeRecovery'>, Refusal>> {
      const { parameters, proof, sealedMasterKey } = request
      await store.putRecovery(by.person, { parameters, proofHash: await secrets.hashProof(proof), sealedMasterKey })
      return ok({})
    },
    /** An account without a code seems to have one. */
    async parameters({
      account,
    }: RequestOf<'recoveryParameters'>): Promise<Result<ReplyOf<'recoveryParameters'>, Refusal>> {
      const known = await store.byAccount(account)
      const recovery = known && (await store.recovery(known.person))
      const seeming = { salt: toBase64(secrets.seemingSalt(`recovery ${account}`)), memoryKiB: 65_536, passes: 3 }
      return ok(recovery?.parameters ?? seeming)
    },
    async open({ account, proof }: RequestOf<'openRecovery'>): Promise<Result<ReplyOf<'openRecovery'>, Refusal>> {
      const found = await opened(account, proof)
      return found.ok ? ok({ sealedMasterKey: found.value.recovery.sealedMasterKey }) : found
    },
    async use({ account, proof, credentials, device }: RequestOf<'useRecovery'>): Promise<Result<SignedIn, Refusal>> {
      const found = await opened(account, proof)
      if (!found.ok) return found
      tries.succeed(account)
      await store.putRecovery(found.value.known.person, null)
      return accounts.replaceCredentials(found.value.known, { credentials, device })
    },
  }
}
export type Recoveries = ReturnType<typeof createRecoveries>
