import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { Document, Packer, Paragraph } from 'docx'
import { TemplateHandler } from 'easy-template-x'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import encodeQr from 'qr'
import { describe, expect, test } from 'vitest'
import { writeFormPdf } from '#adapters/pdf-export/form-pdf.ts'
import { createDocumentForms, fillForm } from '#adapters/docx/document-forms.ts'
import { isSoundPdf, tinos } from '#support/pdf-check.ts'
import { formStyles, type FormValues } from '#application/ports/document-forms.ts'

const folder = path.resolve(import.meta.dirname, '../../assets/public/forms')
const forms = createDocumentForms(async (name) => new Uint8Array(await readFile(path.join(folder, name))))

const values: FormValues = {
  superior: 'BAN CHẤP HÀNH TRUNG ƯƠNG',
  agency: 'VĂN PHÒNG',
  number: '12-BB/TWĐTN-VP',
  place: 'Hà Nội',
  day: '05',
  month: '02',
  year: '2027',
  kind: 'BIÊN BẢN',
  title: 'Phiên họp Ban Bí thư thường kỳ',
  parts: [
    { heading: '1. Khai mạc', paragraphs: [{ text: 'Đồng chí Hoàng Thị Ngọc Huyền & các đồng chí <khách mời>.' }] },
    { heading: '2. Thảo luận', paragraphs: [{ text: 'Đoạn thứ nhất.' }, { text: 'Đoạn thứ hai: ằ ẵ ợ ữ ỹ Đ.' }] },
  ],
  column1: '',
  column2: '',
  column3: '',
  column4: '',
  column5: '',
  rows: [],
  chairTitle: 'CHỦ TRÌ',
  chairName: 'Nguyễn Ngọc Lương',
  chairSigned: '(Đã ký trên eCabinet lúc 10:00 05/02/2027)',
  secretaryTitle: 'THƯ KÝ',
  secretaryName: 'Đỗ Thị Ước',
  secretarySigned: '',
  recipientsTitle: 'Nơi nhận:',
  recipients: [{ name: 'Như thành phần' }, { name: 'Lưu: VP.' }],
  verification: 'Mã: 0123 4567',
  qr: `PM-RECORD/1 ${'0123456789ABCDEF'.repeat(4)}`,
}

const textOf = (docx: Uint8Array<ArrayBuffer>): Promise<string> => new TemplateHandler().getText(docx.slice().buffer)

