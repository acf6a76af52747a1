import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, compareWords, shortened } from '#domain/papers/compare-versions.ts'

const one = 'Một là, tổ chức 12 lớp tập huấn kỹ năng số cho cán bộ Đoàn trong quý II'
const two = 'Hai là, trích 450 triệu đồng từ nguồn chi thường xuyên để mua thiết bị'
const three = 'Ba là, giao Ban Tổ chức theo dõi, đôn đốc và báo cáo kết quả'

test('a page before, one sentence corrected, one page gone, another in its place', () => {
  const changes = compareVersions(
    [one, two, three],
    ['Lời nói đầu mới', one, two.replace('450 triệu đồng', '480 triệu đồng'), 'Việc khác hẳn'],
  )
  expect(changes).toEqual([
    { kind: 'added', page: 0 },
    {
      kind: 'changed',
      page: 2,
      before: 1,
      pieces: [
        { kind: 'same', text: 'Hai là, trích' },
        { kind: 'removed', text: '450' },
        { kind: 'inserted', text: '480' },
        { kind: 'same', text: 'triệu đồng từ nguồn chi thường xuyên để mua thiết bị' },
      ],
    },
    { kind: 'added', page: 3 },
    { kind: 'removed', before: 2 },
  ])
})

test('the same words in another form of Unicode, or broken into other lines, are no change', () => {
  expect(compareVersions([one.normalize('NFD'), two], [one, two.replaceAll(' ', '\n')])).toEqual([])
})

test('what stayed the same shrinks to the words around a change', () => {
  const long = Array.from({ length: 40 }, (_, n) => `từ${n}`).join(' ')
  const pieces = shortened(compareWords(`${long} cũ ${long}`, `${long} mới ${long}`), 2)
  expect(pieces.map(({ text }) => text)).toEqual(['… từ38 từ39', 'cũ', 'mới', 'từ0 từ1 …'])
})

const words = fc.array(fc.constantFrom('đoàn', 'viên', 'thanh', 'niên', 'số', 'mới'), { maxLength: 30 })
test('the pieces always give back both texts', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = compareWords(before.join(' '), after.join(' '))
      const of = (...kinds: readonly string[]) =>
        pieces
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ text }) => text)
          .join(' ')
      expect(of('same', 'removed')).toBe(before.join(' '))
      expect(of('same', 'inserted')).toBe(after.join(' '))
    }),
  )
})
test('every page of both versions is accounted for, once', () => {
  const pages = fc.array(
    words.map((list) => list.join(' ')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(pages, pages, (before, after) => {
      const changes = compareVersions(before, after)
      const seenNew = changes.flatMap((change) => ('page' in change ? [change.page] : []))
      const seenOld = changes.flatMap((change) => ('before' in change ? [change.before] : []))
      expect(new Set(seenNew).size).toBe(seenNew.length)
      expect(new Set(seenOld).size).toBe(seenOld.length)
      expect(after.length - seenNew.length).toBe(before.length - seenOld.length)
    }),
  )
})
