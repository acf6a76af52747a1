import { ristretto255 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

// The prime-order group ristretto255 (RFC 9496). Multiplications by secrets take the library's constant-time path as far as
// JavaScript's integers allow; those by public values take the quick one.

const { Point } = ristretto255
export type GroupPoint = InstanceType<typeof Point>
export type Random = (length: number) => Uint8Array

/**
 * What checking a proof needs of the group. The voters' machines and the verifier of records check with this library; the
 * server may bring a quicker one, and what one of them takes the other must take too.
 */
export type Group<Element> = {
  readonly base: Element
  readonly zero: Element
  readonly add: (a: Element, b: Element) => Element
  readonly subtract: (a: Element, b: Element) => Element
  /** By a public scalar. */
  readonly times: (point: Element, scalar: bigint) => Element
  /** 32 bytes. */
  readonly encode: (point: Element) => Uint8Array
  /** @throws for anything that is not the one encoding of a point. */
  readonly decode: (text: string) => Element
}

export const base: GroupPoint = Point.BASE
export const zero: GroupPoint = Point.ZERO
const order = Point.Fn.ORDER

export const mod = (value: bigint): bigint => ((value % order) + order) % order
export const invert = (value: bigint): bigint => Point.Fn.inv(mod(value))

/** 64 random bytes, reduced: as good as even (RFC 9496, 4.4). */
export const randomScalar = (random: Random): bigint => mod(littleEndian(random(64)))

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes.toReversed())}`)

export const timesSecret = (point: GroupPoint, scalar: bigint): GroupPoint => {
  const reduced = mod(scalar)
  return reduced === 0n ? zero : point.multiply(reduced)
}
export const times = (point: GroupPoint, scalar: bigint): GroupPoint => {
  const reduced = mod(scalar)
  return reduced === 0n ? zero : point.multiplyUnsafe(reduced)
}

export const ristretto: Group<GroupPoint> = {
  base,
  zero,
  add: (a, b) => a.add(b),
  subtract: (a, b) => a.subtract(b),
  times: (point, scalar) => times(point, scalar),
  encode: (point) => point.toBytes(),
  decode: (text) => pointOf(text),
}

/** 32 bytes as 64 hexadecimal digits. */
export const pointText = (point: GroupPoint): string => point.toHex()
/** @throws for anything that is not the one encoding of a point. */
export const pointOf = (text: string): GroupPoint => Point.fromHex(text)

export const scalarText = (scalar: bigint): string => bytesToHex(Point.Fn.toBytes(mod(scalar)))
/** @throws for anything that is not below the order of the group. */
export const scalarOf = (text: string): bigint => Point.Fn.fromBytes(hexToBytes(text))

/** SHA-512 of a domain and parts, each with its length before it, so that no two lists of parts are the same bytes. */
export function digest(domain: string, parts: readonly (string | Uint8Array | GroupPoint)[]): Uint8Array {
  const bytes = parts.map((part) =>
    typeof part === 'string' ? utf8ToBytes(part) : part instanceof Uint8Array ? part : part.toBytes(),
  )
  return sha512(concatBytes(...[utf8ToBytes(domain), ...bytes].flatMap((part) => [lengthOf(part), part])))
}

export const challenge = (domain: string, parts: readonly (string | Uint8Array | GroupPoint)[]): bigint =>
  mod(littleEndian(digest(domain, parts)))

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return length
}
