import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { getDocument, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { makePack, type PackToMake } from '#adapters/pdf-export/make-pack.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import { isSoundPdf, tinos } from '#support/pdf-check.ts'
import { writeTextPaper } from '#support/test-papers.ts'
import { newId, temporaryFolder } from '#support/test-server.ts'

const words = {
  contents: 'Mục lục',
  item: 'Mục',
  page: 'trang',
  unreadable: 'Tài liệu này chưa đưa được vào tập.',
}
const cover = { organisation: 'Trung ương Đoàn', title: 'Hội nghị Ban Thường vụ', lines: ['Thứ Tư, 25/11/2026, 8:00'] }

const nothing = { marks: [], watermark: null }

async function paperOf(pages: readonly string[]): Promise<Uint8Array> {
  const folder = await temporaryFolder()
  const file = path.join(folder.path, 'paper.pdf')
  await writeTextPaper(file, pages)
  const bytes = await readFile(file)
  await folder.remove()
  return bytes
}

async function made(sections: PackToMake['sections'], preface: PackToMake['preface'] = []) {
  const bytes = await makePack(
    { cover, preface, sections, words },
    { regular: await tinos('400Regular'), bold: await tinos('700Bold') },
  )
  expect(await isSoundPdf(bytes)).toBe(true)
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  const texts = []
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    texts.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .normalize('NFC'),
    )
  }
  return { pdf, texts }
}

test('a pack has a cover, linked contents in the order of the agenda, and every page says its item and its number', async () => {
  const { pdf, texts } = await made([
    { number: '1', title: 'Khai mạc', papers: [] },
    {
      number: '2',
      title: 'Báo cáo kết quả công tác Đoàn',
      papers: [
        { title: 'Báo cáo năm 2026', bytes: await paperOf(['Báo cáo trang một', 'Báo cáo trang hai']), along: nothing },
      ],
    },
    {
      number: '2.1',
      title: 'Thảo luận',
      papers: [{ title: 'Gợi ý thảo luận', bytes: await paperOf(['Gợi ý của chủ trì']), along: nothing }],
    },
  ])
  expect(texts).toHaveLength(5)
  expect(texts[0]).toContain('Hội nghị Ban Thường vụ')
  expect(texts[1]).toMatch(/Mục lục.*1\. Khai mạc.*2\. Báo cáo kết quả.*Báo cáo năm 2026.*2\.1\. Thảo luận/)
  expect(texts[2]).toMatch(/Báo cáo trang một.*Mục 2 · trang 3\/5/)
  expect(texts[3]).toMatch(/Báo cáo trang hai.*Mục 2 · trang 4\/5/)
  expect(texts[4]).toMatch(/Gợi ý của chủ trì.*Mục 2\.1 · trang 5\/5/)
  const targets = async (dest: unknown) => (await pdf.getPageIndex((dest as [never])[0])) + 1
  const links = (await (await pdf.getPage(2)).getAnnotations()).filter(({ subtype }) => subtype === 'Link')
  expect(await Promise.all(links.map(({ dest }) => targets(dest)))).toEqual([3, 3, 3, 5, 5])
  const outline = await pdf.getOutline()
  expect(outline.map(({ title }) => title)).toEqual([
    '1. Khai mạc',
    '2. Báo cáo kết quả công tác Đoàn',
    '2.1. Thảo luận',
  ])
  expect(await targets(outline[1]?.items[0]?.dest)).toBe(3)
})

