import { z } from 'zod'
import type { PollId } from '#domain/kernel/ids.ts'
import { answers, type Choice } from '#domain/voting/question.ts'
import { hashHex } from '../kernel/canonical.ts'
import { ballotDomain } from '../versions.ts'
import { secretBallotSchema, type SecretBallot } from '../secret/secret-ballot.ts'
import { text } from './values.ts'

export const choiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['yes', 'no', 'abstain']) }),
  z.strictObject({ kind: z.literal('other'), text: text(2000) }),
  z.strictObject({ kind: z.literal('options'), picks: z.array(z.string().max(26)).max(200) }),
  z.strictObject({ kind: z.literal('each'), answers: z.record(z.string().max(26), z.enum(answers)) }),
]) satisfies z.ZodType<Choice>

/**
 * What a ballot says. It travels beside the signed command, which carries only its seal: so every participant holds
 * the whole log at once, and the choices become readable when they may be seen, each bound by what was signed.
 */
export const openBallotSchema = z.strictObject({
  choice: choiceSchema,
  /** 16 random bytes: three possible choices could be guessed from a bare hash. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
})
export type SealedChoice = { readonly choice: Choice; readonly salt: string }

/** An open choice with its salt, or a secret ballot as its voter encrypted it. */
export const ballotSchema = z.union([openBallotSchema, secretBallotSchema])
export type BallotContent = SealedChoice | SecretBallot

export const sealOf = (poll: PollId, content: BallotContent): string => hashHex(ballotDomain, { poll, ...content })
