import type { Box, InkPoint, Mark, MarkKind, Target } from './mark.ts'

/** A corner of a mark's box, or an end of an arrow. */
export type Handle = 'left-bottom' | 'right-bottom' | 'left-top' | 'right-top' | 'from' | 'to'
type Point = readonly [x: number, y: number]

const corners = ['left-bottom', 'right-bottom', 'left-top', 'right-top'] as const
/** Points: nothing becomes too small to be touched again. */
const smallest = 8

/** What can be moved and pulled larger. What stands on words stays with its words. */
export const isFree = (kind: MarkKind): boolean =>
  kind === 'ink' || kind === 'area' || kind === 'arrow' || kind === 'text' || kind === 'note'

export function handlesOf({ kind, target }: Pick<Mark, 'kind' | 'target'>): readonly (readonly [Handle, Point])[] {
  const [left, bottom, right, top] = target.box
  if (kind === 'arrow') {
    const [from, to] = target.strokes[0] ?? []
    return from && to
      ? [
          ['from', [from[0], from[1]]],
          ['to', [to[0], to[1]]],
        ]
      : []
  }
  if (kind !== 'ink' && kind !== 'area' && kind !== 'text') return []
  return corners.map((corner) => [
    corner,
    [corner.startsWith('left') ? left : right, corner.endsWith('bottom') ? bottom : top],
  ])
}

export function moved(target: Target, [dx, dy]: Point): Target {
  const [left, bottom, right, top] = target.box
  return {
    ...target,
    box: [left + dx, bottom + dy, right + dx, top + dy],
    strokes: target.strokes.map((stroke) => stroke.map(([x, y, pressure]) => [x + dx, y + dy, pressure] as const)),
  }
}

/** Pulls one handle to a place; what is opposite stays where it is, and nothing turns over. */
export function resized(target: Target, handle: Handle, to: Point): Target {
  if (handle === 'from' || handle === 'to') return withEnd(target, handle, to)
  const [left, bottom, right, top] = target.box
  const isLeft = handle.startsWith('left')
  const isBottom = handle.endsWith('bottom')
  const box: Box = [
    isLeft ? Math.min(to[0], right - smallest) : left,
    isBottom ? Math.min(to[1], top - smallest) : bottom,
    isLeft ? right : Math.max(to[0], left + smallest),
    isBottom ? top : Math.max(to[1], bottom + smallest),
  ]
  return {
    ...target,
    box,
    strokes: target.strokes.map((stroke) => stroke.map((point) => fitted(point, target.box, box))),
  }
}

function fitted([x, y, pressure]: InkPoint, from: Box, to: Box): InkPoint {
  const along = (value: number, side: 0 | 1) => {
    const length = from[side + 2] as number
    const share = length - from[side] < 0.01 ? 0.5 : (value - from[side]) / (length - from[side])
    return to[side] + share * ((to[side + 2] as number) - to[side])
  }
  return [along(x, 0), along(y, 1), pressure]
}

function withEnd(target: Target, end: 'from' | 'to', [x, y]: Point): Target {
  const [from, to] = target.strokes[0] ?? []
  if (!from || !to) return target
  const line: readonly InkPoint[] = end === 'from' ? [[x, y, 0.5], to] : [from, [x, y, 0.5]]
  const [[x1, y1], [x2, y2]] = [line[0] ?? from, line[1] ?? to]
  return { ...target, strokes: [line], box: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] }
}
