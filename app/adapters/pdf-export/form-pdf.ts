import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { Form, FormRow, FormStyle, FormValues } from '#application/ports/document-forms.ts'
import encodeQr from 'qr'
import { wrapText } from '#domain/marks/text-box.ts'
import { markAsArchival } from './archival.ts'
import { drawSquares } from './draw-squares.ts'

export type DocumentFonts = {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  readonly italic: Uint8Array
}
type Face = keyof DocumentFonts
type Style = { readonly face?: Face; readonly size?: number; readonly isUnderlined?: boolean }
type Line = { readonly text: string; readonly align?: 'left' } & Style

/** A4 in points; the margins are those of ND 30/2020/ND-CP, Appendix I: 2, 2, 3 and 1.5 cm. */
const cm = 28.35
const a4 = { width: 595.28, height: 841.89 } as const
const margins = { top: 2 * cm, bottom: 2 * cm, left: 3 * cm, right: 1.5 * cm } as const
const bodySize = 14
const leading = 1.35
const black = rgb(0, 0, 0)
const cellSize = 12
const cellLeading = cellSize * 1.3
const cellGap = 4
/** Rows of up to so many lines are not divided. */
const wholePage = 20

/** A document as a PDF in one of the forms that come with the app; the same parts as its DOCX. */
export async function writeFormPdf(
  { style, layout }: Form,
  values: FormValues,
  fonts: DocumentFonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  doc.setLanguage('vi')
  const faces: Readonly<Record<Face, PDFFont>> = {
    regular: await doc.embedFont(fonts.regular, { subset: true }),
    bold: await doc.embedFont(fonts.bold, { subset: true }),
    italic: await doc.embedFont(fonts.italic, { subset: true }),
  }
  const paper = createPaper(doc, faces, layout === 'list')
  // The state's motto is the longest line that either side has.
  paper.columns(style === 'state' ? 0.4 : 0.44, headOf(style, values))
  paper.space(18)
  paper.centred({ text: values.kind, face: 'bold' })
  paper.centred({ text: values.title, face: 'bold' })
  paper.rule()
  for (const { heading, paragraphs } of values.parts) {
    if (heading !== '') paper.paragraph({ text: heading, face: 'bold' }, { keepWithNext: true })
    for (const { text } of paragraphs) paper.paragraph({ text })
  }
  if (layout === 'list') drawTable(paper, values)
  paper.space(18)
  const right = signature(values.chairTitle, values.chairSigned, values.chairName)
  const recipients: readonly Line[] = [
    { text: values.recipientsTitle, face: 'bold', size: 12, align: 'left' },
    ...values.recipients.map(({ name }): Line => ({ text: `- ${name}`, size: 11, align: 'left' })),
  ]
  if (layout === 'letter') paper.columns(0.5, [recipients, right])
  else {
    paper.columns(0.5, [signature(values.secretaryTitle, values.secretarySigned, values.secretaryName), right])
    paper.space(12)
    paper.left(...recipients)
  }
  for (const text of values.verification.split('\n')) if (text !== '') paper.left({ text, face: 'italic', size: 10 })
  if (values.qr !== '') paper.squares(encodeQr(values.qr, 'raw', { border: 1 }), 2.6 * cm)
  paper.numberPages()
  await markAsArchival(doc, {
    title: `${values.kind} ${values.title}`,
    at: dayOf(values) ?? doc.getCreationDate() ?? new Date(0),
    of: values,
  })
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY }))
}

