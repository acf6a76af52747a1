import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import encodeQr from 'qr'
import type { PlaceCard } from '#application/ports/paper-output.ts'
import { wrapText } from '#domain/marks/text-box.ts'
import { drawSquares } from './draw-squares.ts'

/** A4 in points: two cards on a sheet, each folded in the middle so that both sides of the table can read it. */
const sheet = { width: 595.28, height: 841.89 } as const
const card = sheet.height / 2
const side = card / 2
const margin = 36
const codeSide = 44
const codeGap = 10
const black = rgb(0.08, 0.11, 0.16)
const grey = rgb(0.55, 0.58, 0.62)

export async function writePlaceCards(
  cards: readonly PlaceCard[],
  fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  doc.setProducer('eCabinet')
  doc.setLanguage('vi')
  const regular = await doc.embedFont(fonts.regular, { subset: true })
  const bold = await doc.embedFont(fonts.bold, { subset: true })
  cards.forEach((each, index) => {
    const page = index % 2 === 0 ? doc.addPage([sheet.width, sheet.height]) : doc.getPage(doc.getPageCount() - 1)
    const bottom = index % 2 === 0 ? card : 0
    drawSide(page, each, { bottom, isTurned: false, regular, bold })
    drawSide(page, each, { bottom: bottom + side, isTurned: true, regular, bold })
    drawCode(page, each.code, { bottom, font: regular })
    line(page, bottom + side, [6, 6])
    if (index % 2 === 0) line(page, bottom, null)
  })
  if (cards.length === 0) doc.addPage([sheet.width, sheet.height])
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY }))
}

/** Where to fold, dashed, and where to cut. */
function line(page: PDFPage, y: number, dashes: number[] | null): void {
  page.drawLine({
    start: { x: 0, y },
    end: { x: sheet.width, y },
    thickness: 0.5,
    color: grey,
    ...(dashes && { dashArray: dashes }),
  })
}

/** In the corner of the side that its owner reads: small, and large enough for a scanner. */
function drawCode(
  page: PDFPage,
  code: string,
  { bottom, font }: { readonly bottom: number; readonly font: PDFFont },
): void {
  const left = sheet.width - margin - codeSide
  drawSquares(page, encodeQr(code, 'raw', { border: 1 }), { left, top: bottom + codeGap + codeSide, side: codeSide })
  const across = font.widthOfTextAtSize(code, 9)
  page.drawText(code, { x: left - across - 6, y: bottom + codeGap, size: 9, font, color: grey })
}

function drawSide(
  page: PDFPage,
  { name, position }: PlaceCard,
  {
    bottom,
    isTurned,
    regular,
    bold,
  }: { readonly bottom: number; readonly isTurned: boolean; readonly regular: PDFFont; readonly bold: PDFFont },
): void {
  const width = sheet.width - 2 * margin
  const words = name.toLocaleUpperCase('vi')
  // As large as the name allows, and no line of it broken.
  const size = Math.min(44, (44 * width) / bold.widthOfTextAtSize(words, 44))
  const below =
    position === '' ? [] : wrapText(position, width, (text) => regular.widthOfTextAtSize(text, 20)).slice(0, 2)
  const height = size + below.length * 26
  const rows = [
    { text: words, font: bold, size, down: size },
    ...below.map((text, index) => ({ text, font: regular, size: 20, down: size + 26 * (index + 1) })),
  ]
  for (const row of rows) {
    const across = row.font.widthOfTextAtSize(row.text, row.size)
    const x = (sheet.width - across) / 2
    const up = bottom + side / 2 + height / 2 - row.down
    // The side behind the fold stands on its head.
    const place = isTurned
      ? { x: x + across, y: 2 * bottom + side - up, rotate: degrees(180) }
      : { x, y: up, rotate: degrees(0) }
    page.drawText(row.text, { ...place, size: row.size, font: row.font, color: black })
  }
}
