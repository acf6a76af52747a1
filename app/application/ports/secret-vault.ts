import type { Result } from '#domain/kernel/result.ts'

export type SecretVaultFailure = 'unsupported' | 'denied' | 'failed' | 'invalid'

/** The keychain of the operating system, where it really protects. */
export type SecretVault = {
  get(key: string): Promise<Result<string | null, SecretVaultFailure>>
  set(key: string, value: string): Promise<Result<null, SecretVaultFailure>>
  remove(key: string): Promise<Result<null, SecretVaultFailure>>
}
