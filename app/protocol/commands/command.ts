import { z } from 'zod'
import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import { hashHex } from '../kernel/canonical.ts'
import { isSignedBy, signValue } from '../kernel/signatures.ts'
import { commandDomain } from '../versions.ts'
import { actSchema, type Act } from './acts.ts'
import { ballotSchema } from './ballot.ts'
import { idSchema } from './values.ts'

/** Number and hash of the newest entry of a meeting's log that a device has seen. */
export const seenSchema = z.strictObject({ seq: z.int().min(1), head: z.string().regex(/^[0-9a-f]{64}$/) })
export type Seen = z.infer<typeof seenSchema>

/**
 * An act as a device states it. `at` is the device's clock and decides nothing; `nonce` makes two equal acts
 * two commands; the hash of the body is the idempotency key.
 */
export const commandBodySchema = z.strictObject({
  act: actSchema,
  person: idSchema('p'),
  device: idSchema('d'),
  at: z.int().min(0),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  seen: seenSchema.optional(),
})
export const commandSchema = z.strictObject({
  body: commandBodySchema,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
/** A command as it is sent: a ballot with what it says beside it. */
export const sentCommandSchema = commandSchema.extend({ ballot: ballotSchema.optional() })
export type CommandBody = {
  readonly act: Act
  readonly person: PersonId
  readonly device: DeviceId
  readonly at: number
  readonly nonce: string
  /** What the device had seen of the log when it signed. Absent where it had not looked. */
  readonly seen?: Seen | undefined
}
export type Command = { readonly body: CommandBody; readonly signature: string }

export const commandHash = (body: CommandBody): string => hashHex(commandDomain, body)

export function signCommand(body: CommandBody, secretKey: Uint8Array): Command {
  return { body, signature: signValue(commandDomain, body, secretKey) }
}

export function isCommandSigned({ body, signature }: Command, publicKey: string): boolean {
  return isSignedBy(commandDomain, body, { signature, publicKey })
}
