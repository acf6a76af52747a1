import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePictures, type GrayPicture } from '#domain/papers/compare-pictures.ts'
import { sameTextPages } from '#domain/papers/compare-versions.ts'

/** A white page with black rectangles: left, top, width, height. */
function page(
  rects: readonly (readonly [number, number, number, number])[],
  { width = 160, height = 224 } = {},
): GrayPicture {
  const dots = new Uint8Array(width * height).fill(255)
  for (const [left, top, wide, high] of rects)
    for (let y = top; y < Math.min(height, top + high); y++)
      for (let x = left; x < Math.min(width, left + wide); x++) dots[y * width + x] = 0
  return { width, height, dots }
}
const text = [
  [20, 20, 120, 6],
  [20, 40, 110, 6],
  [20, 60, 90, 6],
] as const

test('equal pages, and pages that slipped by two dots, have not changed', () => {
  expect(comparePictures(page(text), page(text))).toEqual([])
  const slipped = text.map(([left, top, wide, high]) => [left + 2, top - 2, wide, high] as const)
  expect(comparePictures(page(text), page(slipped))).toEqual([])
})
test('a stamp that was added, or taken away, is one area around it', () => {
  const stamped = page([...text, [40, 120, 50, 40]])
  for (const [before, after] of [
    [page(text), stamped],
    [stamped, page(text)],
  ] as const) {
    const [area, ...more] = comparePictures(before, after)
    expect(more).toEqual([])
    expect(area?.left).toBeCloseTo(40 / 160, 1)
    expect(area?.top).toBeCloseTo(120 / 224, 1)
    expect(area?.right).toBeCloseTo(90 / 160, 1)
    expect(area?.bottom).toBeCloseTo(160 / 224, 1)
  }
})
test('two changes far apart are two areas; a page of another shape is another page', () => {
  expect(comparePictures(page(text), page([...text, [10, 100, 30, 30], [110, 180, 30, 30]]))).toHaveLength(2)
  expect(comparePictures(page(text), page(text, { height: 300 }))).toEqual([{ left: 0, top: 0, right: 1, bottom: 1 }])
})
test('every area lies on the page, whatever the pictures are', () => {
  const picture = fc
    .uint8Array({ minLength: 40 * 40, maxLength: 40 * 40 })
    .map((dots): GrayPicture => ({ width: 40, height: 40, dots }))
  fc.assert(
    fc.property(picture, picture, (before, after) => {
      for (const { left, top, right, bottom } of comparePictures(before, after)) {
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
        expect(Math.max(right, bottom)).toBeLessThanOrEqual(1)
        expect(right).toBeGreaterThan(left)
        expect(bottom).toBeGreaterThan(top)
      }
      expect(comparePictures(after, after)).toEqual([])
    }),
    { numRuns: 30 },
  )
})
test('pages whose words are the same are paired across pages that came and went; scans by their number', () => {
  expect(sameTextPages(['một', 'hai', 'ba'], ['mới', 'một', 'hai sửa', 'ba'])).toEqual([
    [0, 1],
    [2, 3],
  ])
  expect(sameTextPages(['', ''], ['', ''])).toEqual([
    [0, 0],
    [1, 1],
  ])
})
