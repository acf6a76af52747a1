import type { PersonId } from '#domain/kernel/ids.ts'
import { keyThreshold, type CountingKey } from '#domain/voting/counting-key.ts'
import type { PartialCount } from '#domain/voting/poll.ts'
import { hashHex } from '../kernel/canonical.ts'
import {
  base,
  digest,
  invert,
  mod,
  pointOf,
  pointText,
  times,
  timesSecret,
  zero,
  type GroupPoint,
  type Random,
} from './group.ts'
import { verificationKey } from './ceremony.ts'
import { isEquality, proveEquality, type Pair } from './proofs.ts'
import { pairsOf, type SecretBallot } from './secret-ballot.ts'

/** Adds up the boxes of all counted ballots, each as often as its voter has units, without opening any of them. @throws where a text is no point. */
export function sumBallots(ballots: readonly WeighedBallot[], slots: number): readonly Pair[] {
  const sums = Array.from({ length: slots }, (): Pair => ({ a: zero, b: zero }))
  for (const { ballot, weight } of ballots)
    for (const [index, { a, b }] of pairsOf(ballot).entries()) {
      const sum = sums[index]
      if (sum) sums[index] = { a: sum.a.add(times(a, BigInt(weight))), b: sum.b.add(times(b, BigInt(weight))) }
    }
  return sums
}

export type WeighedBallot = { readonly ballot: SecretBallot; readonly weight: number }

/** Names the sum that a holder opens a part of: there is only one for each vote. */
export const sumHash = (opening: string, sums: readonly Pair[]): string =>
  hashHex('ecabinet/secret/sum/1', { opening, sums: sums.map(({ a, b }) => [pointText(a), pointText(b)]) })

type Place = { readonly key: CountingKey; readonly holder: PersonId; readonly opening: string }

const contextOf = ({ key, holder, opening }: Place, index: number) =>
  digest('ecabinet/secret/partial/1', [key.ceremony, holder, opening, String(index)])

/** One holder's part of opening the sum, with a proof for each box that it is theirs. */
export function makePartial(
  place: Place & { readonly share: bigint },
  sums: readonly Pair[],
  random: Random,
): PartialCount {
  const { share } = place
  const first = verificationKey(place.key, place.holder)
  return {
    sum: sumHash(place.opening, sums),
    parts: sums.map(({ a }, index) => {
      const other = timesSecret(a, share)
      const statement = { context: contextOf(place, index), first, other, otherBase: a }
      return { d: pointText(other), ...proveEquality(statement, share, random) }
    }),
  }
}

/** Never throws. */
export function isPartial(place: Place, partial: PartialCount, sums: readonly Pair[]): boolean {
  if (partial.sum !== sumHash(place.opening, sums) || partial.parts.length !== sums.length) return false
  try {
    const first = verificationKey(place.key, place.holder)
    return partial.parts.every(({ d, ...proof }, index) => {
      const sum = sums[index]
      const statement = { context: contextOf(place, index), first, other: pointOf(d), otherBase: sum?.a ?? zero }
      return sum !== undefined && isEquality(statement, proof)
    })
  } catch {
    return false
  }
}

/** What is left of each sum when enough parts are taken off: votes·G. */
function opened(
  key: CountingKey,
  partials: ReadonlyMap<PersonId, PartialCount>,
  sums: readonly Pair[],
): readonly GroupPoint[] {
  const used = [...partials].slice(0, keyThreshold)
  const numbers = used.map(([holder]) => BigInt(key.holders.indexOf(holder) + 1))
  // Lagrange at zero.
  const weights = numbers.map((own) =>
    numbers.reduce((product, other) => (other === own ? product : mod(product * other * invert(other - own))), 1n),
  )
  return sums.map(({ b }, slot) =>
    used.reduce(
      (rest, [, { parts }], index) => rest.subtract(times(pointOf(parts[slot]?.d ?? ''), weights[index] ?? 0n)),
      b,
    ),
  )
}

type Count = {
  readonly key: CountingKey
  readonly partials: ReadonlyMap<PersonId, PartialCount>
  readonly sums: readonly Pair[]
}

/** Whether these are the votes in each box. Never throws. */
export function isTally({ key, partials, sums }: Count, tally: readonly number[]): boolean {
  if (partials.size < keyThreshold || tally.length !== sums.length) return false
  try {
    return opened(key, partials, sums).every((point, slot) => point.equals(times(base, BigInt(tally[slot] ?? -1))))
  } catch {
    return false
  }
}

/** The votes in each box, at most `most`. Null where a box holds something else, which proven ballots cannot. */
export function openTally({ key, partials, sums }: Count, most: number): readonly number[] | null {
  const tally = opened(key, partials, sums).map((point) => countIn(point, most))
  return tally.every((count) => count !== null) ? tally : null
}

function countIn(point: GroupPoint, most: number): number | null {
  let reached = zero
  for (let count = 0; count <= most; count++) {
    if (reached.equals(point)) return count
    reached = reached.add(base)
  }
  return null
}
