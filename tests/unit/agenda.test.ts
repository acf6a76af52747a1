import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildAgenda, flattenAgenda, type AgendaItem } from '#domain/agenda/agenda.ts'
import { numberAgenda, toRoman } from '#domain/agenda/numbering.ts'
import { keyBetween, keysAfter } from '#domain/agenda/order-key.ts'
import { parsePastedAgenda } from '#domain/agenda/paste-agenda.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import { idFromBytes, type ItemId } from '#domain/kernel/ids.ts'

const id = (number: number): ItemId => idFromBytes('i', new Uint8Array(16).fill(number))
const anItem = (number: number, change: Partial<AgendaItem> = {}): AgendaItem => ({
  id: id(number),
  parent: null,
  position: String.fromCharCode(65 + number),
  title: `Nội dung ${number}`,
  kind: 'other',
  presenter: '',
  owningUnit: '',
  paperInRoom: '',
  minutes: 0,
  status: 'planned',
  note: '',
  ...change,
})
const titles = (items: readonly AgendaItem[]) => flattenAgenda(buildAgenda(items)).map(({ item }) => item.title)

test('items stand in the order of their positions, parts under their item', () => {
  const items = [anItem(3), anItem(1), anItem(2, { parent: id(1) })]
  expect(titles(items)).toEqual(['Nội dung 1', 'Nội dung 2', 'Nội dung 3'])
})

test('an item whose parent was removed elsewhere stands at the top level', () => {
  expect(titles([anItem(1), anItem(2, { parent: id(9) })])).toEqual(['Nội dung 1', 'Nội dung 2'])
})

test('whatever was moved where while apart, every item is shown exactly once', () => {
  const tree = fc.array(fc.record({ parent: fc.option(fc.nat(7)), position: fc.constantFrom('A', 'B', 'C') }), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(tree, (rows) => {
      const items = rows.map(({ parent, position }, index) =>
        anItem(index, { parent: parent === null ? null : id(parent), position }),
      )
      const shown = flattenAgenda(buildAgenda(items)).map(({ item }) => item.id)
      expect(shown.toSorted()).toEqual(items.map((item) => item.id).toSorted())
      expect(flattenAgenda(buildAgenda(items.toReversed())).map(({ item }) => item.id)).toEqual(shown)
    }),
  )
})

test('there is always a key between two keys, and it sorts there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 60 }), (places) => {
      const keys: string[] = []
      for (const place of places) {
        const at = keys.length === 0 ? 0 : place % (keys.length + 1)
        keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null))
      }
      expect(keys).toEqual(keys.toSorted())
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
  expect(keysAfter(null, 3)).toHaveLength(3)
})

test('arabic and roman numbering', () => {
  const nodes = buildAgenda([anItem(1), anItem(2), anItem(3, { parent: id(2) }), anItem(4, { parent: id(3) })])
  expect([...numberAgenda(nodes, 'arabic').values()]).toEqual(['1', '2', '2.1', '2.1.1'])
  expect([...numberAgenda(nodes, 'roman').values()]).toEqual(['I', 'II', 'II.1', 'II.1.1'])
  expect([4, 9, 14, 40, 1994].map(toRoman)).toEqual(['IV', 'IX', 'XIV', 'XL', 'MCMXCIV'])
})

test('planned times follow each other; parts count, deferred items do not', () => {
  const start = Date.UTC(2026, 11, 1, 1)
  const nodes = buildAgenda([
    anItem(1, { minutes: 10 }),
    anItem(2, { minutes: 5 }),
    anItem(3, { parent: id(2), minutes: 20 }),
    anItem(4, { minutes: 30, status: 'deferred' }),
    anItem(5, { minutes: 15 }),
  ])
  const timing = planAgenda(nodes, start)
  expect(timing.totalMinutes).toBe(45)
  expect(timing.byItem.get(id(5))?.start).toBe(start + 30 * 60_000)
  expect(timing.byItem.get(id(2))?.minutes).toBe(20)
})

test.each([
  [
    "I. Khai mạc (10 phút)\nII. Báo cáo\n1. Kết quả - 15'\n2. Phương hướng 20 phút",
    [
      ['Khai mạc', 0, 10],
      ['Báo cáo', 0, 0],
      ['Kết quả', 1, 15],
      ['Phương hướng', 1, 20],
    ],
  ],
  [
    '1. Một\n1.1. Một một\n\ta) chữ cái\n2) Hai',
    [
      ['Một', 0, 0],
      ['Một một', 1, 0],
      ['chữ cái', 1, 0],
      ['Hai', 0, 0],
    ],
  ],
  [
    '- Gạch một\n- Gạch hai (5p)',
    [
      ['Gạch một', 1, 0],
      ['Gạch hai', 1, 5],
    ],
  ],
  [
    'Không đánh số\n\tthụt vào',
    [
      ['Không đánh số', 0, 0],
      ['thụt vào', 1, 0],
    ],
  ],
  ['   \n\n', []],
])('a list pasted from Word: %j', (text, wanted) => {
  expect(parsePastedAgenda(text).map(({ title, depth, minutes }) => [title, depth, minutes])).toEqual(wanted)
})
