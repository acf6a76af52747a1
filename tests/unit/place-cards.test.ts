import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { writePlaceCards } from '#adapters/pdf-export/place-cards.ts'
import { isSoundPdf, tinos } from '#support/pdf-check.ts'

async function made(cards: Parameters<typeof writePlaceCards>[0]) {
  const fonts = { regular: await tinos('400Regular'), bold: await tinos('700Bold') }
  const bytes = await writePlaceCards(cards, fonts)
  expect(await isSoundPdf(bytes)).toBe(true)
  return getDocument({ data: bytes, verbosity: 0 }).promise
}

test('two cards on a sheet; each name stands on both sides, once on its head, and never leaves the paper', async () => {
  const long = 'Nguyễn Hoàng Phương Thảo Vy Nguyễn Hoàng Phương Thảo'
  const pdf = await made([
    { name: 'Đỗ Thành An', position: 'Bí thư Trung ương Đoàn', code: 'K7M-2QX' },
    { name: long, position: '', code: '000-000' },
    { name: 'Lê Ngọc Hạnh', position: 'Ủy viên', code: 'ZZZ-ZZZ' },
  ])
  expect(pdf.numPages).toBe(2)
  const { items } = await (await pdf.getPage(1)).getTextContent()
  const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []))
  const names = words.filter(({ str }) => str.includes('ĐỖ THÀNH AN'))
  expect(names.map(({ transform }) => Math.sign((transform as number[])[0] ?? 0)).toSorted((a, b) => a - b)).toEqual([
    -1, 1,
  ])
  expect(words.filter(({ str }) => str === 'Bí thư Trung ương Đoàn')).toHaveLength(2)
  expect(words.filter(({ str }) => str === 'K7M-2QX')).toHaveLength(1)
  for (const { transform, width } of words) {
    const [a = 0, , , , x = 0, y = 0] = transform as number[]
    const other = x + Math.sign(a) * width
    expect(Math.min(x, other)).toBeGreaterThan(0)
    expect(Math.max(x, other)).toBeLessThan(595.3)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(841.9)
  }
})
test('nobody is seated: an empty sheet, and no fault', async () => {
  expect((await made([])).numPages).toBe(1)
})
