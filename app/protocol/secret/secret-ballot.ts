import { z } from 'zod'
import type { PersonId } from '#domain/kernel/ids.ts'
import { fillSlots, slotsOf, slotWeight, type BallotSlots } from '#domain/voting/ballot-slots.ts'
import type { Choice, PollQuestion } from '#domain/voting/question.ts'
import {
  base,
  digest,
  mod,
  pointOf,
  pointText,
  randomScalar,
  times,
  timesSecret,
  zero,
  type GroupPoint,
  type Random,
} from './group.ts'
import { isBit, isEquality, proveBit, proveEquality, type Pair } from './proofs.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
export const proofSchema = z.strictObject({ c: hex32, z: hex32 })

/**
 * A ballot that only two holders of the counting key together could open, and never do: one ElGamal pair for each box, a
 * proof that it holds 0 or 1, and one that the boxes make a whole ballot. Travels beside its command as an open choice does.
 */
export const secretBallotSchema = z.strictObject({
  slots: z
    .array(
      z.strictObject({
        a: hex32,
        b: hex32,
        bit: z.strictObject({ c0: hex32, z0: hex32, c1: hex32, z1: hex32 }),
      }),
    )
    .min(2)
    .max(200),
  sum: proofSchema,
})
export type SecretBallot = z.infer<typeof secretBallotSchema>

/** What the ballot is bound to: the same bytes prove nothing in another vote, or for another voter. */
export type BallotPlace = {
  readonly question: PollQuestion
  /** Command hash of the opening. */
  readonly opening: string
  readonly voter: PersonId
  /** Public key of the vote. */
  readonly key: GroupPoint
}

export function makeSecretBallot(place: BallotPlace, choice: Choice, random: Random): SecretBallot {
  const { key, question } = place
  const slots = slotsOf(question)
  const made = fillSlots(question, choice).map((bit) => {
    const blind = randomScalar(random)
    const shared = timesSecret(key, blind)
    // Both sums are made, so that the time taken does not tell which one was wanted.
    const [without, withOne] = [shared, shared.add(base)]
    return { bit, blind, pair: { a: timesSecret(base, blind), b: bit === 1 ? withOne : without } }
  })
  const pairs = made.map(({ pair }) => pair)
  const context = contextOf(place, pairs)
  const blindOfSum = made.reduce((sum, { blind }, index) => mod(sum + BigInt(slotWeight(slots, index)) * blind), 0n)
  return {
    slots: made.map(({ bit, blind, pair }) => ({
      a: pointText(pair.a),
      b: pointText(pair.b),
      bit: proveBit(pair, { bit, blind, key, context }, random),
    })),
    sum: proveEquality(sumStatement(slots, pairs, { key, context }), blindOfSum, random),
  }
}

/** Whether it is a whole and allowed ballot of that voter in that vote. Never throws. */
export function isSecretBallot(place: BallotPlace, ballot: SecretBallot): boolean {
  const { key, question } = place
  const slots = slotsOf(question)
  if (ballot.slots.length !== slots.count) return false
  try {
    const pairs = pairsOf(ballot)
    const context = contextOf(place, pairs)
    return (
      ballot.slots.every(({ bit }, index) => {
        const pair = pairs[index]
        return pair !== undefined && isBit(pair, bit, { key, context })
      }) && isEquality(sumStatement(slots, pairs, { key, context }), ballot.sum)
    )
  } catch {
    return false
  }
}

/** @throws where a text is no point. */
export const pairsOf = (ballot: SecretBallot): readonly Pair[] =>
  ballot.slots.map(({ a, b }) => ({ a: pointOf(a), b: pointOf(b) }))

function contextOf({ opening, voter, key }: BallotPlace, pairs: readonly Pair[]): Uint8Array {
  return digest('ecabinet/secret/ballot/1', [opening, voter, key, ...pairs.flatMap(({ a, b }) => [a, b])])
}

/** The weighted sum hides exactly `max`: its second part less max·G is the same multiple of the key as its first is of G. */
function sumStatement(
  slots: BallotSlots,
  pairs: readonly Pair[],
  { key, context }: { readonly key: GroupPoint; readonly context: Uint8Array },
) {
  const sum = pairs.reduce(
    (total, { a, b }, index) => {
      const weight = BigInt(slotWeight(slots, index))
      return { a: total.a.add(times(a, weight)), b: total.b.add(times(b, weight)) }
    },
    { a: zero, b: zero },
  )
  return { context, first: sum.a, other: sum.b.subtract(times(base, BigInt(slots.max))), otherBase: key }
}
