import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileId } from '#domain/kernel/ids.ts'
import type { Box, InkPoint, Target } from '#domain/marks/mark.ts'
import { handlesOf, moved, resized, type Handle } from '#domain/marks/reshape.ts'
import { wrapText } from '#domain/marks/text-box.ts'

const target = (box: Box, strokes: Target['strokes'] = []): Target => ({
  file: 'a'.repeat(64) as FileId,
  page: 0,
  box,
  lines: [],
  strokes,
  quote: null,
  fingerprint: [],
})
const corner = fc.constantFrom<Handle>('left-bottom', 'right-bottom', 'left-top', 'right-top')
const place = fc.tuple(fc.integer({ min: -500, max: 900 }), fc.integer({ min: -500, max: 900 }))

test('whatever corner is pulled anywhere, the opposite one stays and the box never turns over', () => {
  fc.assert(
    fc.property(corner, place, (handle, to) => {
      const [left, bottom, right, top] = resized(target([100, 200, 180, 260]), handle, to).box
      expect(right - left).toBeGreaterThanOrEqual(8)
      expect(top - bottom).toBeGreaterThanOrEqual(8)
      expect(handle.startsWith('left') ? right : left).toBe(handle.startsWith('left') ? 180 : 100)
      expect(handle.endsWith('bottom') ? top : bottom).toBe(handle.endsWith('bottom') ? 260 : 200)
    }),
  )
})

test('a stroke is stretched with its box and keeps its pressure; a line without height is not torn', () => {
  const stroke: readonly InkPoint[] = [
    [100, 200, 0.2],
    [140, 230, 0.9],
    [180, 260, 0.4],
  ]
  expect(resized(target([100, 200, 180, 260], [stroke]), 'right-top', [260, 320]).strokes).toEqual([
    [
      [100, 200, 0.2],
      [180, 260, 0.9],
      [260, 320, 0.4],
    ],
  ])
  const flat: readonly InkPoint[] = [
    [0, 10, 0.5],
    [50, 10, 0.5],
  ]
  const pulled = resized(target([0, 10, 50, 10], [flat]), 'right-top', [100, 40])
  expect(pulled.strokes[0]?.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
})

test('an arrow is pulled by its ends, and moved whole', () => {
  const arrow = target(
    [10, 10, 60, 90],
    [
      [
        [10, 10, 0.5],
        [60, 90, 0.5],
      ],
    ],
  )
  expect(handlesOf({ kind: 'arrow', target: arrow }).map(([handle]) => handle)).toEqual(['from', 'to'])
  expect(resized(arrow, 'to', [5, 100])).toMatchObject({ box: [5, 10, 10, 100] })
  expect(moved(arrow, [5, -5])).toMatchObject({
    box: [15, 5, 65, 85],
    strokes: [
      [
        [15, 5, 0.5],
        [65, 85, 0.5],
      ],
    ],
  })
  expect(handlesOf({ kind: 'highlight', target: arrow })).toEqual([])
})

const letters = (line: string) => line.normalize('NFC').length

test("words wrap between words, at the writer's line ends, and a word that is too wide is broken", () => {
  expect(wrapText('Đề nghị làm rõ\nnguồn kinh phí', 8, letters)).toEqual(['Đề nghị', 'làm rõ', 'nguồn', 'kinh phí'])
  expect(wrapText('nghiêngngả', 4, letters)).toEqual(['nghi', 'êngn', 'gả'])
  expect(wrapText('', 10, letters)).toEqual([''])
})

test('no line is wider than the box, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zđêư]{1,12}$/), { maxLength: 12 }),
      fc.integer({ min: 1, max: 20 }),
      (all, width) => {
        const lines = wrapText(all.join(' '), width, letters)
        expect(lines.every((line) => letters(line) <= width)).toBe(true)
        expect(lines.join('').replaceAll(' ', '')).toBe(all.join(''))
      },
    ),
  )
})
