import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { hashOf } from './canonical.ts'

/** Crockford's: no letter that is taken for another one or for a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 6

/**
 * What a person shows at the door of one meeting, on their card or screen, and the secretary reads in: "K7M-2QX". It says who they
 * are and is no secret; who stands there, the secretary sees.
 */
export function checkInCode(meeting: MeetingId, person: PersonId): string {
  const bytes = hashOf('ecabinet check-in', { meeting, person })
  const code = Array.from(bytes.subarray(0, codeLength), (byte) => letters[byte % 32]).join('')
  return `${code.slice(0, 3)}-${code.slice(3)}`
}

/** A code as a scanner or a hand puts it down, in the one way it is written; null for anything else. */
export function readCheckInCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  return /^[0-9A-HJKMNP-TV-Z]{6}$/.test(plain) ? `${plain.slice(0, 3)}-${plain.slice(3)}` : null
}
