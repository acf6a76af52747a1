import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Sealer } from '../files/sealer.ts'

/**
 * Bytes that only some people can open. One fresh X25519 key pair (RFC 7748) per envelope; for every reader the content key,
 * masked by HKDF-SHA-256 (RFC 5869) of what the two keys share, behind eight bytes by which they find it. The content is AES-256-GCM
 * under the content key. The digest fixes key and content for all readers, so that no two of them can be shown different words.
 *
 * 1 byte version · 32 public key · 32 digest · 2 number of readers · 40 per reader · sealed content
 */
const version = 1
const headBytes = 67
const boxBytes = 40
const mostReaders = 500

export type EnvelopeTools = {
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>
  readonly importSealer: (key: Uint8Array<ArrayBuffer>) => Promise<Sealer>
}

const maskFor = (
  shared: Uint8Array,
  { own, reader, label }: { readonly own: Uint8Array; readonly reader: Uint8Array; readonly label: string },
): Uint8Array =>
  hkdf(sha256, shared, concatBytes(own, reader), utf8ToBytes(`ecabinet/envelope/${version}/${label}`), boxBytes)

const masked = (key: Uint8Array, mask: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(key, (byte, at) => byte ^ (mask[at + 8] ?? 0))

const digestOf = (key: Uint8Array, plain: Uint8Array): Uint8Array => sha256(concatBytes(key, plain))

/**
 * @param to X25519 public keys, hex. @param label what the envelope is for; it opens under no other.
 * @throws for a key that is none.
 */
export async function sealEnvelope(
  plain: Uint8Array<ArrayBuffer>,
  { to, label, randomBytes, importSealer }: { readonly to: readonly string[]; readonly label: string } & EnvelopeTools,
): Promise<Uint8Array<ArrayBuffer>> {
  const secret = randomBytes(32)
  const own = x25519.getPublicKey(secret)
  const key = randomBytes(32)
  const boxes = [...new Set(to)].map((reader) => {
    const bytes = hexToBytes(reader)
    const mask = maskFor(x25519.getSharedSecret(secret, bytes), { own, reader: bytes, label })
    return concatBytes(mask.subarray(0, 8), masked(key, mask))
  })
  if (boxes.length > mostReaders) throw new RangeError(`More than ${mostReaders} readers`)
  const content = await (await importSealer(key)).seal(plain, label)
  const count = new Uint8Array([boxes.length >> 8, boxes.length & 255])
  return Uint8Array.from(concatBytes(new Uint8Array([version]), own, digestOf(key, plain), count, ...boxes, content))
}

/** Null for whom it is not addressed to, and for anything that is not a sound envelope. @param secretKey 32 bytes. */
export async function openEnvelope(
  sealed: Uint8Array,
  {
    secretKey,
    label,
    importSealer,
  }: { readonly secretKey: Uint8Array; readonly label: string } & Pick<EnvelopeTools, 'importSealer'>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (sealed.length < headBytes || sealed[0] !== version) return null
  const own = sealed.subarray(1, 33)
  const digest = bytesToHex(sealed.subarray(33, 65))
  const end = headBytes + ((sealed[65] ?? 0) * 256 + (sealed[66] ?? 0)) * boxBytes
  if (sealed.length < end) return null
  let mask
  try {
    mask = maskFor(x25519.getSharedSecret(secretKey, own), { own, reader: x25519.getPublicKey(secretKey), label })
  } catch {
    // A point of small order: nobody's key.
    return null
  }
  const wanted = bytesToHex(mask.subarray(0, 8))
  for (let at = headBytes; at < end; at += boxBytes) {
    if (bytesToHex(sealed.subarray(at, at + 8)) !== wanted) continue
    const key = masked(sealed.subarray(at + 8, at + boxBytes), mask)
    const plain = await (await importSealer(key)).open(Uint8Array.from(sealed.subarray(end)), label)
    if (plain && bytesToHex(digestOf(key, plain)) === digest) return plain
  }
  return null
}
