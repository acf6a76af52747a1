import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import type { FoundMark } from '#application/ports/mark-reader.ts'
import { boxAround, type Box, type InkPoint, type MarkKind } from '#domain/marks/mark.ts'
import { textSizes } from '#domain/marks/text-box.ts'

const kinds: Readonly<Record<string, MarkKind>> = {
  Highlight: 'highlight',
  Underline: 'underline',
  Squiggly: 'underline',
  StrikeOut: 'strike',
  Ink: 'ink',
  Square: 'area',
  Circle: 'area',
  Line: 'arrow',
  Text: 'note',
  FreeText: 'text',
}
/** What a mark may hold; see the format of marks. */
const mostLines = 2000
const mostStrokes = 1000
const longestBody = 20_000

/** The annotations of a file that people made, in the order of its pages. Replies, links and forms are none. */
export async function readMarks(
  file: Uint8Array,
): Promise<{ readonly pageCount: number; readonly marks: readonly FoundMark[] }> {
  const doc = await PDFDocument.load(file, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  const marks = doc.getPages().flatMap((page, index) => {
    const entries = page.node.Annots()?.asArray() ?? []
    return entries.flatMap((entry) => {
      const dict = doc.context.lookup(entry)
      return dict instanceof PDFDict ? (markOf(dict, index) ?? []) : []
    })
  })
  return { pageCount: doc.getPageCount(), marks }
}

function markOf(dict: PDFDict, page: number): FoundMark | null {
  const subtype = dict.lookup(PDFName.of('Subtype'))
  const named = subtype instanceof PDFName ? kinds[subtype.decodeText()] : undefined
  const kind = named === 'note' && dict.lookup(PDFName.of('Name')) === PDFName.of('Star') ? 'bookmark' : named
  const [x1, y1, x2, y2] = numbers(dict, 'Rect')
  if (!kind || dict.has(PDFName.of('IRT')) || y2 === undefined) return null
  const rect = boxAround([
    [x1 ?? 0, y1 ?? 0],
    [x2 ?? 0, y2],
  ])
  const common = {
    name: text(dict, 'NM'),
    author: text(dict, 'T').slice(0, 200),
    page,
    color: colorOf(numbers(dict, 'C')),
    body: text(dict, 'Contents').slice(0, longestBody),
  }
  const width = Math.min(20, Math.max(0.5, borderWidth(dict)))
  switch (kind) {
    case 'highlight':
    case 'underline':
    case 'strike': {
      const lines = quads(numbers(dict, 'QuadPoints'))
      return lines.length > 0 ? { ...common, kind, box: around(lines), lines, strokes: [], width: 2 } : null
    }
    case 'ink': {
      const strokes = strokesOf(dict)
      return strokes.length > 0 ? { ...common, kind, box: boxAround(strokes.flat()), lines: [], strokes, width } : null
    }
    case 'arrow': {
      const [fromX, fromY, toX, toY] = numbers(dict, 'L')
      if (fromX === undefined || fromY === undefined || toX === undefined || toY === undefined) return null
      const ends: readonly InkPoint[] = [
        [fromX, fromY, 0.5],
        [toX, toY, 0.5],
      ]
      return { ...common, kind, box: boxAround(ends), lines: [], strokes: [ends], width: 2 }
    }
    case 'text':
      return common.body === '' ? null : { ...common, kind, box: rect, lines: [], strokes: [], width: letterSize(dict) }
    case 'area':
    case 'note':
    case 'bookmark':
      return { ...common, kind, box: rect, lines: [], strokes: [], width: 2 }
  }
}

const numbersIn = (array: PDFArray): number[] =>
  array.asArray().flatMap((_, index) => {
    const value = array.lookup(index)
    return value instanceof PDFNumber && Number.isFinite(value.asNumber()) ? [value.asNumber()] : []
  })

function numbers(dict: PDFDict, name: string): number[] {
  const array = dict.lookup(PDFName.of(name))
  return array instanceof PDFArray ? numbersIn(array) : []
}

function text(dict: PDFDict, name: string): string {
  const value = dict.lookup(PDFName.of(name))
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText().normalize('NFC') : ''
}

/** A box for each four corners, whatever order the producer gives them in. */
function quads(points: readonly number[]): readonly Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 7 < points.length && boxes.length < mostLines; at += 8) {
    const corners = [0, 2, 4, 6].map((corner) => [points[at + corner] ?? 0, points[at + corner + 1] ?? 0] as const)
    boxes.push(boxAround(corners))
  }
  return boxes
}
const around = (boxes: readonly Box[]): Box =>
  boxAround(
    boxes.flatMap(([left, bottom, right, top]) => [
      [left, bottom],
      [right, top],
    ]),
  )

function strokesOf(dict: PDFDict): readonly (readonly InkPoint[])[] {
  const list = dict.lookup(PDFName.of('InkList'))
  if (!(list instanceof PDFArray)) return []
  return list
    .asArray()
    .slice(0, mostStrokes)
    .flatMap((_, index) => {
      const array = list.lookup(index)
      const flat = array instanceof PDFArray ? numbersIn(array) : []
      const points: InkPoint[] = []
      for (let at = 0; at + 1 < flat.length; at += 2) points.push([flat[at] ?? 0, flat[at + 1] ?? 0, 0.5])
      return points.length > 0 ? [points] : []
    })
}

function borderWidth(dict: PDFDict): number {
  const style = dict.lookup(PDFName.of('BS'))
  const width = style instanceof PDFDict ? style.lookup(PDFName.of('W')) : undefined
  return width instanceof PDFNumber ? width.asNumber() : (numbers(dict, 'Border')[2] ?? 2)
}

/** The nearest of our sizes. */
function letterSize(dict: PDFDict): number {
  const wanted = Number(/([\d.]+)\s+Tf/.exec(text(dict, 'DA'))?.[1] ?? textSizes[1])
  return [...textSizes].toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? textSizes[1]
}

/** Gray, RGB or CMYK as ISO 32000-1, 12.5.2 allows; none is the yellow of a marker. */
function colorOf(channels: readonly number[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = channels
  const rgb =
    channels.length === 1
      ? [a, a, a]
      : channels.length === 3
        ? [a, b, c]
        : channels.length === 4
          ? [a, b, c].map((ink) => (1 - ink) * (1 - d))
          : [1, 0.83, 0.23]
  return `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