describe.each(formStyles)('the minutes in the form "%s"', (style) => {
  test('has its heading, its number and every part in order, both signatures and those who receive it', async () => {
    const filled = await fillForm(await forms.shipped({ style, layout: 'minutes' }), values)
    if (!filled.ok) throw new Error(filled.error.kind)
    const text = await textOf(filled.value)
    expect(text).not.toMatch(/[{}]/)
    expect(text.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe(style === 'state')
    expect(text.includes('ĐOÀN TNCS HỒ CHÍ MINH')).toBe(style === 'union')
    expect(text).toContain('12-BB/TWĐTN-VP')
    expect(text).toContain('Hà Nội, ngày 05 tháng 02 năm 2027')
    const order = [
      'BIÊN BẢN',
      values.title,
      '1. Khai mạc',
      'Đồng chí Hoàng Thị Ngọc Huyền & các đồng chí <khách mời>.',
      '2. Thảo luận',
      'Đoạn thứ nhất.',
      'Đoạn thứ hai: ằ ẵ ợ ữ ỹ Đ.',
      'THƯ KÝ',
      'Đỗ Thị Ước',
      'CHỦ TRÌ',
      'Nguyễn Ngọc Lương',
      'Nơi nhận:',
      '- Như thành phần',
      '- Lưu: VP.',
    ]
    // The seals for machines: a picture in the file, where there is something to say, and none where there is not.
    const hasPicture = (docx: Uint8Array) => Buffer.from(docx).includes('word/media/')
    expect(hasPicture(filled.value)).toBe(true)
    const bare = await fillForm(await forms.shipped({ style, layout: 'minutes' }), { ...values, qr: '' })
    expect(bare.ok && hasPicture(bare.value)).toBe(false)
    let at = 0
    for (const line of order) {
      const found = text.indexOf(line, at)
      expect(found).toBeGreaterThanOrEqual(at)
      at = found + line.length
    }
  })
})

describe.each(formStyles)('the PDF of the minutes in the form "%s"', (style) => {
  test('is sound, says the same in the same order, numbers its pages from the second, and keeps the signatures together', async () => {
    const long = {
      ...values,
      parts: Array.from({ length: 30 }, (_, n) => ({
        heading: `${n + 1}. Nội dung thứ ${n + 1}`,
        paragraphs: [
          {
            text: `Đồng chí phát biểu ${'về kết quả thực hiện chương trình phối hợp, đề nghị làm rõ nguồn kinh phí; '.repeat(4)}`,
          },
          { text: 'Kết luận: thống nhất.' },
        ],
      })),
    }
    const bytes = await writeFormPdf({ style, layout: 'minutes' }, long, {
      regular: await tinos('400Regular'),
      bold: await tinos('700Bold'),
      italic: await tinos('400Regular_Italic'),
    })
    expect(await isSoundPdf(bytes)).toBe(true)
    const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
    const pages: string[] = []
    for (let page = 1; page <= pdf.numPages; page++) {
      const { items } = await (await pdf.getPage(page)).getTextContent()
      pages.push(
        items
          .map((entry) => ('str' in entry ? entry.str : ''))
          .join(' ')
          .normalize('NFC')
          .replace(/\s+/g, ' '),
      )
    }
    const last = await pdf.getPage(pdf.numPages)
    const { fnArray } = await last.getOperatorList()
    const modules = encodeQr(values.qr, 'raw', { border: 1 }).flat().filter(Boolean).length
    expect(fnArray.filter((operator) => operator === OPS.constructPath).length).toBeGreaterThanOrEqual(modules)
    expect(pages.length).toBeGreaterThan(4)
    const text = pages.join(' ')
    expect(text.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe(style === 'state')
    expect(text.includes('ĐOÀN TNCS HỒ CHÍ MINH')).toBe(style === 'union')
    expect(text).toContain('Số: 12-BB/TWĐTN-VP')
    let at = 0
    for (const line of ['BIÊN BẢN', ...long.parts.map(({ heading }) => heading), 'Nguyễn Ngọc Lương', 'Lưu: VP.']) {
      const found = text.indexOf(line, at)
      expect(found).toBeGreaterThanOrEqual(at)
      at = found + line.length
    }
    expect(pages.filter((page) => page.includes('THƯ KÝ'))).toHaveLength(1)
    expect(pages.find((page) => page.includes('THƯ KÝ'))).toContain('Nguyễn Ngọc Lương')
    expect(pages[1]).toMatch(/(^| )2( |$)/)
  })
})

const invitation: FormValues = {
  ...values,
  kind: 'GIẤY MỜI',
  parts: [
    { heading: '', paragraphs: [{ text: 'Văn phòng trân trọng kính mời đồng chí dự họp.' }] },
    { heading: 'Thời gian', paragraphs: [{ text: '8 giờ 00, ngày 05/02/2027.' }] },
  ],
  chairTitle: 'TL. BAN BÍ THƯ\nCHÁNH VĂN PHÒNG',
  secretaryTitle: '',
  secretaryName: '',
}
const list: FormValues = {
  ...values,
  kind: 'BẢNG TỔNG HỢP Ý KIẾN',
  parts: [],
  column1: 'STT',
  column2: 'Đồng chí',
  column3: 'Chỗ góp ý',
  column4: 'Nội dung góp ý',
  column5: 'Tiếp thu, giải trình',
  rows: Array.from({ length: 60 }, (_, n) => ({
    cell1: String(n + 1),
    cell2: `Nguyễn Thị Ước ${n + 1}`,
    cell3: 'Tờ trình, trang 3',
    cell4: `Đề nghị làm rõ nguồn kinh phí, ${'tiến độ và đơn vị chịu trách nhiệm; '.repeat(n === 30 ? 90 : 1)}hết ý ${n + 1}.`,
    cell5: 'Tiếp thu.\nĐã sửa ở bản 2.',
  })),
}
const fonts = async () => ({
  regular: await tinos('400Regular'),
  bold: await tinos('700Bold'),
  italic: await tinos('400Regular_Italic'),
})
async function pagesOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  return Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent()
      const words = items.map((entry) => ('str' in entry ? entry.str : '')).join(' ')
      return words.normalize('NFC').replace(/\s+/g, ' ')
    }),
  )
}

