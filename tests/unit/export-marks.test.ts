import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { copyPaper } from '#adapters/pdf-export/annotate.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import type { Mark, MarkKind } from '#domain/marks/mark.ts'
import { isSoundPdf, tinos } from '#support/pdf-check.ts'
import { writeTextPaper } from '#support/test-papers.ts'
import { newId, temporaryFolder } from '#support/test-server.ts'

const at = Date.UTC(2026, 10, 24, 8, 30)

function mark(kind: MarkKind, page: number, body = ''): Mark {
  const isText = kind === 'highlight' || kind === 'underline' || kind === 'strike'
  return {
    id: newId('k'),
    kind,
    target: {
      file: 'a'.repeat(64) as FileId,
      page,
      box: [60, 700, 300, 760],
      lines: isText
        ? [
            [60, 745, 300, 760],
            [60, 725, 200, 740],
          ]
        : [],
      strokes:
        kind === 'ink' || kind === 'arrow'
          ? [
              [
                [60, 700, 0.2],
                [180, 760, 0.9],
                [300, 710, 0.4],
              ],
            ]
          : [],
      quote: null,
      fingerprint: [],
    },
    color: '#69db7c',
    width: 3,
    body,
    createdAt: at,
    changedAt: at,
  }
}

test('marks leave the app as standard annotations with author, time, words and an appearance of their own', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder.path, 'paper.pdf')
  await writeTextPaper(file, ['Trang một của báo cáo', 'Trang hai'])
  const kinds: readonly MarkKind[] = [
    'highlight',
    'underline',
    'strike',
    'ink',
    'area',
    'arrow',
    'text',
    'note',
    'bookmark',
  ]
  const marks = kinds.map((kind, index) => ({
    mark: mark(kind, index % 2, `Ý kiến về ${kind}: đề nghị làm rõ`),
    outlines: [
      [
        [60, 700],
        [180, 760],
        [300, 710],
      ] as const,
    ],
  }))
  const bytes = await copyPaper(
    await readFile(file),
    { marks: [{ author: 'Hoàng Thanh Liên', marks }], watermark: null },
    await tinos('400Regular'),
  )
  expect(await isSoundPdf(bytes)).toBe(true)
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
  expect(document.numPages).toBe(2)
  type Annotation = {
    readonly subtype: string
    readonly contentsObj: { readonly str: string }
    readonly titleObj: { readonly str: string }
    readonly modificationDate: string
    readonly hasAppearance: boolean
    readonly quadPoints?: ArrayLike<number>
    readonly inkLists?: readonly ArrayLike<number>[]
  }
  const found: Annotation[] = []
  for (const number of [1, 2])
    found.push(...((await (await document.getPage(number)).getAnnotations()) as Annotation[]))
  const wanted = {
    highlight: 'Highlight',
    underline: 'Underline',
    strike: 'StrikeOut',
    ink: 'Ink',
    area: 'Square',
    arrow: 'Line',
    text: 'FreeText',
  }
  for (const [kind, subtype] of Object.entries(wanted)) {
    const annotation = found.find((entry) => entry.subtype === subtype)
    expect(annotation).toMatchObject({
      contentsObj: { str: `Ý kiến về ${kind}: đề nghị làm rõ` },
      titleObj: { str: 'Hoàng Thanh Liên' },
      modificationDate: 'D:20261124083000Z',
      hasAppearance: true,
    })
  }
  expect(found.filter(({ subtype }) => subtype === 'Text')).toHaveLength(2)
  expect(found.find(({ subtype }) => subtype === 'Highlight')?.quadPoints).toHaveLength(16)
  expect(found.find(({ subtype }) => subtype === 'Ink')?.inkLists?.[0]).toHaveLength(6)
  const note = { mark: mark('note', 0), outlines: [] }
  const again = await copyPaper(
    bytes.slice(),
    { marks: [{ author: 'Người khác', marks: [note] }], watermark: null },
    await tinos('400Regular'),
  )
  const second = await getDocument({ data: again, verbosity: 0 }).promise
  expect(await (await second.getPage(1)).getAnnotations()).toHaveLength(
    (await (await document.getPage(1)).getAnnotations()).length + 1,
  )
  await folder.remove()
})

test('flat marks are part of the page: no annotation is left, their words can be read', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder.path, 'paper.pdf')
  await writeTextPaper(file, ['Trang một của báo cáo'])
  const note = { mark: mark('note', 0, 'Đề nghị **làm rõ** nguồn'), outlines: [] }
  const box = { mark: mark('text', 0, 'Chữ trong hộp'), outlines: [] }
  const bytes = await copyPaper(
    await readFile(file),
    { marks: [{ author: 'Hoàng Thanh Liên', marks: [note, box] }], watermark: null, isFlat: true },
    await tinos('400Regular'),
  )
  expect(await isSoundPdf(bytes)).toBe(true)
  const document = await getDocument({ data: bytes, verbosity: 0 }).promise
  const page = await document.getPage(1)
  expect(await page.getAnnotations()).toEqual([])
  const { items } = await page.getTextContent()
  const words = items.map((item) => ('str' in item ? item.str : '')).join('')
  expect(words).toContain('Đề nghị làm rõ nguồn')
  expect(words).toContain('Chữ trong hộp')
  await folder.remove()
})
