import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createSealedValuesEditor, readSealedValues } from '#adapters/yjs/sealed-values.ts'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { findAlike } from '#adapters/text/find-alike.ts'
import { openPrivateMarks } from '#application/marks/private-marks.ts'
import type { HubDocument } from '#application/ports/document-hub.ts'
import { createCell } from '#application/ports/live.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import { carryMarks, pageFingerprint, quoteOf } from '#domain/marks/carry-marks.ts'
import { simplifyStroke, touchesStroke } from '#domain/marks/ink.ts'
import type { InkPoint, Mark, MarkKind } from '#domain/marks/mark.ts'
import { decodeStroke, encodeStroke } from '#protocol/marks/ink-bytes.ts'
import { decodeMark, encodeMark } from '#protocol/marks/mark-format.ts'
import { newId, randomBytes } from '#support/test-server.ts'

const file = 'a'.repeat(64) as FileId
function markOn(page: number, text: string, words: string, kind: MarkKind = 'highlight'): Mark {
  const start = text.indexOf(words)
  return {
    id: newId('k'),
    kind,
    target: {
      file,
      page,
      box: [10, 20, 30, 40],
      lines: [[10, 20, 30, 40]],
      strokes: [],
      quote: start < 0 ? null : quoteOf(text, { start, end: start + words.length }),
      fingerprint: pageFingerprint(text),
    },
    color: '#ffd43b',
    width: 1,
    body: '',
    createdAt: 1,
    changedAt: 1,
  }
}

describe('ink', () => {
  const point = fc.tuple(
    fc.double({ min: -200, max: 2000, noNaN: true }),
    fc.double({ min: -200, max: 2000, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  test('comes back as it was, to a hundredth of a point and a 255th of pressure', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const back = decodeStroke(encodeStroke(points)) ?? []
        expect(back).toHaveLength(points.length)
        for (const [index, [x, y, pressure]] of points.entries()) {
          expect(Math.abs((back[index]?.[0] ?? 1e9) - x)).toBeLessThanOrEqual(0.0051)
          expect(Math.abs((back[index]?.[1] ?? 1e9) - y)).toBeLessThanOrEqual(0.0051)
          expect(Math.abs((back[index]?.[2] ?? 1e9) - pressure)).toBeLessThanOrEqual(0.002)
        }
      }),
    )
  })
  test('any bytes are read or refused, and never half', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const points = decodeStroke(bytes)
        for (const [x, y, pressure] of points ?? [])
          expect([Number.isFinite(x), Number.isFinite(y), pressure <= 1]).toEqual([true, true, true])
      }),
    )
    expect(decodeStroke(Uint8Array.from([2, 0, 0, 0]))).toBeNull()
    expect(decodeStroke(Uint8Array.from([1, 0, 0]))).toBeNull()
  })
  test('a simplified stroke keeps its ends and stays within the tolerance of every point left out', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 80 }), (points) => {
        const simple = simplifyStroke(points, 2)
        expect([simple[0], simple.at(-1)]).toEqual([points[0], points.at(-1)])
        for (const [x, y] of points) expect(touchesStroke(simple, [x, y], 2.000001)).toBe(true)
      }),
    )
  })
  test('a drawn line of 600 points needs less than a kilobyte', () => {
    const line = Array.from({ length: 600 }, (_, n): InkPoint => [
      100 + n / 3,
      300 + 20 * Math.sin(n / 60),
      0.5 + 0.3 * Math.sin(n / 90),
    ])
    expect(encodeStroke(simplifyStroke(line)).length).toBeLessThan(1000)
  })
})

test('a mark survives its format, and what this version cannot read is left alone', () => {
  const mark = markOn(2, 'Báo cáo tình hình thực hiện nhiệm vụ năm 2026', 'tình hình')
  const inked = { ...mark, target: { ...mark.target, strokes: [[[1.25, 2.5, 1] as const, [3, 4, 0] as const]] } }
  expect(decodeMark(encodeMark(inked))).toEqual(inked)
  for (const text of ['', '{', '{"v":2}', encodeMark(mark).replace('highlight', 'hologram')])
    expect(decodeMark(text)).toBeNull()
})