describe.each(formStyles)('letters and lists in the form "%s"', (style) => {
  test('a letter has no line for a heading that is not there, and signs on the right of those who receive it', async () => {
    const filled = await fillForm(await forms.shipped({ style, layout: 'letter' }), invitation)
    if (!filled.ok) throw new Error(filled.error.kind)
    const text = await textOf(filled.value)
    expect(text).not.toMatch(/[{}]/)
    for (const line of [
      'GIẤY MỜI',
      'trân trọng kính mời',
      'Thời gian',
      'Như thành phần',
      'CHÁNH VĂN PHÒNG',
      'Nguyễn Ngọc Lương',
    ])
      expect(text).toContain(line)
    const bytes = await writeFormPdf({ style, layout: 'letter' }, invitation, await fonts())
    expect(await isSoundPdf(bytes)).toBe(true)
    const pages = await pagesOf(bytes)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatch(/TL\. BAN BÍ THƯ.*CHÁNH VĂN PHÒNG.*Nguyễn Ngọc Lương/)
  })

  test('a list has every row once, its head on every page, and divides only what is longer than a page', async () => {
    const filled = await fillForm(await forms.shipped({ style, layout: 'list' }), list)
    if (!filled.ok) throw new Error(filled.error.kind)
    const text = await textOf(filled.value)
    expect(text).not.toMatch(/[{}]/)
    for (let n = 1; n <= 60; n++) expect(text.split(`hết ý ${n}.`)).toHaveLength(2)
    const bytes = await writeFormPdf({ style, layout: 'list' }, list, await fonts())
    expect(await isSoundPdf(bytes)).toBe(true)
    const pages = await pagesOf(bytes)
    expect(pages.length).toBeGreaterThan(3)
    expect(pages.find((page) => page.includes('Nơi nhận:'))).toContain('Lưu: VP.')
    const withRows = pages.filter((page) => /Nguyễn Thị Ước|Đã sửa/.test(page))
    for (const page of withRows) expect(page).toContain('Tiếp thu, giải trình')
    const whole = pages.join(' ')
    for (let n = 1; n <= 60; n++) expect(whole.split(`hết ý ${n}.`)).toHaveLength(2)
    for (let n = 1; n <= 60; n++) {
      const begins = pages.findIndex((page) => page.includes(`Ước ${n} `))
      const ends = pages.findIndex((page) => page.includes(`hết ý ${n}.`))
      if (n !== 31) expect(ends).toBe(begins)
    }
  })
})

test('an office’s own form with a tag that stands for nothing is named, and nothing is written', async () => {
  const own = new Document({ sections: [{ children: [new Paragraph('{agency}'), new Paragraph('{chu_ky_so}')] }] })
  const form = new Uint8Array(await Packer.toBuffer(own))
  expect(await fillForm(form, values)).toEqual({ ok: false, error: { kind: 'unknown-tag', tag: 'chu_ky_so' } })
})

test('what is no DOCX, or has a loop that does not end, is refused', async () => {
  const unended = new Document({ sections: [{ children: [new Paragraph('{#parts}'), new Paragraph('{heading}')] }] })
  for (const form of [new TextEncoder().encode('%PDF-1.7'), new Uint8Array(await Packer.toBuffer(unended))])
    expect(await fillForm(form, values)).toEqual({ ok: false, error: { kind: 'not-a-form' } })
})

test('a PDF of the office says that it is for the archive: fonts inside, colours defined, the same words in both places', async () => {
  const fonts = {
    regular: await tinos('400Regular'),
    bold: await tinos('700Bold'),
    italic: await tinos('400Regular_Italic'),
  }
  const bytes = await writeFormPdf({ layout: 'minutes', style: 'union' }, values, fonts)
  expect(await isSoundPdf(bytes)).toBe(true)
  expect(await writeFormPdf({ layout: 'minutes', style: 'union' }, values, fonts)).toEqual(bytes)
  // Four letters that no text has, after the first line (ISO 19005-2, 6.1.2).
  expect([...bytes.subarray(9, 14)].slice(1).every((byte) => byte > 127)).toBe(true)
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  const { catalog, context } = doc
  const xmp = new TextDecoder().decode(
    decodePDFRawStream(catalog.lookup(PDFName.of('Metadata')) as PDFRawStream).decode(),
  )
  expect(xmp).toMatch(/<pdfaid:part>2<.*\n<pdfaid:conformance>B</)
  expect(xmp).toContain(`>${doc.getTitle()}<`)
  expect(xmp).toContain(`<xmp:CreateDate>${doc.getCreationDate()?.toISOString().replace('.000', '')}<`)
  const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict)
  const profile = decodePDFRawStream(intent.lookup(PDFName.of('DestOutputProfile')) as PDFRawStream).decode()
  expect(new DataView(profile.buffer, profile.byteOffset).getUint32(0)).toBe(profile.length)
  expect(new TextDecoder('latin1').decode(profile.subarray(36, 40))).toBe('acsp')
  expect(context.trailerInfo.ID).toBeDefined()
  const dicts = context.enumerateIndirectObjects().flatMap(([, value]) => (value instanceof PDFDict ? [value] : []))
  const kinds = dicts.filter((dict) => dict.get(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
  expect(kinds.length).toBeGreaterThan(1)
  for (const font of kinds) expect(font.has(PDFName.of('FontFile2')) || font.has(PDFName.of('FontFile3'))).toBe(true)
  // Nothing that such a file may not have.
  for (const dict of dicts)
    for (const name of ['JS', 'Launch', 'SMask', 'EmbeddedFile', 'Encrypt'])
      expect(dict.has(PDFName.of(name))).toBe(false)
})
