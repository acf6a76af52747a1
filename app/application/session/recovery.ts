import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { RequestOf } from '#protocol/http/contract.ts'
import type { Environment } from '../ports/environment.ts'
import type { KeyMaker } from '../ports/password-keys.ts'
import type { CallFailure, ServerApi } from '../ports/server-api.ts'

type Master = Uint8Array<ArrayBuffer>

/** Without letters and digits that are mistaken for each other on paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const letters = 24

/** 120 bits in six groups of four: nobody guesses it, and it can be copied from paper. */
export async function makeRecoveryCode(
  master: Master,
  { keyMaker, env }: { readonly keyMaker: KeyMaker; readonly env: Pick<Environment, 'randomBytes'> },
): Promise<{ readonly code: string; readonly request: RequestOf<'makeRecovery'> }> {
  const code = Array.from(env.randomBytes(letters), (byte) => alphabet[byte & 31] ?? '').join('')
  const parameters = keyMaker.newParameters()
  const keys = await keyMaker.fromPassword(code, parameters)
  return {
    code: code.replace(/(.{4})(?=.)/g, '$1-'),
    request: { parameters, proof: keys.proof, sealedMasterKey: await keys.sealMasterKey(master) },
  }
}

/** The master key again, from what the server keeps and the person has on paper. */
export async function openWithRecoveryCode(
  { account, code }: { readonly account: string; readonly code: string },
  { api, keyMaker }: { readonly api: ServerApi; readonly keyMaker: KeyMaker },
): Promise<Result<{ readonly master: Master; readonly proof: string }, CallFailure>> {
  const parameters = await api.call('recoveryParameters', { account })
  if (!parameters.ok) return parameters
  const typed = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const keys = await keyMaker.fromPassword(typed, parameters.value)
  const answer = await api.call('openRecovery', { account, proof: keys.proof })
  if (!answer.ok) return answer
  const master = await keys.openMasterKey(answer.value.sealedMasterKey)
  return master ? ok({ master, proof: keys.proof }) : fail('wrong-code')
}
