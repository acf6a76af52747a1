import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createAuthorEditor, readAuthors } from '#adapters/yjs/other-documents.ts'
import type { HubDocument } from '#application/ports/document-hub.ts'
import { openRemarks } from '#application/remarks/remarks.ts'
import { openSharedMarks } from '#application/marks/shared-marks.ts'
import { assembleRemarks, isAnswered, mayWithdraw, type KeptAnswer, type SentRemark } from '#domain/remarks/remark.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { decodeAnswer, decodeRemark, encodeRemark, remarkKey } from '#protocol/marks/remark-format.ts'
import { an, binh, chair, file, id, secretary } from '#support/sitting.ts'

let ids = 0
let now = 0
/** A person's machine: the same document as the others' once `sync` has carried their changes over. */
function machine(me: PersonId) {
  const doc = new Y.Doc()
  const watchers = new Set<() => void>()
  doc.on('afterTransaction', () => watchers.forEach((watch) => watch()))
  const document = {
    read: () => readAuthors(doc),
    watch: (watcher: () => void) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    authorEditor: (person: PersonId) => createAuthorEditor(doc, person),
    flush: () => Promise.resolve(),
  } as unknown as HubDocument
  const remarks = openRemarks({
    document,
    me,
    mayAnswer: (person) => person === secretary || person === chair,
    now: () => ++now,
    newId: () => (++ids).toString(16).padStart(32, '0'),
  })
  return { doc, document, remarks, all: () => remarks.remarks.get() }
}
function sync(...machines: readonly ReturnType<typeof machine>[]): void {
  for (const from of machines)
    for (const to of machines) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
}
const place = { file, page: 2, quote: 'nguồn kinh phí' }

describe('remarks', () => {
  test('those that were written apart come together; each is answered, and its author sees what became of it', () => {
    const [a, b, office] = [machine(an), machine(binh), machine(secretary)]
    a.remarks.send('Làm rõ nguồn', place)
    b.remarks.send('Bổ sung phụ lục', null)
    sync(a, b, office)
    expect(office.all().map(({ author, text, answer }) => [author, text, answer])).toEqual([
      [an, 'Làm rõ nguồn', null],
      [binh, 'Bổ sung phụ lục', null],
    ])
    const [first] = office.all()
    if (!first) throw new Error('no remark')
    office.remarks.answer(first, { outcome: 'collected', text: '' })
    sync(a, office)
    expect(a.all()[0] && isAnswered(a.all()[0] as never)).toBe(false)
    const sentence = 'Đến hết năm 2027, 63 tỉnh, thành đoàn triển khai.'
    office.remarks.answer(first, { outcome: 'partly', text: 'Sửa ở bản 2', sentence })
    sync(a, office)
    expect(a.all()[0]).toMatchObject({
      place,
      answer: { by: secretary, outcome: 'partly', text: 'Sửa ở bản 2', sentence },
    })
  })
  test('its author takes it back until it is taken up; afterwards it stays, whatever their machine does', () => {
    const [a, office] = [machine(an), machine(secretary)]
    a.remarks.send('Một', null)
    a.remarks.send('Hai', null)
    sync(a, office)
    const [one, two] = a.all()
    if (!one || !two) throw new Error('no remarks')
    expect(mayWithdraw(one, an)).toBe(true)
    expect(mayWithdraw(one, binh)).toBe(false)
    a.remarks.withdraw(one.id)
    office.remarks.answer(two, { outcome: 'explained', text: 'Theo Điều lệ' })
    a.remarks.withdraw(two.id)
    sync(a, office)
    for (const { all } of [a, office])
      expect(all()).toMatchObject([{ author: an, text: 'Hai', answer: { outcome: 'explained' } }])
    expect(mayWithdraw(a.all()[0] as never, an)).toBe(false)
  })
  test('an answer of somebody who may not answer counts as nothing', () => {
    const [a, b] = [machine(an), machine(binh)]
    a.remarks.send('Một', null)
    sync(a, b)
    b.remarks.answer(b.all()[0] as never, { outcome: 'accepted', text: 'Tự nhận' })
    sync(a, b)
    expect(a.all()[0]?.answer).toBeNull()
  })
  test('of two answers the later holds on every machine alike', () => {
    const sent: SentRemark = { id: 'a'.repeat(32), author: an, at: 1, text: 'Một', place: null }
    const answer = (by: PersonId, at: number, text: string): KeptAnswer => ({
      by,
      at,
      outcome: 'accepted',
      text,
      remark: sent,
    })
    const may = () => true
    const some = [answer(secretary, 5, 'sau'), answer(chair, 3, 'trước')]
    expect(assembleRemarks([sent], some, may)[0]?.answer?.text).toBe('sau')
    expect(assembleRemarks([sent], some.toReversed(), may)[0]?.answer?.text).toBe('sau')
    const level = [answer(secretary, 5, 'thư ký'), answer(chair, 5, 'chủ trì')]
    expect(assembleRemarks([sent], level, may)).toEqual(assembleRemarks([sent], level.toReversed(), may))
  })
  test('remarks and shared marks live in one document and do not see each other', () => {
    const a = machine(an)
    const marks = openSharedMarks({
      paper: id('t', 1),
      letters: { sealTo: () => Promise.resolve(null), openSealed: () => Promise.resolve(null) },
      document: a.document,
      me: an,
      now: () => ++now,
      newId: () => 'x',
    })
    a.remarks.send('Một', place)
    expect(marks.marks.get()).toEqual([])
    expect(a.all()).toHaveLength(1)
  })
  test.each([
    ['no JSON', remarkKey('a'.repeat(32)), '{'],
    ['another version', remarkKey('a'.repeat(32)), JSON.stringify({ v: 2, at: 1, text: 'x', place: null })],
    ['a name that is none', 'remark/../x', encodeRemark({ at: 1, text: 'x', place: null })],
    [
      'a page that is none',
      remarkKey('a'.repeat(32)),
      encodeRemark({ at: 1, text: 'x', place: { file, page: -1, quote: '' } }),
    ],
    [
      'no file',
      remarkKey('a'.repeat(32)),
      encodeRemark({ at: 1, text: 'x', place: { file: 'x' as never, page: 1, quote: '' } }),
    ],
  ])('%s is not read', (_, key, value) => {
    expect(decodeRemark(an, key, value)).toBeNull()
    expect(decodeAnswer(an, key.replace('remark', 'answer'), value)).toBeNull()
  })
})
