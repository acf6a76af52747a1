import { z } from 'zod'
import type { HolderSecret } from './ceremony.ts'

/** A holder's secret as their machine keeps it, with the sum that it gave a part of in each vote: never of another. */
const heldSecretSchema = z.object({
  polynomial: z.array(z.string()),
  box: z.string(),
  given: z.record(z.string(), z.string()),
})
export type HeldSecret = HolderSecret & { readonly given: Readonly<Record<string, string>> }

export const encodeHeldSecret = (secret: HeldSecret): string => JSON.stringify(secret)
/** @throws for text that this machine did not write. */
export const decodeHeldSecret = (text: string): HeldSecret => heldSecretSchema.parse(JSON.parse(text))