describe('carrying marks to another version', () => {
  const sentence = (n: number) =>
    `Đoạn thứ ${n} nói về chỉ tiêu số ${n * 7} của chương trình phối hợp giai đoạn ${2020 + n} với ${n * 13} đầu việc.`
  const pageText = (from: number) => Array.from({ length: 12 }, (_, n) => sentence(from + n)).join(' ')
  const old = [pageText(0), pageText(100), pageText(200)]
  const carry = (mark: Mark, pages: readonly string[]) => carryMarks([mark], { pages, findAlike }).get(mark.id)
  const on = (page: number, words: string, kind: MarkKind = 'highlight') => markOn(page, old[page] ?? '', words, kind)

  test('the same words stay', () => {
    expect(carry(on(1, sentence(105)), old)).toMatchObject({ kind: 'kept', page: 1 })
  })
  test('a page put before them moves them', () => {
    expect(carry(on(1, sentence(105)), [pageText(900), ...old])).toMatchObject({ kind: 'moved', page: 2 })
  })
  test('words that are broken into lines and written in another case or normal form are the same words', () => {
    const other = old.map((text) => text.toUpperCase().normalize('NFD').replaceAll(' ', '  \n'))
    expect(carry(on(2, sentence(203)), other)).toMatchObject({ kind: 'kept', page: 2 })
  })
  test('corrected words are proposed and to be confirmed', () => {
    const changed = (old[1] ?? '').replace('chỉ tiêu số 735', 'các chỉ tiêu số 740')
    expect(carry(on(1, sentence(105)), [old[0] ?? '', changed, old[2] ?? ''])).toMatchObject({
      kind: 'changed',
      page: 1,
    })
  })
  test('a corrected amount is the same place, because everything around it is', () => {
    const text = 'Hai là, trích 450 triệu đồng từ nguồn kinh phí thường xuyên để mua 30 máy tính cho phòng họp số 1.'
    const mark = markOn(0, text, 'Hai là, trích 450 triệu đồng từ nguồn kinh phí thường xuyên')
    expect(carry(mark, [text.replace('450', '480')])).toMatchObject({ kind: 'changed', page: 0, start: 0 })
  })
  test('words that are gone are set beside the nearest page, never dropped and never placed on others', () => {
    const gone = (old[1] ?? '').replace(sentence(105), '')
    expect(carry(on(1, sentence(105)), [old[0] ?? '', gone, old[2] ?? ''])).toEqual({
      kind: 'unplaced',
      nearestPage: 1,
    })
  })
  test('short words that stand everywhere are placed by what is around them', () => {
    const text = 'Điều 1. Đồng ý với báo cáo. Điều 2. Đồng ý với tờ trình. Điều 3. Đồng ý với dự thảo.'
    const start = text.indexOf('Đồng ý', 30)
    const mark: Mark = {
      ...markOn(0, text, 'Đồng ý'),
      target: { ...markOn(0, text, 'x').target, quote: quoteOf(text, { start, end: start + 6 }) },
    }
    const inserted = `Điều 0. Đồng ý với chương trình. ${text}`
    expect(carry(mark, [inserted])).toMatchObject({ kind: 'kept', start: inserted.indexOf('Đồng ý với tờ trình') })
  })
  test('a drawing stays on the page that reads as before, wherever that page went', () => {
    expect(carry(on(1, '', 'ink'), [old[0] ?? '', pageText(500), old[1] ?? '', old[2] ?? ''])).toEqual({
      kind: 'same-page',
      page: 2,
    })
    expect(carry(on(1, '', 'ink'), [pageText(500), pageText(600)])?.kind).toBe('unplaced')
  })
  test('every mark gets an answer, whatever the new version is', () => {
    const words = fc.array(fc.constantFrom('báo', 'cáo', 'chỉ', 'tiêu', 'số', '7', 'đồng', 'ý', '.'), { maxLength: 60 })
    fc.assert(
      fc.property(fc.array(words, { maxLength: 4 }), fc.nat(2), (pages, page) => {
        const mark = on(page, sentence(page * 100 + 3))
        const texts = pages.map((list) => list.join(' '))
        const place = carry(mark, texts)
        expect(place).toBeDefined()
        if (place && 'start' in place) {
          expect(place.end).toBeLessThanOrEqual(texts[place.page]?.length ?? -1)
          expect(place.start).toBeLessThan(place.end)
        }
      }),
    )
  })
})

