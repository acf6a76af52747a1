import type { InkPoint } from './mark.ts'

/** A point of pressure weighs as much as so many points of the page. */
const pressureWeight = 4

/**
 * Leaves out points that change the stroke by less than `tolerance` points of the page (Ramer, Douglas and Peucker), looking at
 * the pressure as a third coordinate. First and last point always stay.
 */
export function simplifyStroke(points: readonly InkPoint[], tolerance = 0.2): readonly InkPoint[] {
  if (points.length < 3) return points
  const keep = new Uint8Array(points.length)
  keep[0] = keep[points.length - 1] = 1
  const spans: (readonly [number, number])[] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const [start, end] = [points[from], points[to]]
    if (!start || !end) continue
    let farthest = 0
    let place = -1
    for (let index = from + 1; index < to; index++) {
      const point = points[index]
      const distance = point ? distanceToSegment(point, start, end) : 0
      if (distance > farthest) [farthest, place] = [distance, index]
    }
    if (farthest <= tolerance || place < 0) continue
    keep[place] = 1
    spans.push([from, place], [place, to])
  }
  return points.filter((_point, index) => keep[index] === 1)
}

function distanceToSegment(point: InkPoint, start: InkPoint, end: InkPoint): number {
  const scaled = ([x, y, pressure]: InkPoint) => [x, y, pressure * pressureWeight] as const
  const [p, a, b] = [scaled(point), scaled(start), scaled(end)]
  const along = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const
  const from = [p[0] - a[0], p[1] - a[1], p[2] - a[2]] as const
  const length = along[0] ** 2 + along[1] ** 2 + along[2] ** 2
  const share = length === 0 ? 0 : (from[0] * along[0] + from[1] * along[1] + from[2] * along[2]) / length
  const t = Math.max(0, Math.min(1, share))
  return Math.hypot(from[0] - along[0] * t, from[1] - along[1] * t, from[2] - along[2] * t)
}

/** Whether a point comes as near as `reach` to a stroke: what the eraser touches. */
export function touchesStroke(stroke: readonly InkPoint[], [x, y]: readonly [number, number], reach: number): boolean {
  const point: InkPoint = [x, y, 0]
  return stroke.some((end, index) => {
    const start = stroke[Math.max(0, index - 1)] ?? end
    return distanceToSegment(point, [start[0], start[1], 0], [end[0], end[1], 0]) <= reach
  })
}
