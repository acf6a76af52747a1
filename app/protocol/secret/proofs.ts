import type { Proof } from '#domain/voting/counting-key.ts'
import {
  base,
  challenge,
  mod,
  randomScalar,
  ristretto,
  scalarOf,
  scalarText,
  times,
  timesSecret,
  type Group,
  type GroupPoint,
  type Random,
} from './group.ts'

// Proofs without interaction after Fiat and Shamir, in the strong form: every challenge covers the whole statement and its
// context (Bernhard, Pereira, Warinschi 2012, who show what goes wrong otherwise).

const domains = {
  knowledge: 'ecabinet/secret/knowledge/1',
  equality: 'ecabinet/secret/equality/1',
  bit: 'ecabinet/secret/bit/1',
} as const

export type Statement = {
  /** What the proof belongs to, e.g. one voter's ballot in one vote: it is worth nothing elsewhere. */
  readonly context: Uint8Array
}

export type Knowledge = Statement & { readonly point: GroupPoint }

/** Schnorr 1989: knows x of X = x·G. */
export function proveKnowledge({ context, point }: Knowledge, secret: bigint, random: Random): Proof {
  const blind = randomScalar(random)
  const c = challenge(domains.knowledge, [context, point, timesSecret(base, blind)])
  return { c: scalarText(c), z: scalarText(blind + c * secret) }
}

export function isKnowledge({ context, point }: Knowledge, proof: Proof): boolean {
  const [c, z] = [scalarOf(proof.c), scalarOf(proof.z)]
  return c === challenge(domains.knowledge, [context, point, times(base, z).subtract(times(point, c))])
}

export type Equality<Element = GroupPoint> = Statement & {
  readonly first: Element
  readonly other: Element
  /** The base that `other` is a multiple of; of `first` it is the group's own. */
  readonly otherBase: Element
}

/** Chaum and Pedersen 1992: the same x in X = x·G and Y = x·H. */
export function proveEquality(statement: Equality, secret: bigint, random: Random): Proof {
  const { context, first, other, otherBase } = statement
  const blind = randomScalar(random)
  const c = challenge(domains.equality, [
    context,
    first,
    other,
    otherBase,
    timesSecret(base, blind),
    timesSecret(otherBase, blind),
  ])
  return { c: scalarText(c), z: scalarText(blind + c * secret) }
}

export const isEquality = (statement: Equality, proof: Proof): boolean => isEqualityIn(ristretto, statement, proof)

export function isEqualityIn<Element>(
  group: Group<Element>,
  { context, first, other, otherBase }: Equality<Element>,
  proof: Proof,
): boolean {
  const [c, z] = [scalarOf(proof.c), scalarOf(proof.z)]
  const points = [
    first,
    other,
    otherBase,
    group.subtract(group.times(group.base, z), group.times(first, c)),
    group.subtract(group.times(otherBase, z), group.times(other, c)),
  ]
  return c === challenge(domains.equality, [context, ...points.map(group.encode)])
}

/** An ElGamal pair (r·G, r·Y + m·G). */
export type Pair<Element = GroupPoint> = { readonly a: Element; readonly b: Element }
export type BitProof = { readonly c0: string; readonly z0: string; readonly c1: string; readonly z1: string }

/** Cramer, Damgård, Schoenmakers 1994: the pair hides 0 or 1, without saying which. */
export function proveBit(
  { a, b }: Pair,
  { bit, blind, key, context }: Statement & { readonly bit: 0 | 1; readonly blind: bigint; readonly key: GroupPoint },
  random: Random,
): BitProof {
  const known = randomScalar(random)
  const [otherC, otherZ] = [randomScalar(random), randomScalar(random)]
  const otherB = bit === 0 ? b.subtract(base) : b
  const real = [timesSecret(base, known), timesSecret(key, known)]
  const feigned = [
    timesSecret(base, otherZ).subtract(timesSecret(a, otherC)),
    timesSecret(key, otherZ).subtract(timesSecret(otherB, otherC)),
  ]
  const c = challenge(domains.bit, [context, key, a, b, ...(bit === 0 ? [...real, ...feigned] : [...feigned, ...real])])
  const realC = mod(c - otherC)
  const realZ = mod(known + realC * blind)
  const [first, second] =
    bit === 0
      ? [
          [realC, realZ],
          [otherC, otherZ],
        ]
      : [
          [otherC, otherZ],
          [realC, realZ],
        ]
  const [c0 = 0n, z0 = 0n] = first ?? []
  const [c1 = 0n, z1 = 0n] = second ?? []
  return { c0: scalarText(c0), z0: scalarText(z0), c1: scalarText(c1), z1: scalarText(z1) }
}

export function isBitIn<Element>(
  group: Group<Element>,
  { a, b }: Pair<Element>,
  { proof, key, context }: Statement & { readonly proof: BitProof; readonly key: Element },
): boolean {
  const [c0, z0, c1, z1] = [scalarOf(proof.c0), scalarOf(proof.z0), scalarOf(proof.c1), scalarOf(proof.z1)]
  const rest = (of: Element, point: Element, [z, c]: readonly [bigint, bigint]) =>
    group.subtract(group.times(of, z), group.times(point, c))
  const points = [
    key,
    a,
    b,
    rest(group.base, a, [z0, c0]),
    rest(key, b, [z0, c0]),
    rest(group.base, a, [z1, c1]),
    rest(key, group.subtract(b, group.base), [z1, c1]),
  ]
  const c = challenge(domains.bit, [context, ...points.map(group.encode)])
  return mod(c0 + c1) === c
}