describe('private marks', () => {
  const paper = newId('t')
  async function machine(doc: Y.Doc, key: Uint8Array<ArrayBuffer>) {
    const listeners = new Set<() => void>()
    doc.on('update', () => listeners.forEach((listener) => listener()))
    const first: number[] = []
    const document = {
      progress: createCell({ unsaved: 0, unsent: 0, fault: null }),
      watch: (listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      read: () => readSealedValues(doc),
      sealedValuesEditor: () => createSealedValuesEditor(doc),
      flush: async () => {},
    } as unknown as HubDocument
    const marks = openPrivateMarks({
      paper,
      document,
      sealer: await importSealer(key),
      onMarks: async () => void first.push(1),
    })
    await marks.flush()
    return { marks, first }
  }
  const text = 'Báo cáo tình hình thực hiện nhiệm vụ năm 2026'
  const added = (mark: Mark) => [{ before: null, after: mark }]

  test('show at once, are undone and redone by gesture, and are sealed in the document', async () => {
    const doc = new Y.Doc()
    const { marks, first } = await machine(doc, randomBytes(32))
    const [one, two] = [markOn(1, text, 'tình hình'), { ...markOn(0, text, 'nhiệm vụ'), body: 'lời dặn riêng' }]
    marks.change(added(one))
    expect(marks.marks.get()).toEqual([one])
    marks.change(added(two))
    expect(marks.marks.get()).toEqual([two, one])
    await marks.flush()
    expect(first).toEqual([1, 1])
    const bytes = new TextDecoder('latin1').decode(Y.encodeStateAsUpdate(doc))
    for (const secret of ['tình', 'nhiệm', 'dặn', 'highlight', '#ffd43b'])
      expect(bytes).not.toContain(Buffer.from(secret).toString('latin1'))
    marks.undo()
    expect(marks.marks.get()).toEqual([one])
    marks.redo()
    marks.change([
      { before: one, after: null },
      { before: two, after: { ...two, body: 'khác' } },
    ])
    await marks.flush()
    expect(marks.marks.get()).toEqual([{ ...two, body: 'khác' }])
    marks.undo()
    await marks.flush()
    expect(marks.marks.get()).toEqual([two, one])
  })
  test('two machines of one person merge; another key opens nothing and harms nothing', async () => {
    const [left, right] = [new Y.Doc(), new Y.Doc()]
    const key = randomBytes(32)
    const [here, there] = [await machine(left, key), await machine(right, key)]
    const [one, two] = [markOn(0, text, 'Báo cáo'), markOn(0, text, 'năm 2026')]
    here.marks.change(added(one))
    there.marks.change(added(two))
    await Promise.all([here.marks.flush(), there.marks.flush()])
    Y.applyUpdate(left, Y.encodeStateAsUpdate(right))
    Y.applyUpdate(right, Y.encodeStateAsUpdate(left))
    await Promise.all([here.marks.flush(), there.marks.flush()])
    expect(new Set(here.marks.marks.get())).toEqual(new Set([one, two]))
    expect(there.marks.marks.get()).toEqual(here.marks.marks.get())
    const stranger = await machine(left, randomBytes(32))
    expect(stranger.marks.marks.get()).toEqual([])
    expect(readSealedValues(left).size).toBe(2)
  })
})
