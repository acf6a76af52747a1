import { z } from 'zod'
import { personSchema } from '../commands/acts.ts'
import { idSchema } from '../commands/values.ts'
import { passwordParametersSchema } from '../http/contract.ts'

const pinSchema = z.object({ parameters: passwordParametersSchema, sealedMasterKey: z.string(), failures: z.int() })

/** What a device keeps of a person to be opened again; holds nothing in clear that opens anything. */
export const vaultSchema = z.object({
  v: z.literal(1),
  organisation: z.object({ id: idSchema('o'), name: z.string() }),
  person: personSchema,
  device: idSchema('d'),
  serverKey: z.string(),
  epoch: z.int(),
  /** The person's own password always opens, also after a PIN was set. */
  password: z.object({ parameters: passwordParametersSchema, sealedMasterKey: z.string() }),
  /** Opens together with a secret of the keychain. */
  pin: pinSchema.nullable(),
  /** Secrets under the master key: private keys and the refresh token. */
  sealed: z.string(),
})
export type Vault = z.infer<typeof vaultSchema>

/** What lies sealed in the vault; hex and text. */
export const vaultSecretsSchema = z.object({ signing: z.string(), receiving: z.string(), refresh: z.string() })
export type VaultSecrets = z.infer<typeof vaultSecretsSchema>
