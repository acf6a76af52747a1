import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The one text of a value that is hashed and signed: a subset of RFC 8785 (JCS). Objects, arrays, strings in
 * NFC, booleans, null and safe integers; no fractions, no undefined, so that every language writes the same bytes.
 * @throws TypeError for anything else.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('Only safe integers can be signed')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(',')}}`
  }
  throw new TypeError(`A ${typeof value} cannot be signed`)
}

/** SHA-256(domain ‖ 0x00 ‖ canonical bytes): the domain keeps a signature from meaning something else elsewhere. */
export function hashOf(domain: string, value: unknown): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(domain), new Uint8Array([0]), utf8ToBytes(canonicalText(value))))
}

export const hashHex = (domain: string, value: unknown): string => bytesToHex(hashOf(domain, value))
