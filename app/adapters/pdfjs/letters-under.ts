import type { PDFDocumentProxy } from 'pdfjs-dist'
import { foldSpace } from '#domain/marks/carry-marks.ts'
import type { Box } from '#domain/marks/mark.ts'

/**
 * The letters of a page's folded text that stand in some boxes: as far as the boxes tell, for letters of one run are taken to be
 * equally wide. Null where there are none.
 */
export async function lettersUnder(
  document: PDFDocumentProxy,
  page: number,
  boxes: readonly Box[],
): Promise<{ readonly start: number; readonly end: number } | null> {
  const { items } = await (await document.getPage(page + 1)).getTextContent()
  let raw = ''
  let first: number | null = null
  let last = 0
  for (const item of items) {
    if (!('str' in item)) continue
    const [a = 1, b = 0, , , x = 0, y = 0] = item.transform as readonly number[]
    const size = Math.hypot(a, b) || 1
    const letters = item.str.length
    for (let index = 0; index < letters; index++) {
      const along = ((index + 0.5) / letters) * item.width
      const [at, up] = [x + (a / size) * along, y + (b / size) * along + size * 0.3]
      if (!boxes.some(([left, bottom, right, top]) => at >= left && at <= right && up >= bottom && up <= top)) continue
      first ??= raw.length + index
      last = raw.length + index + 1
    }
    raw += item.str + (item.hasEOL ? ' ' : '')
  }
  if (first === null) return null
  const words = raw.slice(first, last)
  const begin = first + (words.length - words.trimStart().length)
  const end = last - (words.length - words.trimEnd().length)
  if (end <= begin) return null
  const start = foldSpace(raw.slice(0, begin)).length
  return { start, end: start + foldSpace(raw.slice(begin, end)).length }
}
