import type { Sealer } from './sealer.ts'

/**
 * A paper at rest, on the device and on the server alike. Header of 64 bytes: "PMB1", u32 chunk size, u64 plain length,
 * 16 random bytes, zeros. Then per chunk 12 bytes IV, ciphertext, 16 bytes tag (AES-256-GCM); the whole header and the
 * number of the chunk are bound to it, so that chunks cannot be swapped, moved to another file or cut off. Any range
 * can be read by opening only the chunks it touches. All numbers big-endian.
 */
export const chunkBytes = 64 * 1024
export const headerBytes = 64
const overhead = 28
const magic = [0x50, 0x4d, 0x42, 0x31]

export function containerSize(plainLength: number): number {
  return headerBytes + plainLength + Math.ceil(plainLength / chunkBytes) * overhead
}

export function makeHeader(plainLength: number, random: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(headerBytes)
  const view = new DataView(header.buffer)
  header.set(magic)
  view.setUint32(4, chunkBytes)
  view.setBigUint64(8, BigInt(plainLength))
  header.set(random.subarray(0, 16), 16)
  return header
}

const labelOf = (header: Uint8Array, chunk: number) =>
  `${Array.from(header, (byte) => byte.toString(16).padStart(2, '0')).join('')}#${chunk}`

/** The pieces of a container in order, header first. */
export async function* sealContainer(
  plain: Uint8Array<ArrayBuffer>,
  sealer: Pick<Sealer, 'seal'>,
  header: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield header
  for (let chunk = 0; chunk * chunkBytes < plain.length; chunk++) {
    yield sealer.seal(plain.slice(chunk * chunkBytes, (chunk + 1) * chunkBytes), labelOf(header, chunk))
  }
}

export type OpenContainer = {
  /** Bytes of the plain paper. */
  readonly size: number
  /** Rejects with ContainerDamaged; the answer is the caller's own to keep. */
  read(range: { readonly start: number; readonly end: number }): Promise<Uint8Array<ArrayBuffer>>
}

export class ContainerDamaged extends Error {
  constructor() {
    super('The sealed paper is damaged')
    this.name = 'ContainerDamaged'
  }
}

export async function openContainer(
  readRange: (range: { readonly start: number; readonly end: number }) => Promise<Uint8Array<ArrayBuffer>>,
  sealer: Sealer,
): Promise<OpenContainer> {
  const header = await readRange({ start: 0, end: headerBytes })
  if (header.length !== headerBytes || magic.some((byte, at) => header[at] !== byte)) throw new ContainerDamaged()
  const view = new DataView(header.buffer, header.byteOffset)
  const chunk = view.getUint32(4)
  const size = Number(view.getBigUint64(8))

  return {
    size,
    async read({ start, end }) {
      const last = Math.min(end, size)
      const out = new Uint8Array(Math.max(0, last - start))
      if (out.length === 0) return out
      const first = Math.floor(start / chunk)
      const beyond = Math.ceil(last / chunk)
      const at = (index: number) => headerBytes + index * (chunk + overhead)
      // One read for all chunks that the range touches.
      const sealed = await readRange({
        start: at(first),
        end: Math.min(at(beyond), headerBytes + size + Math.ceil(size / chunk) * overhead),
      })
      await Promise.all(
        Array.from({ length: beyond - first }, async (_, n) => {
          const index = first + n
          const plainLength = Math.min(chunk, size - index * chunk)
          const from = n * (chunk + overhead)
          const plain = await sealer.open(sealed.slice(from, from + plainLength + overhead), labelOf(header, index))
          if (!plain || plain.length !== plainLength) throw new ContainerDamaged()
          const left = Math.max(start, index * chunk)
          const right = Math.min(last, index * chunk + plainLength)
          out.set(plain.subarray(left - index * chunk, right - index * chunk), left - start)
        }),
      )
      return out
    },
  }
}
