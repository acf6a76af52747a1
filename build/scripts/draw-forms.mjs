// node build/scripts/draw-forms.mjs: writes the document forms that we ship. An office replaces them by its own file; the
// tags are the same. Measures follow ND 30/2020/ND-CP, Appendix I (A4; margins 2, 2, 3, 1.5 cm; Times New Roman 13–14); the
// Youth Union's parts follow HD 29-HD/TWDTN-VP (its own heading, no national title).
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  AlignmentType,
  BorderStyle,
  Document,
  LineRuleType,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

const folder = path.resolve(import.meta.dirname, '../../assets/public/forms')
const cm = (value) => Math.round(value * 567)
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** Sizes in points; docx counts half points. */
const run = (text, { size = 14, ...style } = {}) =>
  new TextRun({ text, font: 'Times New Roman', size: size * 2, ...style })
const line = (runs, { align = AlignmentType.LEFT, ...more } = {}) =>
  new Paragraph({ alignment: align, children: [runs].flat(), ...more })
const centre = (text, style) => line(run(text, style), { align: AlignmentType.CENTER })
const body = (text, style) =>
  line(run(text, style), {
    align: AlignmentType.JUSTIFIED,
    indent: { firstLine: cm(1) },
    spacing: { before: 60, after: 60, line: 300 },
  })
/** A tag that repeats what follows stands alone in its paragraph, which is left behind empty: of a height that nobody sees. */
const tag = (text, more = {}) =>
  line(run(text, { size: 1 }), { spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, ...more })

const columns = (left, right) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [cm(7), cm(9.5)],
    borders: noBorders,
    rows: [
      new TableRow({
        // A signature never stands on another page than its name.
        cantSplit: true,
        children: [left, right].map(
          (children, index) =>
            new TableCell({
              borders: noBorders,
              width: { size: index === 0 ? cm(7) : cm(9.5), type: WidthType.DXA },
              children,
            }),
        ),
      }),
    ],
  })

const dateLine = '{place}, ngày {day} tháng {month} năm {year}'
const heads = {
  // Agency on the left; the Union's title on the right.
  union: () =>
    columns(
      [
        centre('{superior}', { size: 13 }),
        centre('{agency}', { size: 13, bold: true }),
        centre('***', { size: 13 }),
        centre('Số: {number}', { size: 13 }),
      ],
      [
        centre('ĐOÀN TNCS HỒ CHÍ MINH', { size: 14, bold: true, underline: {} }),
        centre(''),
        centre(dateLine, { size: 13, italics: true }),
      ],
    ),
  // ND 30/2020, Appendix I, II.1–4.
  state: () =>
    columns(
      [
        centre('{superior}', { size: 13 }),
        centre('{agency}', { size: 13, bold: true }),
        centre('________', { size: 10 }),
        centre('Số: {number}', { size: 13 }),
      ],
      [
        centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true }),
        centre('Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true }),
        centre('____________________', { size: 10 }),
        centre(dateLine, { size: 13, italics: true }),
      ],
    ),
  board: () =>
    columns(
      [centre('{agency}', { size: 13, bold: true }), centre('Số: {number}', { size: 13 })],
      [centre(dateLine, { size: 13, italics: true })],
    ),
}

const signature = (who) => [
  centre(`{${who}Title}`, { size: 14, bold: true }),
  centre(`{${who}Signed}`, { size: 11, italics: true }),
  centre(''),
  centre(''),
  centre(`{${who}Name}`, { size: 14, bold: true }),
]
// On one page, all of them.
const together = { keepNext: true }
const recipients = [
  line(run('{recipientsTitle}', { size: 12, bold: true, italics: true }), together),
  tag('{#recipients}', together),
  line(run('- {name}', { size: 11 }), together),
  tag('{/recipients}', together),
]
const verification = line(run('{verification}', { size: 10, italics: true }))
const qr = line(run('{qr}', { size: 10 }))

const widths = [0.06, 0.18, 0.2, 0.3, 0.26]
const tableWidth = cm(29.7 - 4.5)
const tableRow = (cells, { isHead }) =>
  new TableRow({
    tableHeader: isHead,
    children: cells.map(
      (text, index) =>
        new TableCell({
          width: { size: Math.round(widths[index] * tableWidth), type: WidthType.DXA },
          margins: { top: 60, bottom: 60, left: 80, right: 80 },
          children: [
            line(run(text, { size: 12, bold: isHead }), {
              align: isHead || index === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
            }),
          ],
        }),
    ),
  })
const table = new Table({
  width: { size: tableWidth, type: WidthType.DXA },
  columnWidths: widths.map((share) => Math.round(share * tableWidth)),
  rows: [
    tableRow(['{column1}', '{column2}', '{column3}', '{column4}', '{column5}'], { isHead: true }),
    // A loop that begins and ends in one row repeats the row.
    tableRow(['{#rows}{cell1}', '{cell2}', '{cell3}', '{cell4}', '{cell5}{/rows}'], { isHead: false }),
  ],
})

const endings = {
  minutes: () => [columns(signature('secretary'), signature('chair')), centre(''), ...recipients, verification, qr],
  // ND 30/2020, Appendix I, II.7 and II.9: those who receive it stand on the left of the signature.
  letter: () => [columns(recipients, signature('chair')), verification, qr],
  list: () => [
    table,
    centre(''),
    columns(signature('secretary'), signature('chair')),
    centre(''),
    ...recipients,
    verification,
    qr,
  ],
}

const document = (layout, style) =>
  new Document({
    creator: 'eCabinet',
    styles: { default: { document: { run: { font: 'Times New Roman', size: 28 } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: cm(21),
              height: cm(29.7),
              orientation: layout === 'list' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: cm(2), bottom: cm(2), left: cm(3), right: cm(1.5) },
          },
        },
        children: [
          heads[style](),
          centre(''),
          centre('{kind}', { size: 14, bold: true }),
          centre('{title}', { size: 14, bold: true }),
          centre('_______', { size: 10 }),
          centre(''),
          tag('{#parts}'),
          tag('{#hasHeading}'),
          body('{heading}', { bold: true }),
          tag('{/hasHeading}'),
          tag('{#paragraphs}'),
          body('{text}'),
          tag('{/paragraphs}'),
          tag('{/parts}'),
          centre(''),
          ...endings[layout](),
        ],
      },
    ],
  })

mkdirSync(folder, { recursive: true })
for (const layout of Object.keys(endings))
  for (const style of Object.keys(heads))
    writeFileSync(path.join(folder, `${layout}-${style}.docx`), await Packer.toBuffer(document(layout, style)))
