/** A signature covers the bytes as they are: rewriting them would void it. */
export function isSigned(bytes: Uint8Array): boolean {
  return includesAscii(bytes, '/ByteRange') && includesAscii(bytes, '/Sig')
}

function includesAscii(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let n = 1
    while (n < text.length && bytes[at + n] === text.charCodeAt(n)) n++
    if (n === text.length) return true
  }
  return false
}
