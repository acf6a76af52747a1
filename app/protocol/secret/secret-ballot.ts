import { z } from 'zod'
import type { PersonId } from '#domain/kernel/ids.ts'
import { byGroup, fillSlots, slotsOf, slotWeight, type SlotGroup } from '#domain/voting/ballot-slots.ts'
import { mostSlots, type Choice, type PollQuestion } from '#domain/voting/question.ts'
import {
  base,
  digest,
  mod,
  pointOf,
  pointText,
  randomScalar,
  ristretto,
  timesSecret,
  type Group,
  type GroupPoint,
  type Random,
} from './group.ts'
import { isBitIn, isEqualityIn, proveBit, proveEquality, type Pair } from './proofs.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
export const proofSchema = z.strictObject({ c: hex32, z: hex32 })

/**
 * A ballot that only two holders of the counting key together could open, and never do: one ElGamal pair for each box, a
 * proof that it holds 0 or 1, and one for each group that its boxes make a whole. Travels beside its command as an open choice does.
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
    .max(mostSlots),
  sums: z.array(proofSchema).min(1).max(mostSlots),
})
export type SecretBallot = z.infer<typeof secretBallotSchema>

/** What the ballot is bound to: the same bytes prove nothing in another vote, or for another voter. */
export type BallotPlace<Element = GroupPoint> = {
  readonly question: PollQuestion
  /** Command hash of the opening. */
  readonly opening: string
  readonly voter: PersonId
  /** Public key of the vote. */
  readonly key: Element
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
  const context = contextOf(ristretto, place, pairs)
  const blinds = byGroup(slots, made)
  const pairsOfGroups = byGroup(slots, pairs)
  return {
    slots: made.map(({ bit, blind, pair }) => ({
      a: pointText(pair.a),
      b: pointText(pair.b),
      bit: proveBit(pair, { bit, blind, key, context }, random),
    })),
    sums: slots.groups.map((group, at) => {
      const blind = (blinds[at] ?? []).reduce(
        (sum, box, index) => mod(sum + BigInt(slotWeight(group, index)) * box.blind),
        0n,
      )
      return proveEquality(
        sumStatement(ristretto, { group, pairs: pairsOfGroups[at] ?? [] }, { key, context }),
        blind,
        random,
      )
    }),
  }
}

/** Whether it is a whole and allowed ballot of that voter in that vote. Never throws. */
export const isSecretBallot = (place: BallotPlace, ballot: SecretBallot): boolean =>
  isSecretBallotIn(ristretto, place, ballot)

/** The same, computed by another library for the same group. */
export function isSecretBallotIn<Element>(
  curve: Group<Element>,
  place: BallotPlace<Element>,
  ballot: SecretBallot,
): boolean {
  const { key, question } = place
  const slots = slotsOf(question)
  if (ballot.slots.length !== slots.count || ballot.sums.length !== slots.groups.length) return false
  try {
    const pairs = ballot.slots.map(({ a, b }): Pair<Element> => ({ a: curve.decode(a), b: curve.decode(b) }))
    const context = contextOf(curve, place, pairs)
    return (
      ballot.slots.every(({ bit }, index) => {
        const pair = pairs[index]
        return pair !== undefined && isBitIn(curve, pair, { proof: bit, key, context })
      }) &&
      byGroup(slots, pairs).every((boxes, at) => {
        const [group, sum] = [slots.groups[at], ballot.sums[at]]
        return group && sum && isEqualityIn(curve, sumStatement(curve, { group, pairs: boxes }, { key, context }), sum)
      })
    )
  } catch {
    return false
  }
}

/** @throws where a text is no point. */
export const pairsOf = (ballot: SecretBallot): readonly Pair[] =>
  ballot.slots.map(({ a, b }) => ({ a: pointOf(a), b: pointOf(b) }))

function contextOf<Element>(
  { encode }: Group<Element>,
  { opening, voter, key }: BallotPlace<Element>,
  pairs: readonly Pair<Element>[],
): Uint8Array {
  const points = [key, ...pairs.flatMap(({ a, b }) => [a, b])]
  return digest('ecabinet/secret/ballot/1', [opening, voter, ...points.map(encode)])
}

/** The weighted sum of a group hides exactly `max`: its second part less max·G is the same multiple of the key as its first is of G. */
function sumStatement<Element>(
  curve: Group<Element>,
  { group, pairs }: { readonly group: SlotGroup; readonly pairs: readonly Pair<Element>[] },
  { key, context }: { readonly key: Element; readonly context: Uint8Array },
) {
  const sum = pairs.reduce(
    (total, { a, b }, index) => {
      const weight = BigInt(slotWeight(group, index))
      return { a: curve.add(total.a, curve.times(a, weight)), b: curve.add(total.b, curve.times(b, weight)) }
    },
    { a: curve.zero, b: curve.zero },
  )
  const whole = curve.times(curve.base, BigInt(group.max))
  return { context, first: sum.a, other: curve.subtract(sum.b, whole), otherBase: key }
}
