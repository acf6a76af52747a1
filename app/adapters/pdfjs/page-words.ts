import { foldSpace } from '#domain/marks/carry-marks.ts'

type Piece = { readonly node: Text | null; readonly from: number; readonly text: string }

/** Text nodes of a page in reading order; a line break counts as one space, as in the text that pdf.js reads without a screen. */
function piecesOf(textLayer: Element): readonly Piece[] {
  const pieces: Piece[] = []
  const walker = document.createTreeWalker(textLayer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  let from = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isBreak = node instanceof HTMLBRElement
    if (!isBreak && !(node instanceof Text)) continue
    if (node.parentElement?.closest('.endOfContent')) continue
    const text = isBreak ? ' ' : (node.textContent ?? '')
    pieces.push({ node: isBreak ? null : (node as Text), from, text })
    from += text.length
  }
  return pieces
}

const rawText = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

export const textOfPage = (textLayer: Element): string => foldSpace(rawText(piecesOf(textLayer)))

/** Letters of the folded page text that a selection covers; null when it covers none of this page. */
export function lettersOfRange(
  textLayer: Element,
  range: Range,
): { readonly text: string; readonly start: number; readonly end: number } | null {
  const pieces = piecesOf(textLayer)
  let first: number | null = null
  let last: number | null = null
  for (const { node, from, text } of pieces) {
    if (!node || !range.intersectsNode(node)) continue
    const start = node === range.startContainer ? range.startOffset : 0
    const end = node === range.endContainer ? range.endOffset : text.length
    if (end <= start) continue
    first ??= from + start
    last = from + end
  }
  if (first === null || last === null) return null
  const raw = rawText(pieces)
  while (first < last && /\s/.test(raw[first] ?? '')) first++
  while (last > first && /\s/.test(raw[last - 1] ?? '')) last--
  if (last <= first) return null
  const start = foldSpace(raw.slice(0, first)).length
  return { text: foldSpace(raw), start, end: start + foldSpace(raw.slice(first, last)).length }
}

/** The range of letters of the folded page text; null when the page has fewer. */
export function rangeOfLetters(
  textLayer: Element,
  letters: { readonly start: number; readonly end: number },
): Range | null {
  const pieces = piecesOf(textLayer)
  const starts = rawIndexOf(rawText(pieces), letters)
  if (!starts) return null
  const from = placeOf(pieces, starts.start, 'start')
  const to = placeOf(pieces, starts.end, 'end')
  if (!from || !to) return null
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

/** Where folded letters stand in the raw text: runs of white space are one letter, and so is a letter with its marks. */
function rawIndexOf(raw: string, letters: { readonly start: number; readonly end: number }) {
  let folded = 0
  let start: number | null = null
  for (const match of raw.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gu)) {
    if (start === null && folded >= letters.start) start = match.index
    folded += /^\s/.test(match[0]) ? 1 : match[0].normalize('NFC').length
    if (folded >= letters.end) return { start: start ?? match.index, end: match.index + match[0].length }
  }
  return null
}

function placeOf(pieces: readonly Piece[], at: number, side: 'start' | 'end') {
  for (const { node, from, text } of pieces) {
    if (!node) continue
    const isInside = side === 'start' ? at < from + text.length : at <= from + text.length
    if (isInside) return { node, offset: Math.max(0, at - from) }
  }
  return null
}

/** Rectangles of a range on the screen, one per line. */
export function linesOfRange(range: Range): readonly DOMRect[] {
  const lines: DOMRect[] = []
  for (const rect of range.getClientRects()) {
    if (rect.width < 0.5 || rect.height < 0.5) continue
    const same = lines.findIndex((line) => {
      const overlap = Math.min(line.bottom, rect.bottom) - Math.max(line.top, rect.top)
      return overlap > 0.5 * Math.min(line.height, rect.height)
    })
    const line = lines[same]
    if (!line) lines.push(rect)
    else {
      const [left, top] = [Math.min(line.left, rect.left), Math.min(line.top, rect.top)]
      const [right, bottom] = [Math.max(line.right, rect.right), Math.max(line.bottom, rect.bottom)]
      lines[same] = new DOMRect(left, top, right - left, bottom - top)
    }
  }
  return lines
}
