import { fail, ok, type Result } from './result.ts'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type OrganisationId = Id<'organisation'>
export type PersonId = Id<'person'>
export type BodyId = Id<'body'>
export type UnitId = Id<'unit'>
export type RoomId = Id<'room'>
export type DeviceId = Id<'device'>
export type MeetingId = Id<'meeting'>
export type ItemId = Id<'item'>
export type PaperId = Id<'paper'>
export type MarkId = Id<'mark'>
export type TurnId = Id<'turn'>
export type PollId = Id<'poll'>
export type TaskId = Id<'task'>
export type ConsultationId = Id<'consultation'>
export type RuleId = Id<'rule'>
export type LetterId = Id<'letter'>
export type TypeId = Id<'type'>
/** SHA-256 (hex) of a sealed paper container: names the bytes that travel, not the plain PDF. */
export type FileId = Id<'file'>

export type IdByPrefix = {
  o: OrganisationId
  p: PersonId
  b: BodyId
  u: UnitId
  r: RoomId
  d: DeviceId
  m: MeetingId
  i: ItemId
  t: PaperId
  k: MarkId
  n: TurnId
  v: PollId
  w: TaskId
  c: ConsultationId
  q: RuleId
  l: LetterId
  y: TypeId
}
export type IdPrefix = keyof IdByPrefix

/** 16 random bytes as 26 characters of Crockford's base 32, so that nobody can guess a name. */
const idPattern = /^([opburdmitknvwcqly])_[0-9a-hjkmnp-tv-z]{26}$/
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

export function parseId<Prefix extends IdPrefix>(
  prefix: Prefix,
  text: string,
): Result<IdByPrefix[Prefix], 'not-an-id'> {
  return idPattern.exec(text)?.[1] === prefix ? ok(text as IdByPrefix[Prefix]) : fail('not-an-id')
}

export const isId = (prefix: IdPrefix, text: string): boolean => parseId(prefix, text).ok

/** @param bytes 16 random bytes. */
export function idFromBytes<Prefix extends IdPrefix>(prefix: Prefix, bytes: Uint8Array): IdByPrefix[Prefix] {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes.subarray(0, 16)) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  if (bits > 0) text += alphabet[(value << (5 - bits)) & 31]
  return `${prefix}_${text}` as IdByPrefix[Prefix]
}

export const isFileId = (text: string): text is FileId => /^[0-9a-f]{64}$/.test(text)
