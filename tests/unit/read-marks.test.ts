import { PDFDocument, PDFHexString, PDFName, PDFString, type PDFPage } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { copyPaper } from '#adapters/pdf-export/annotate.ts'
import { readMarks } from '#adapters/pdf-export/read-marks.ts'
import { markKinds, type Mark, type MarkKind } from '#domain/marks/mark.ts'
import { file } from '#support/sitting.ts'
import { tinos } from '#support/pdf-check.ts'
import { newId } from '#support/test-server.ts'

function mark(kind: MarkKind, page: number): Mark {
  const isText = kind === 'highlight' || kind === 'underline' || kind === 'strike'
  const strokes = [
    [
      [60, 760, 0.5],
      [300, 700, 0.5],
    ],
  ] as const
  return {
    id: newId('k'),
    kind,
    target: {
      file,
      page,
      box: [60, 700, 300, 760],
      lines: isText ? [[60, 700, 300, 760]] : [],
      strokes: kind === 'ink' || kind === 'arrow' ? strokes : [],
      quote: null,
      fingerprint: [],
    },
    color: '#69db7c',
    width: kind === 'text' ? 14 : 3,
    body: `Ý kiến về ${kind}`,
    createdAt: 1,
    changedAt: 1,
  }
}
async function emptyPaper(): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.addPage([595, 842])
  doc.addPage([595, 842])
  return doc.save()
}

test('what we wrote into a copy comes back: kind, place, words, colour, author and name', async () => {
  const marks = markKinds.map((kind, index) => mark(kind, index % 2))
  const outlines = [[[60, 700] as const, [300, 760] as const, [300, 700] as const]]
  const copy = await copyPaper(
    await emptyPaper(),
    {
      marks: [{ author: 'Hoàng Thanh Liên', marks: marks.map((each) => ({ mark: each, outlines })) }],
      watermark: null,
    },
    await tinos('400Regular'),
  )
  const read = await readMarks(copy)
  expect(read.pageCount).toBe(2)
  expect(read.marks.map(({ name }) => name).toSorted()).toEqual(marks.map(({ id }) => id as string).toSorted())
  for (const { id, kind, target, body, color } of marks) {
    const found = read.marks.find(({ name }) => name === id)
    expect(found).toMatchObject({ kind, page: target.page, body, color, author: 'Hoàng Thanh Liên' })
    expect(found?.lines).toEqual(target.lines)
    expect(found?.strokes).toEqual(target.strokes)
    // Their frames are a little larger in the file: room for the line around them.
    for (const [index, side] of target.box.entries())
      if (kind !== 'note' && kind !== 'bookmark' && kind !== 'text')
        expect(Math.abs((found?.box[index] ?? 0) - side)).toBeLessThanOrEqual(1)
  }
})

/** A paper with annotations as other programs write them. */
async function foreign(entries: readonly Readonly<Record<string, unknown>>[]): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  const page: PDFPage = doc.addPage([595, 842])
  for (const entry of entries)
    page.node.addAnnot(doc.context.register(doc.context.obj({ Type: 'Annot', ...entry } as never)))
  return doc.save()
}
const rect = [10, 20, 110, 60]

test('annotations of other programs, in the forms that the standard allows', async () => {
  const { marks } = await readMarks(
    await foreign([
      // Corners counted around, as the standard says and few programs do; colour in CMYK.
      { Subtype: 'Squiggly', Rect: rect, QuadPoints: [10, 20, 110, 20, 110, 60, 10, 60], C: [0, 1, 1, 0] },
      { Subtype: 'Circle', Rect: [110, 60, 10, 20], C: [0.5], Contents: PDFHexString.fromText('Sửa chỗ này') },
      { Subtype: 'FreeText', Rect: rect, DA: PDFString.of('0 g /Helv 18.5 Tf'), Contents: PDFString.of('Chu') },
      { Subtype: 'Ink', Rect: rect, InkList: [[10, 20, 30, 40, 50], []], Border: [0, 0, 4] },
      { Subtype: 'Text', Rect: rect },
    ]),
  )
  expect(marks.map(({ kind, color, width, body }) => ({ kind, color, width, body }))).toEqual([
    { kind: 'underline', color: '#ff0000', width: 2, body: '' },
    { kind: 'area', color: '#808080', width: 2, body: 'Sửa chỗ này' },
    { kind: 'text', color: '#ffd43b', width: 20, body: 'Chu' },
    { kind: 'ink', color: '#ffd43b', width: 4, body: '' },
    { kind: 'note', color: '#ffd43b', width: 2, body: '' },
  ])
  expect(marks[0]?.lines).toEqual([[10, 20, 110, 60]])
  expect(marks[1]?.box).toEqual([10, 20, 110, 60])
  expect(marks[3]?.strokes).toEqual([
    [
      [10, 20, 0.5],
      [30, 40, 0.5],
    ],
  ])
})

test.each<readonly [string, Readonly<Record<string, unknown>>]>([
  ['a link', { Subtype: 'Link', Rect: rect }],
  ['a popup', { Subtype: 'Popup', Rect: rect }],
  ['a field of a form', { Subtype: 'Widget', Rect: rect }],
  ['a reply to another', { Subtype: 'Text', Rect: rect, IRT: PDFName.of('x') }],
  ['a highlight of nothing', { Subtype: 'Highlight', Rect: rect, QuadPoints: [1, 2, 3] }],
  ['a stroke without points', { Subtype: 'Ink', Rect: rect, InkList: [] }],
  ['a line without ends', { Subtype: 'Line', Rect: rect }],
  ['words that are none', { Subtype: 'FreeText', Rect: rect }],
  ['something without a place', { Subtype: 'Square' }],
])('%s is no mark', async (_, entry) => {
  expect((await readMarks(await foreign([entry]))).marks).toEqual([])
})
