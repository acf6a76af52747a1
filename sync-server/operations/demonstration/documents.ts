import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { PaperPlan } from './meetings.ts'
import { drawScan, type OutlineFont, type ScanLine } from './scan-page.ts'
import { bodyText, groupNames, taskNames } from './texts.ts'

type Fonts = { readonly regular: PDFFont; readonly bold: PDFFont; readonly italic: PDFFont }
type Sheet = { readonly doc: PDFDocument; readonly fonts: Fonts; page: PDFPage; y: number }

/** A4 in points; margins as Vietnamese offices set them (left 3 cm, right 2 cm). */
const paper = { width: 595.28, height: 841.89, left: 85, right: 57, top: 60, bottom: 62 } as const
const lineHeight = 19
const bodySize = 13

export type DemonstrationDocuments = {
  readonly make: (
    plan: PaperPlan,
    facts: { readonly number: number; readonly date: Date },
  ) => Promise<Uint8Array<ArrayBuffer>>
}

/** Papers in the form of the Youth Union (HD 29-HD/TWĐTN-VP): its own heading, and no national title. */
export async function openDemonstrationDocuments(): Promise<DemonstrationDocuments> {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  const load = (name: string) => readFile(path.join(folder, name))
  const [regular, bold, italic] = await Promise.all([
    load('400Regular/Tinos_400Regular.ttf'),
    load('700Bold/Tinos_700Bold.ttf'),
    load('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  ])
  const outline = fontkit.create(regular) as unknown as OutlineFont

  return {
    async make(plan, facts) {
      const doc = await PDFDocument.create()
      doc.registerFontkit(fontkit as never)
      doc.setTitle(plan.title)
      doc.setProducer('eCabinet')
      doc.setCreationDate(facts.date)
      doc.setModificationDate(facts.date)
      if (plan.form === 'scan') await scanned(doc, plan, outline)
      else {
        const embed = (bytes: Uint8Array) => doc.embedFont(bytes, { subset: true })
        const fonts = { regular: await embed(regular), bold: await embed(bold), italic: await embed(italic) }
        const sheet: Sheet = { doc, fonts, page: newPage(doc), y: paper.height - paper.top }
        heading(sheet, facts, plan)
        if (plan.form === 'annex') annex(sheet, plan.pages)
        else written(sheet, plan)
        numberPages(sheet)
      }
      return new Uint8Array(await doc.save({ useObjectStreams: true }))
    },
  }
}

const newPage = (doc: PDFDocument): PDFPage => doc.addPage([paper.width, paper.height])

function centred(
  sheet: Sheet,
  text: string,
  { x, y, size, font }: { readonly x: number; readonly y: number; readonly size: number; readonly font: PDFFont },
): void {
  sheet.page.drawText(text, { x: x - font.widthOfTextAtSize(text, size) / 2, y, size, font })
}

const kindTitles: Readonly<Record<PaperPlan['form'], string>> = {
  report: 'BÁO CÁO',
  submission: 'TỜ TRÌNH',
  resolution: 'NGHỊ QUYẾT',
  annex: 'PHỤ LỤC',
  scan: 'CÔNG VĂN',
}
const kindSigns: Readonly<Record<PaperPlan['form'], string>> = {
  report: 'BC',
  submission: 'TTr',
  resolution: 'NQ',
  annex: 'BC',
  scan: 'CV',
}

function heading(
  sheet: Sheet,
  { number, date }: { readonly number: number; readonly date: Date },
  plan: PaperPlan,
): void {
  const { bold, regular, italic } = sheet.fonts
  const left = 175
  const right = 420
  const isDraft = plan.form === 'resolution'
  centred(sheet, 'BAN CHẤP HÀNH TRUNG ƯƠNG', { x: left, y: sheet.y, size: 12, font: bold })
  centred(sheet, '***', { x: left, y: sheet.y - 16, size: 12, font: bold })
  centred(sheet, `Số: ${isDraft ? '     ' : number}-${kindSigns[plan.form]}/TWĐTN-VP`, {
    x: left,
    y: sheet.y - 32,
    size: 12,
    font: regular,
  })
  centred(sheet, 'ĐOÀN TNCS HỒ CHÍ MINH', { x: right, y: sheet.y, size: 13, font: bold })
  const width = bold.widthOfTextAtSize('ĐOÀN TNCS HỒ CHÍ MINH', 13)
  sheet.page.drawLine({
    start: { x: right - width / 2, y: sheet.y - 4 },
    end: { x: right + width / 2, y: sheet.y - 4 },
    thickness: 0.8,
  })
  const two = (value: number) => String(value).padStart(2, '0')
  const day = isDraft
    ? 'Hà Nội, ngày      tháng      năm 2026'
    : `Hà Nội, ngày ${two(date.getUTCDate())} tháng ${two(date.getUTCMonth() + 1)} năm ${date.getUTCFullYear()}`
  centred(sheet, day, { x: right, y: sheet.y - 32, size: 12, font: italic })
  sheet.y -= 78
  if (isDraft) centred(sheet, '(DỰ THẢO)', { x: paper.width / 2, y: sheet.y + 20, size: 12, font: italic })
  centred(sheet, kindTitles[plan.form], { x: paper.width / 2, y: sheet.y, size: 15, font: bold })
  sheet.y -= 20
  for (const line of wrap(
    plan.title.replace(
      /^(Báo cáo|Tờ trình|Dự thảo Nghị quyết|Phụ lục)( về)?\s*/i,
      (_all, kind: string, about?: string) => (about ? 'về ' : kind === 'Phụ lục' ? '' : ''),
    ),
    bold,
    { size: 14, width: 400 },
  )) {
    centred(sheet, line, { x: paper.width / 2, y: sheet.y, size: 14, font: bold })
    sheet.y -= 18
  }
  centred(sheet, '-------', { x: paper.width / 2, y: sheet.y, size: 12, font: regular })
  sheet.y -= 26
}

function wrap(
  text: string,
  font: PDFFont,
  { size, width }: { readonly size: number; readonly width: number },
): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (font.widthOfTextAtSize(longer, size) > width && line !== '') {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}

function room(sheet: Sheet, height: number): void {
  if (sheet.y - height >= paper.bottom) return
  sheet.page = newPage(sheet.doc)
  sheet.y = paper.height - paper.top
}

function paragraph(
  sheet: Sheet,
  text: string,
  style: { readonly font?: PDFFont; readonly indent?: number } = {},
): void {
  const font = style.font ?? sheet.fonts.regular
  const indent = style.indent ?? 28
  const width = paper.width - paper.left - paper.right
  // The first line is indented: a space as wide as the indent takes part in the wrapping.
  const gap = ' '.repeat(Math.round(indent / font.widthOfTextAtSize(' ', bodySize)))
  wrap(
    `${gap}${text}`.replace(/^ +/, (spaces) => '\u00a0'.repeat(spaces.length)),
    font,
    { size: bodySize, width },
  ).forEach((line) => {
    room(sheet, lineHeight)
    sheet.page.drawText(line, { x: paper.left, y: sheet.y, size: bodySize, font })
    sheet.y -= lineHeight
  })
  sheet.y -= 5
}

function written(sheet: Sheet, plan: PaperPlan): void {
  const isResolution = plan.form === 'resolution'
  for (const opening of bodyText.opening(plan))
    paragraph(sheet, opening, isResolution ? { font: sheet.fonts.italic } : {})
  for (let section = 0; sheet.doc.getPageCount() < plan.pages; section++) {
    room(sheet, 3 * lineHeight)
    paragraph(
      sheet,
      isResolution
        ? `Điều ${section + 1}. ${bodyText.heading(section)}`
        : `${bodyText.roman(section)}. ${bodyText.heading(section).toUpperCase()}`,
      { font: sheet.fonts.bold },
    )
    for (const text of bodyText.section(section)) paragraph(sheet, text)
  }
  signature(sheet)
}

function signature(sheet: Sheet): void {
  room(sheet, 130)
  sheet.y -= 16
  const { bold, regular, italic } = sheet.fonts
  const right = 420
  const draw = (text: string, y: number, font: PDFFont) =>
    sheet.page.drawText(text, { x: paper.left, y, size: 11, font })
  draw('Nơi nhận:', sheet.y, italic)
  ;['- Các đồng chí Ủy viên Ban Bí thư;', '- Các ban, đơn vị trực thuộc;', '- Lưu Văn phòng.'].forEach((text, index) =>
    draw(text, sheet.y - 15 * (index + 1), regular),
  )
  centred(sheet, 'TM. BAN BÍ THƯ TRUNG ƯƠNG ĐOÀN', { x: right, y: sheet.y, size: 12, font: bold })
  centred(sheet, 'BÍ THƯ THƯỜNG TRỰC', { x: right, y: sheet.y - 17, size: 12, font: bold })
  sheet.y -= 110
}

const columns = [28, 208, 70, 70, 76] as const

function annex(sheet: Sheet, pages: number): void {
  paragraph(sheet, 'Số liệu trong phụ lục là số liệu giả định, dùng để trình diễn.', { font: sheet.fonts.italic })
  for (let table = 0; sheet.doc.getPageCount() < pages; table++) {
    room(sheet, 340)
    if (table % 4 === 3) chart(sheet, table)
    else figures(sheet, table)
  }
}

function figures(sheet: Sheet, table: number): void {
  const group = table % groupNames.length
  paragraph(sheet, `Bảng ${table + 1}. ${groupNames[group] ?? ''}: kết quả theo quý`, {
    font: sheet.fonts.bold,
    indent: 0,
  })
  const rows = [
    ['TT', 'Nhiệm vụ', 'Kế hoạch', 'Thực hiện', 'Tỷ lệ'],
    ...taskNames.map((name, index) => figureRow(index, name, table)),
  ]
  for (const [index, cells] of rows.entries()) {
    const height = 24
    room(sheet, height)
    let x: number = paper.left
    cells.forEach((cell, column) => {
      const width = columns[column] ?? 60
      sheet.page.drawRectangle({
        x,
        y: sheet.y - 8,
        width,
        height,
        borderWidth: 0.5,
        borderColor: rgb(0.3, 0.3, 0.3),
        ...(index === 0 && { color: rgb(0.88, 0.91, 0.95) }),
      })
      const font = index === 0 ? sheet.fonts.bold : sheet.fonts.regular
      const [text = ''] = wrap(cell, font, { size: 10.5, width: width - 8 })
      sheet.page.drawText(text, { x: x + 4, y: sheet.y, size: 10.5, font })
      x += width
    })
    sheet.y -= height
  }
  sheet.y -= 18
}

function figureRow(index: number, name: string, table: number): string[] {
  const planned = 40 + ((index * 17 + table * 7) % 60)
  const done = Math.min(planned, 20 + ((index * 13 + table * 11) % 80))
  return [
    String(index + 1),
    name,
    String(planned),
    String(done),
    `${((done / planned) * 100).toFixed(1).replace('.', ',')}%`,
  ]
}

function chart(sheet: Sheet, table: number): void {
  paragraph(sheet, `Biểu đồ ${Math.floor(table / 4) + 1}. Tỷ lệ hoàn thành 12 nhiệm vụ`, {
    font: sheet.fonts.bold,
    indent: 0,
  })
  const base = sheet.y - 220
  taskNames.forEach((_name, index) => {
    const height = 40 + ((index * 29 + table * 13) % 150)
    const x = paper.left + index * 37
    sheet.page.drawRectangle({ x, y: base, width: 24, height, color: rgb(0.12, 0.33, 0.59) })
    centred(sheet, `NV${index + 1}`, { x: x + 12, y: base - 14, size: 9, font: sheet.fonts.regular })
  })
  sheet.page.drawLine({
    start: { x: paper.left - 4, y: base },
    end: { x: paper.left + 12 * 37, y: base },
    thickness: 1,
  })
  sheet.y = base - 40
}

function numberPages({ doc, fonts }: Sheet): void {
  doc.getPages().forEach((page, index) => {
    if (index === 0) return
    const text = String(index + 1)
    page.drawText(text, {
      x: paper.width / 2 - fonts.regular.widthOfTextAtSize(text, 12) / 2,
      y: paper.height - 36,
      size: 12,
      font: fonts.regular,
    })
  })
}

async function scanned(doc: PDFDocument, plan: PaperPlan, font: OutlineFont): Promise<void> {
  const dots = { width: 992, height: 1404 }
  for (let number = 0; number < plan.pages; number++) {
    const lines: ScanLine[] = [
      {
        text: number === 0 ? 'TỈNH ĐOÀN (đơn vị giả định)' : `– ${number + 1} –`,
        x: number === 0 ? 150 : 470,
        y: 120,
        size: 26,
      },
    ]
    bodyText.letter(number).forEach((text, index) => lines.push({ text, x: 150, y: 220 + index * 42, size: 27 }))
    const image = await doc.embedPng(drawScan(lines, { ...dots, font, seed: 7 + number }))
    newPage(doc).drawImage(image, { x: 0, y: 0, width: paper.width, height: paper.height })
  }
}
