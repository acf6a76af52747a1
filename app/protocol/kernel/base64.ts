const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Int8Array(128).fill(-1)
for (let n = 0; n < 64; n++) values[alphabet.charCodeAt(n)] = n

/** RFC 4648 with padding. Written here because neither Node nor the browser type library has one that both share. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const left = bytes.length - at
    parts.push(
      (alphabet[a >> 2] ?? '') +
        (alphabet[((a & 3) << 4) | (b >> 4)] ?? '') +
        (left > 1 ? (alphabet[((b & 15) << 2) | (c >> 6)] ?? '') : '=') +
        (left > 2 ? (alphabet[c & 63] ?? '') : '='),
    )
  }
  return parts.join('')
}

/** @throws RangeError when the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const clean = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4))
  let bits = 0
  let value = 0
  let at = 0
  for (let n = 0; n < clean.length; n++) {
    const digit = values[clean.charCodeAt(n)] ?? -1
    if (digit < 0) throw new RangeError('Not base64')
    value = (value << 6) | digit
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (value >> bits) & 255
      value &= (1 << bits) - 1
    }
  }
  return bytes
}
