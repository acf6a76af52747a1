import type { InkPoint } from '#domain/marks/mark.ts'

/**
 * A stroke as it is kept: one byte version (1), then per point zig-zag LEB128 differences of x and y in hundredths of a point
 * and one byte of pressure. A stroke of 127 points takes about 600 bytes.
 */
const version = 1
const unitsPerPoint = 100

export function encodeStroke(points: readonly InkPoint[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [version]
  const put = (value: number) => {
    let rest = value < 0 ? -value * 2 - 1 : value * 2
    while (rest >= 128) {
      bytes.push((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  let [lastX, lastY] = [0, 0]
  for (const [x, y, pressure] of points) {
    const [nextX, nextY] = [Math.round(x * unitsPerPoint), Math.round(y * unitsPerPoint)]
    put(nextX - lastX)
    put(nextY - lastY)
    bytes.push(Math.round(Math.max(0, Math.min(1, pressure)) * 255))
    ;[lastX, lastY] = [nextX, nextY]
  }
  return Uint8Array.from(bytes)
}

/** Null for bytes of another version, or that end in the middle of a point. */
export function decodeStroke(bytes: Uint8Array): readonly InkPoint[] | null {
  if (bytes[0] !== version) return null
  const points: InkPoint[] = []
  let at = 1
  const take = (): number => {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined || factor > 2 ** 42) return Number.NaN
      value += (byte & 127) * factor
      if (byte < 128) break
      factor *= 128
    }
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }
  let [x, y] = [0, 0]
  while (at < bytes.length) {
    x += take()
    y += take()
    const pressure = bytes[at++]
    if (pressure === undefined || Number.isNaN(x) || Number.isNaN(y)) return null
    points.push([x / unitsPerPoint, y / unitsPerPoint, pressure / 255])
  }
  return points
}