test('a paper that is broken or absent keeps its place with a sentence; a turned page is stamped as it is read; marks go along', async () => {
  const turned = await PDFDocument.load(await paperOf(['Bảng số liệu nằm ngang']))
  turned.getPage(0).setRotation(degrees(90))
  const mark = {
    id: newId('k'),
    kind: 'text' as const,
    target: {
      file: 'a'.repeat(64) as FileId,
      page: 0,
      box: [60, 600, 260, 640] as const,
      lines: [],
      strokes: [],
      quote: null,
      fingerprint: [],
    },
    color: '#1f2933',
    width: 14,
    body: 'Đề nghị đối chiếu lại số liệu quý III',
    createdAt: 0,
    changedAt: 0,
  }
  const { pdf, texts } = await made([
    {
      number: '',
      title: 'Tài liệu chung',
      papers: [
        { title: 'Quy chế làm việc', bytes: null, along: nothing },
        { title: 'Tệp hỏng', bytes: new TextEncoder().encode('không phải PDF'), along: nothing },
        {
          title: 'Phụ lục',
          bytes: await turned.save(),
          along: {
            marks: [{ author: 'Hoàng Thanh Liên', marks: [{ mark, outlines: [] }] }],
            watermark: 'Hoàng Thanh Liên · Văn phòng · 25/11/2026',
          },
        },
      ],
    },
  ])
  expect(texts[2]).toMatch(/Quy chế làm việc.*chưa đưa được vào tập.*trang 3\/5/)
  expect(texts[3]).toMatch(/Tệp hỏng.*chưa đưa được vào tập/)
  expect(texts[4]).toContain('trang 5/5')
  expect(texts[4]).toContain('Hoàng Thanh Liên · Văn phòng · 25/11/2026')
  const page = await pdf.getPage(5)
  expect(page.rotate).toBe(90)
  // As it is read, the stamp runs level at the right foot, and the watermark rises to the right.
  const { transform } = page.getViewport({ scale: 1 })
  const placed = (await page.getTextContent()).items.flatMap((entry) =>
    'str' in entry
      ? [{ text: entry.str.normalize('NFC'), at: Util.transform(transform, entry.transform) as number[] }]
      : [],
  )
  const [across = 0, down = 0, , , right = 0, fromTop = 0] =
    placed.find(({ text }) => text.includes('trang 5/5'))?.at ?? []
  expect([Math.sign(Math.round(across)), Math.round(down)]).toEqual([1, 0])
  expect(right).toBeGreaterThan(700)
  expect(fromTop).toBeGreaterThan(570)
  const [rises = 0, upwards = 0] = placed.find(({ text }) => text.startsWith('Hoàng Thanh Liên'))?.at ?? []
  expect(Math.round((Math.atan2(-upwards, rises) * 180) / Math.PI)).toBe(30)
  const [annotation] = await page.getAnnotations()
  expect(annotation).toMatchObject({ subtype: 'FreeText', contentsObj: { str: mark.body } })
})

test('long contents run over several pages, and the numbers still lead to the right ones', async () => {
  const papers = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => ({
      title: `Tờ trình số ${n + 1} về việc triển khai chương trình công tác Đoàn và phong trào thanh thiếu nhi`,
      bytes: await paperOf([`Nội dung tờ trình ${n + 1}`]),
      along: nothing,
    })),
  )
  const { texts, pdf } = await made([{ number: '1', title: 'Các tờ trình', papers }])
  const front = pdf.numPages - 60
  expect(front).toBeGreaterThan(2)
  expect(texts[front]).toContain(`Nội dung tờ trình 1 `)
  const link = (await (await pdf.getPage(front)).getAnnotations()).at(-1)
  expect((await pdf.getPageIndex(link.dest[0])) + 1).toBe(pdf.numPages)
})

test('what the last meeting concluded and what is under way stands before the papers, in the contents too', async () => {
  const lines = Array.from({ length: 60 }, (_, n) => `Giao đồng chí Nguyễn Văn An việc số ${n + 1}`)
  const paper = { title: 'Báo cáo', bytes: await paperOf(['Báo cáo trang một']), along: nothing }
  const { texts } = await made(
    [{ number: '1', title: 'Khai mạc', papers: [paper] }],
    [
      { title: 'Kết luận phiên trước', lines: ['Thông qua Điều lệ.'] },
      { title: 'Nhiệm vụ đang thực hiện', lines },
    ],
  )
  expect(texts).toHaveLength(6)
  expect(texts[1]).toMatch(/Kết luận phiên trước.*3.*Nhiệm vụ đang thực hiện.*4.*1\. Khai mạc.*6/)
  expect(texts[2]).toContain('1. Thông qua Điều lệ.')
  expect(texts[3]).toContain('việc số 1')
  expect(texts[4]).toContain('việc số 60')
  expect(texts[5]).toContain('Báo cáo trang một')
})
