import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { PersonId } from '#domain/kernel/ids.ts'
import { keyThreshold, type CountingKey, type KeyCommitment } from '#domain/voting/counting-key.ts'
import {
  base,
  digest,
  mod,
  pointOf,
  pointText,
  randomScalar,
  scalarOf,
  scalarText,
  times,
  timesSecret,
  zero,
  type GroupPoint,
  type Random,
} from './group.ts'
import { isKnowledge, proveKnowledge } from './proofs.ts'

// Distributed key generation after Pedersen 1991 with Feldman's check (1987): each holder shares a secret of their own among
// all; the key is the sum, and nobody ever holds it. The proof of knowledge keeps a holder from choosing a promise that
// cancels the others'.

/** What one holder keeps for a ceremony, on the machine that made it and nowhere else. */
export type HolderSecret = {
  /** Coefficients of the polynomial, lowest first; scalars as text. */
  readonly polynomial: readonly string[]
  /** X25519 secret key, 64 hexadecimal digits. */
  readonly box: string
}

type Place = { readonly ceremony: string; readonly holder: PersonId }

export function makeHolderSecret(random: Random): HolderSecret {
  return {
    polynomial: Array.from({ length: keyThreshold }, () => scalarText(randomScalar(random))),
    box: bytesToHex(random(32)),
  }
}

export function commitmentOf(secret: HolderSecret, place: Place, random: Random): KeyCommitment {
  const scalars = secret.polynomial.map(scalarOf)
  const points = scalars.map((scalar) => timesSecret(base, scalar))
  return {
    points: points.map(pointText),
    proof: proveKnowledge({ context: contextOf(place), point: points[0] ?? zero }, scalars[0] ?? 0n, random),
    box: bytesToHex(x25519.getPublicKey(hexToBytes(secret.box))),
  }
}

/** Whether a promise in the log was made from this secret, and not on another machine of the same person. */
export const isPromiseOf = (secret: HolderSecret, { box }: KeyCommitment): boolean =>
  box === bytesToHex(x25519.getPublicKey(hexToBytes(secret.box)))

/** Never throws. */
export function isCommitment({ points, proof }: KeyCommitment, place: Place): boolean {
  try {
    const [first] = points.map(pointOf)
    return (
      points.length === keyThreshold &&
      first !== undefined &&
      !first.equals(zero) &&
      isKnowledge({ context: contextOf(place), point: first }, proof)
    )
  } catch {
    return false
  }
}

const contextOf = ({ ceremony, holder }: Place) => digest('ecabinet/secret/commitment/1', [ceremony, holder])

const numberOf = (key: CountingKey, holder: PersonId): bigint => BigInt(key.holders.indexOf(holder) + 1)

const valueAt = (polynomial: readonly bigint[], x: bigint): bigint =>
  polynomial.reduceRight((sum, coefficient) => mod(sum * x + coefficient), 0n)

/** The share of one holder's secret for another, so that only that other can read it. */
export function sealShare(
  secret: HolderSecret,
  key: CountingKey,
  { from, to }: { readonly from: PersonId; readonly to: PersonId },
): string {
  const share = hexToBytes(scalarText(valueAt(secret.polynomial.map(scalarOf), numberOf(key, to))))
  return bytesToHex(masked(share, key, { from, to, box: secret.box, other: to }))
}

/**
 * A share that was sealed for this holder. Null where it does not match what its giver promised.
 * The mask is used once: a box belongs to one ceremony, and each direction has a mask of its own.
 */
function openShare(
  secret: HolderSecret,
  key: CountingKey,
  { from, to }: { readonly from: PersonId; readonly to: PersonId },
): bigint | null {
  const sealed = key.shares.get(from)?.find((share) => share.to === to)?.sealed
  const commitment = key.commitments.get(from)
  if (sealed === undefined || !commitment) return null
  try {
    const share = scalarOf(bytesToHex(masked(hexToBytes(sealed), key, { from, to, box: secret.box, other: from })))
    const isPromised = timesSecret(base, share).equals(promisedAt(commitment, numberOf(key, to)))
    return isPromised ? share : null
  } catch {
    return null
  }
}

/** With the mask that only the boxes of both can compute: twice gives the bytes again. */
function masked(
  bytes: Uint8Array,
  key: CountingKey,
  at: { readonly from: PersonId; readonly to: PersonId; readonly box: string; readonly other: PersonId },
): Uint8Array {
  const { from, to, box, other } = at
  const shared = x25519.getSharedSecret(hexToBytes(box), hexToBytes(key.commitments.get(other)?.box ?? ''))
  const stream = hkdf(
    sha256,
    shared,
    utf8ToBytes(key.ceremony),
    utf8ToBytes(`ecabinet/secret/share/1 ${from} ${to}`),
    bytes.length,
  )
  return bytes.map((byte, index) => byte ^ (stream[index] ?? 0))
}

/** The point that a holder's share of one promise must be the logarithm of. */
const promisedAt = ({ points }: KeyCommitment, x: bigint): GroupPoint =>
  points.map(pointOf).reduceRight((sum, point) => times(sum, x).add(point), zero)

/** This holder's part of the key, or who gave a share that does not match their promise. */
export function holderShare(
  secret: HolderSecret,
  key: CountingKey,
  holder: PersonId,
): { readonly share: bigint } | { readonly against: PersonId } {
  let share = valueAt(secret.polynomial.map(scalarOf), numberOf(key, holder))
  for (const from of key.holders) {
    if (from === holder) continue
    const part = openShare(secret, key, { from, to: holder })
    if (part === null) return { against: from }
    share = mod(share + part)
  }
  return { share }
}

/** The public key of a finished ceremony. */
export const jointKey = (key: CountingKey): GroupPoint =>
  [...key.commitments.values()].reduce((sum, { points }) => sum.add(pointOf(points[0] ?? '')), zero)

/** The point that a holder's part of the key is the logarithm of. */
export const verificationKey = (key: CountingKey, holder: PersonId): GroupPoint =>
  [...key.commitments.values()].reduce(
    (sum, commitment) => sum.add(promisedAt(commitment, numberOf(key, holder))),
    zero,
  )
