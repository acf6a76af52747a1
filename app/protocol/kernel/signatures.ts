import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { hashOf } from './canonical.ts'

/** Ed25519 (RFC 8032) over the domain-separated hash of a value; hex, 128 characters. */
export function signValue(domain: string, value: unknown, secretKey: Uint8Array): string {
  return bytesToHex(ed25519.sign(hashOf(domain, value), secretKey))
}

/** False for a wrong signature and for anything that is not a signature or a key. */
export function isSignedBy(
  domain: string,
  value: unknown,
  { signature, publicKey }: { readonly signature: string; readonly publicKey: string },
): boolean {
  try {
    return ed25519.verify(hexToBytes(signature), hashOf(domain, value), hexToBytes(publicKey), { zip215: false })
  } catch {
    return false
  }
}

/** @param secretKey 32 random bytes. */
export const signingPublicKey = (secretKey: Uint8Array): string => bytesToHex(ed25519.getPublicKey(secretKey))

/** X25519 (RFC 7748). @param secretKey 32 random bytes. */
export const receivingPublicKey = (secretKey: Uint8Array): string => bytesToHex(x25519.getPublicKey(secretKey))
