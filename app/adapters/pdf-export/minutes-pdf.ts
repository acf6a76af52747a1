import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { FormValues, MinutesForm } from '#application/ports/document-forms.ts'
import { wrapText } from '#domain/marks/text-box.ts'

export type DocumentFonts = {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  readonly italic: Uint8Array
}
type Face = keyof DocumentFonts
type Style = { readonly face?: Face; readonly size?: number; readonly isUnderlined?: boolean }
type Line = { readonly text: string } & Style

/** A4 in points; the margins are those of ND 30/2020/ND-CP, Appendix I: 2, 2, 3 and 1.5 cm. */
const cm = 28.35
const sheet = { width: 595.28, height: 841.89, top: 2 * cm, bottom: 2 * cm, left: 3 * cm, right: 1.5 * cm } as const
const textWidth = sheet.width - sheet.left - sheet.right
const bodySize = 14
const leading = 1.35
const black = rgb(0, 0, 0)

/** The minutes as a PDF in one of the forms that come with the app; the same parts as its DOCX. */
export async function writeMinutesPdf(
  form: MinutesForm,
  values: FormValues,
  fonts: DocumentFonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  doc.setTitle(`${values.kind} ${values.title}`)
  doc.setProducer('eCabinet')
  doc.setLanguage('vi')
  const faces: Readonly<Record<Face, PDFFont>> = {
    regular: await doc.embedFont(fonts.regular, { subset: true }),
    bold: await doc.embedFont(fonts.bold, { subset: true }),
    italic: await doc.embedFont(fonts.italic, { subset: true }),
  }
  const paper = createPaper(doc, faces)
  paper.columns(0.4, headOf(form, values))
  paper.space(18)
  paper.centred({ text: values.kind, face: 'bold' })
  paper.centred({ text: values.title, face: 'bold' })
  paper.rule()
  for (const { heading, paragraphs } of values.parts) {
    paper.paragraph({ text: heading, face: 'bold' }, { keepWithNext: true })
    for (const { text } of paragraphs) paper.paragraph({ text })
  }
  paper.space(18)
  const signature = (title: string, signed: string, name: string): readonly Line[] => [
    { text: title, face: 'bold' },
    { text: signed, face: 'italic', size: 11 },
    { text: '' },
    { text: '' },
    { text: name, face: 'bold' },
  ]
  paper.columns(0.5, [
    signature(values.secretaryTitle, values.secretarySigned, values.secretaryName),
    signature(values.chairTitle, values.chairSigned, values.chairName),
  ])
  paper.space(12)
  paper.left({ text: values.recipientsTitle, face: 'bold', size: 12 })
  for (const { name } of values.recipients) paper.left({ text: `- ${name}`, size: 11 })
  paper.left({ text: values.verification, face: 'italic', size: 10 })
  paper.numberPages()
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY }))
}

function headOf(form: MinutesForm, values: FormValues): readonly [readonly Line[], readonly Line[]] {
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

function createPaper(doc: PDFDocument, faces: Readonly<Record<Face, PDFFont>>) {
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
      draw(text, left + (width - length) / 2, line)
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
    left(line: Line): void {
      need(heightOf(line, textWidth))
      for (const text of wrapped(line, textWidth)) {
        draw(text, sheet.left, line)
        y -= (line.size ?? bodySize) * leading
      }
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
