import { deflateSync } from 'node:zlib'

type Command = { readonly command: string; readonly args: readonly number[] }
/** The part of a font that is needed to draw its letters as a picture. */
export type OutlineFont = {
  readonly unitsPerEm: number
  layout(text: string): {
    readonly glyphs: readonly { readonly path: { readonly commands: readonly Command[] } }[]
    readonly positions: readonly { readonly xAdvance: number }[]
  }
}
export type ScanLine = { readonly text: string; readonly x: number; readonly y: number; readonly size: number }

/**
 * A page as a flatbed scanner gives it: letters as grey dots, a slight slant, speckles and a shadow at the edge, and no text
 * that could be searched. Returns a PNG of `width` × `height` dots.
 */
export function drawScan(
  lines: readonly ScanLine[],
  {
    width,
    height,
    font,
    seed,
  }: { readonly width: number; readonly height: number; readonly font: OutlineFont; readonly seed: number },
): Uint8Array {
  const ink = new Float32Array(width * height)
  const slant = 0.006
  for (const line of lines) {
    let pen = line.x
    const { glyphs, positions } = font.layout(line.text)
    const scale = line.size / font.unitsPerEm
    glyphs.forEach((glyph, index) => {
      const place = (x: number, y: number): [number, number] => {
        const [left, top] = [pen + x * scale, line.y - y * scale]
        return [left - (top - height / 2) * slant, top + (left - width / 2) * slant]
      }
      fill(ink, width, flatten(glyph.path.commands, place))
      pen += (positions[index]?.xAdvance ?? 0) * scale
    })
  }
  const noise = createNoise(seed)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const paper = 244 - 26 * Math.exp(-x / 18) + 6 * (noise() - 0.5)
      const speckle = noise() > 0.9993 ? 90 : 0
      rows[y * (width + 1) + 1 + x] = Math.max(
        0,
        Math.min(255, paper - speckle - (ink[y * width + x] ?? 0) * (188 + 30 * noise())),
      )
    }
  }
  return png(rows, width, height)
}

function flatten(
  commands: readonly Command[],
  place: (x: number, y: number) => [number, number],
): readonly (readonly [number, number])[][] {
  const contours: [number, number][][] = []
  let current: [number, number][] = []
  let at: [number, number] = [0, 0]
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    if (command === 'moveTo') {
      current = [place(a, b)]
      contours.push(current)
      at = [a, b]
    } else if (command === 'lineTo') {
      current.push(place(a, b))
      at = [a, b]
    } else if (command === 'quadraticCurveTo') {
      for (let n = 1; n <= 6; n++) {
        const t = n / 6
        current.push(
          place(
            (1 - t) ** 2 * at[0] + 2 * (1 - t) * t * a + t ** 2 * c,
            (1 - t) ** 2 * at[1] + 2 * (1 - t) * t * b + t ** 2 * d,
          ),
        )
      }
      at = [c, d]
    } else if (command === 'bezierCurveTo') {
      for (let n = 1; n <= 8; n++) {
        const t = n / 8
        const mix = ([p, q, r, s]: readonly [number, number, number, number]) =>
          (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s
        current.push(place(mix([at[0], a, c, e]), mix([at[1], b, d, f])))
      }
      at = [e, f]
    }
  }
  return contours
}

const samples = 4

/** Non-zero winding, four samples per dot row. */
function fill(ink: Float32Array, width: number, contours: readonly (readonly (readonly [number, number])[])[]): void {
  const edges = contours
    .flatMap((points) => points.map((from, index) => [from, points[(index + 1) % points.length] ?? from] as const))
    .filter(([from, to]) => from[1] !== to[1])
  if (edges.length === 0) return
  const ys = edges.flatMap(([from, to]) => [from[1], to[1]])
  for (let row = Math.floor(Math.min(...ys)); row <= Math.max(...ys); row++) {
    for (let sample = 0; sample < samples; sample++) {
      const y = row + (sample + 0.5) / samples
      const crossings = edges
        .filter(([from, to]) => from[1] <= y !== to[1] <= y)
        .map(([from, to]) => ({
          x: from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
          turn: from[1] < to[1] ? 1 : -1,
        }))
        .toSorted((a, b) => a.x - b.x)
      let winding = 0
      crossings.forEach(({ x, turn }, index) => {
        if (winding !== 0) cover(ink, { offset: row * width, from: crossings[index - 1]?.x ?? x, to: x })
        winding += turn
      })
    }
  }
}

function cover(
  ink: Float32Array,
  { offset, from, to }: { readonly offset: number; readonly from: number; readonly to: number },
): void {
  for (let x = Math.floor(from); x < to; x++) {
    const part = Math.min(to, x + 1) - Math.max(from, x)
    const at = offset + x
    if (at >= 0 && at < ink.length) ink[at] = Math.min(1, (ink[at] ?? 0) + part / samples)
  }
}

function createNoise(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

function png(rows: Buffer, width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
