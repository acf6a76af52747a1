import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { TemplateHandler } from 'easy-template-x'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { writeMinutesPdf } from '#adapters/pdf-export/minutes-pdf.ts'
import { createDocumentForms, fillForm } from '#adapters/docx/document-forms.ts'
import { isSoundPdf, tinos } from '#support/pdf-check.ts'
import { minutesForms, type FormValues } from '#application/ports/document-forms.ts'

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
  chairTitle: 'CHỦ TRÌ',
  chairName: 'Nguyễn Ngọc Lương',
  chairSigned: '(Đã ký trên eCabinet lúc 10:00 05/02/2027)',
  secretaryTitle: 'THƯ KÝ',
  secretaryName: 'Đỗ Thị Ước',
  secretarySigned: '',
  recipientsTitle: 'Nơi nhận:',
  recipients: [{ name: 'Như thành phần' }, { name: 'Lưu: VP.' }],
  verification: 'Mã: 0123 4567',
}

const textOf = (docx: Uint8Array<ArrayBuffer>): Promise<string> => new TemplateHandler().getText(docx.slice().buffer)

describe.each(minutesForms)('the form "%s"', (form) => {
  test('has its heading, its number and every part in order, both signatures and those who receive it', async () => {
    const filled = await fillForm(await forms.shipped(form), values)
    if (!filled.ok) throw new Error(filled.error.kind)
    const text = await textOf(filled.value)
    expect(text).not.toMatch(/[{}]/)
    expect(text.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe(form === 'state')
    expect(text.includes('ĐOÀN TNCS HỒ CHÍ MINH')).toBe(form === 'union')
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
    let at = 0
    for (const line of order) {
      const found = text.indexOf(line, at)
      expect(found).toBeGreaterThanOrEqual(at)
      at = found + line.length
    }
  })
})

describe.each(minutesForms)('the PDF in the form "%s"', (form) => {
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
    const bytes = await writeMinutesPdf(form, long, {
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
    expect(pages.length).toBeGreaterThan(4)
    const text = pages.join(' ')
    expect(text.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe(form === 'state')
    expect(text.includes('ĐOÀN TNCS HỒ CHÍ MINH')).toBe(form === 'union')
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