/** The day that the document bears; null where its place is left blank. */
function dayOf({ year, month, day }: FormValues): Date | null {
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

const signature = (title: string, signed: string, name: string): readonly Line[] => [
  ...title.split('\n').map((text): Line => ({ text, face: 'bold' })),
  { text: signed, face: 'italic', size: 11 },
  { text: '' },
  { text: '' },
  { text: name, face: 'bold' },
]

/** Shares of the width: number, two short columns, two for sentences. */
const tableShares = [0.06, 0.18, 0.2, 0.3, 0.26] as const
const cellsOf = ({ cell1, cell2, cell3, cell4, cell5 }: FormRow) => [cell1, cell2, cell3, cell4, cell5]

function drawTable(paper: ReturnType<typeof createPaper>, values: FormValues): void {
  const { column1, column2, column3, column4, column5 } = values
  const head = [column1, column2, column3, column4, column5]
  paper.space(6)
  paper.tableRow(tableShares, head, { face: 'bold' })
  // The heading of the table stands on every page of it.
  const onNewPage = () => paper.tableRow(tableShares, head, { face: 'bold' })
  for (const row of values.rows) paper.tableRow(tableShares, cellsOf(row), { face: 'regular', onNewPage })
}

function headOf(form: FormStyle, values: FormValues): readonly [readonly Line[], readonly Line[]] {
  const date = `${values.place}, ngày ${values.day} tháng ${values.month} năm ${values.year}`
  const agency: readonly Line[] = [
    ...(values.superior === '' ? [] : [{ text: values.superior, size: 13 }]),
    { text: values.agency, size: 13, face: 'bold' },
  ]
  const number: Line = { text: `Số: ${values.number}`, size: 13 }
  const dated: Line = { text: date, size: 13, face: 'italic' }
  switch (form) {
    case 'union':
      return [
        [...agency, { text: '***', size: 13 }, number],
        [{ text: 'ĐOÀN TNCS HỒ CHÍ MINH', face: 'bold', isUnderlined: true }, { text: '' }, dated],
      ]
    case 'state':
      return [
        [...agency, { text: '________', size: 10 }, number],
        [
          { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 12, face: 'bold' },
          { text: 'Độc lập - Tự do - Hạnh phúc', size: 13, face: 'bold', isUnderlined: true },
          { text: '' },
          dated,
        ],
      ]
    case 'board':
      return [[...agency, number], [dated]]
  }
}

function createPaper(doc: PDFDocument, faces: Readonly<Record<Face, PDFFont>>, isOnItsSide: boolean) {
  const sheet = isOnItsSide
    ? { ...margins, width: a4.height, height: a4.width }
    : { ...margins, width: a4.width, height: a4.height }
  const textWidth = sheet.width - sheet.left - sheet.right
  let page: PDFPage = doc.addPage([sheet.width, sheet.height])
  let y = sheet.height - sheet.top
  const font = ({ face = 'regular' }: Style) => faces[face]
  const wrapped = (line: Line, width: number) =>
    wrapText(line.text, width, (text) => font(line).widthOfTextAtSize(text, line.size ?? bodySize))
  const heightOf = (line: Line, width: number) => wrapped(line, width).length * (line.size ?? bodySize) * leading

  /** Begins a new page where less than so much is left. */
  function need(height: number): void {
    if (y - height >= sheet.bottom) return
    page = doc.addPage([sheet.width, sheet.height])
    y = sheet.height - sheet.top
  }
  function draw(text: string, x: number, style: Style): void {
    const size = style.size ?? bodySize
    page.drawText(text, { x, y: y - size, size, font: font(style), color: black })
    if (!style.isUnderlined || text === '') return
    const width = font(style).widthOfTextAtSize(text, size)
    page.drawLine({
      start: { x, y: y - size - 2.5 },
      end: { x: x + width, y: y - size - 2.5 },
      thickness: 0.7,
      color: black,
    })
  }
  function centredIn(line: Line, { left, width }: { readonly left: number; readonly width: number }): void {
    for (const text of wrapped(line, width)) {
      const length = font(line).widthOfTextAtSize(text, line.size ?? bodySize)
      draw(text, line.align === 'left' ? left : left + (width - length) / 2, line)
      y -= (line.size ?? bodySize) * leading
    }
  }

  return {
    space(height: number): void {
      y -= height
    },
    centred(line: Line): void {
      need(heightOf(line, textWidth))
      centredIn(line, { left: sheet.left, width: textWidth })
    },
    rule(): void {
      page.drawLine({
        start: { x: sheet.width / 2 - 40, y: y - 4 },
        end: { x: sheet.width / 2 + 40, y: y - 4 },
        thickness: 0.7,
        color: black,
      })
      y -= 20
    },
    /** Lines that stand on one page, unless they are more than a page. */
    left(...lines: readonly Line[]): void {
      need(lines.reduce((sum, line) => sum + heightOf(line, textWidth), 0))
      for (const line of lines) {
        need(heightOf(line, textWidth))
        for (const text of wrapped(line, textWidth)) {
          draw(text, sheet.left, line)
          y -= (line.size ?? bodySize) * leading
        }
      }
    },
    /** A square of squares, as a QR code is drawn. */
    squares(rows: readonly (readonly boolean[])[], side: number): void {
      need(side + 8)
      y -= 8
      drawSquares(page, rows, { left: sheet.left, top: y, side })
      y -= side
    },
    /** Two blocks side by side, never on two pages. `share`: of the width, for the first. */
    columns(share: number, [first, second]: readonly [readonly Line[], readonly Line[]]): void {
      const gap = 0.2 * cm
      const widths = [textWidth * share - gap, textWidth * (1 - share) - gap] as const
      const heights = [first, second].map((block, index) =>
        block.reduce((sum, line) => sum + heightOf(line, widths[index as 0 | 1]), 0),
      )
      const height = Math.max(...heights)
      need(height)
      const top = y
      for (const line of first) centredIn(line, { left: sheet.left, width: widths[0] })
      y = top
      for (const line of second) centredIn(line, { left: sheet.left + widths[0] + 2 * gap, width: widths[1] })
      y = top - height
    },
    /** Cells side by side in a frame; what is longer than the rest of the page goes on in the same columns on the next. */
    tableRow(
      shares: readonly number[],
      cells: readonly string[],
      { face, onNewPage = () => {} }: { readonly face: Face; readonly onNewPage?: () => void },
    ): void {
      const widths = shares.map((share) => share * textWidth)
      const columns = cells.map((text, index) =>
        text
          .split('\n')
          .flatMap((part) => wrapped({ text: part, face, size: cellSize }, (widths[index] ?? 0) - 2 * cellGap)),
      )
      let from = 0
      const count = Math.max(1, ...columns.map(({ length }) => length))
      while (from < count) {
        const fits = Math.floor((y - sheet.bottom - 2 * cellGap) / cellLeading)
        const isWhole = count - from <= fits
        if (!isWhole && (fits < 3 || (from === 0 && count <= wholePage))) {
          page = doc.addPage([sheet.width, sheet.height])
          y = sheet.height - sheet.top
          onNewPage()
          continue
        }
        const lines = Math.min(fits, count - from)
        const height = lines * cellLeading + 2 * cellGap
        let x = sheet.left
        for (const [index, width] of widths.entries()) {
          page.drawRectangle({ x, y: y - height, width, height, borderWidth: 0.5, borderColor: black })
          const shown = (columns[index] ?? []).slice(from, from + lines)
          const top = y
          y -= cellGap
          for (const text of shown) {
            const length = font({ face }).widthOfTextAtSize(text, cellSize)
            const isCentred = index === 0 || face === 'bold'
            draw(text, isCentred ? x + (width - length) / 2 : x + cellGap, { face, size: cellSize })
            y -= cellLeading
          }
          y = top
          x += width
        }
        y -= height
        from += lines
      }
    },
    /** The first line is indented; a heading takes at least two lines of what follows along. */
    paragraph(line: Line, { keepWithNext = false } = {}): void {
      const indent = 1 * cm
      const size = line.size ?? bodySize
      const [first = '', ...rest] = wrapIndented(line, indent)
      need(size * leading * (keepWithNext ? 3 + rest.length : Math.min(2, 1 + rest.length)))
      draw(first, sheet.left + indent, line)
      y -= size * leading
      for (const text of rest) {
        need(size * leading)
        draw(text, sheet.left, line)
        y -= size * leading
      }
      y -= 4
    },
    /** At the top, from the second page on (ND 30/2020, Appendix I, I.3). */
    numberPages(): void {
      doc.getPages().forEach((each, index) => {
        if (index === 0) return
        const text = String(index + 1)
        const width = faces.regular.widthOfTextAtSize(text, 13)
        each.drawText(text, { x: (sheet.width - width) / 2, y: sheet.height - 1.3 * cm, size: 13, font: faces.regular })
      })
    },
  }

  /** A space as wide as the indent takes part in the wrapping of the first line. */
  function wrapIndented(line: Line, indent: number): readonly string[] {
    const size = line.size ?? bodySize
    const widthOf = (text: string) => font(line).widthOfTextAtSize(text, size)
    // Only what begins the paragraph stands on its first line.
    const whole = line.text.normalize('NFC')
    return wrapText(whole, textWidth, (text) => widthOf(text) + (whole.startsWith(text) ? indent : 0))
  }
}
