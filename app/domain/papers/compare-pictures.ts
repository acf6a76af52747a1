/** A page as it looks: one byte a dot, row by row, 0 black to 255 white. */
export type GrayPicture = { readonly width: number; readonly height: number; readonly dots: Uint8Array }

/** Where two pages look different, as shares of width and height from the upper left. */
export type PictureChange = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Side of the squares that are compared, in dots. */
const cell = 8
/** So many dots may a page have slipped, from print or scan, without having changed. */
const slip = 2
/** Mean difference of a square's dots that the eye takes for another picture, of 255. */
const visible = 22

/**
 * What changed from one picture of a page to the other: squares that differ wherever within the slip the other is laid, joined to
 * larger areas where they touch. Pages of different shape are different all over.
 */
export function comparePictures(before: GrayPicture, after: GrayPicture): readonly PictureChange[] {
  const { width, height } = after
  if (before.width !== width || Math.abs(before.height - height) > 2 * slip)
    return [{ left: 0, top: 0, right: 1, bottom: 1 }]
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const differs = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (leastDifference(before, after, { x: column * cell, y: row * cell }) > visible)
        differs[row * columns + column] = 1
  return areasOf(differs, { columns, rows }).map(({ left, top, right, bottom }) => ({
    left: (left * cell) / width,
    top: (top * cell) / height,
    right: Math.min(1, (right * cell) / width),
    bottom: Math.min(1, (bottom * cell) / height),
  }))
}

function leastDifference(
  before: GrayPicture,
  after: GrayPicture,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  let least = Number.POSITIVE_INFINITY
  for (let down = -slip; down <= slip; down++)
    for (let right = -slip; right <= slip; right++) {
      let sum = 0
      let count = 0
      for (let dy = 0; dy < cell && y + dy < after.height; dy++)
        for (let dx = 0; dx < cell && x + dx < after.width; dx++) {
          const [fromX, fromY] = [x + dx + right, y + dy + down]
          const inside = fromX >= 0 && fromY >= 0 && fromX < before.width && fromY < before.height
          const old = inside ? (before.dots[fromY * before.width + fromX] ?? 255) : 255
          sum += Math.abs(old - (after.dots[(y + dy) * after.width + x + dx] ?? 255))
          count++
        }
      least = Math.min(least, sum / Math.max(1, count))
      if (least <= visible) return least
    }
  return least
}

type Area = { left: number; top: number; right: number; bottom: number }

/** Squares that touch, at a corner too, are one area. */
function areasOf(
  differs: Uint8Array,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Area[] {
  const areas: Area[] = []
  const left = differs.slice()
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue
    const area: Area = { left: columns, top: rows, right: 0, bottom: 0 }
    const open = [start]
    left[start] = 0
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [column, row] = [at % columns, Math.floor(at / columns)]
      area.left = Math.min(area.left, column)
      area.top = Math.min(area.top, row)
      area.right = Math.max(area.right, column + 1)
      area.bottom = Math.max(area.bottom, row + 1)
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const next = y * columns + x
          if (left[next] === 0) continue
          left[next] = 0
          open.push(next)
        }
    }
    areas.push(area)
  }
  return areas
}
