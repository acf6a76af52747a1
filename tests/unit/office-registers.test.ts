import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildAgenda, flattenAgenda } from '#domain/agenda/agenda.ts'
import { defaultQuorum } from '#domain/attendance/quorum.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { agendaFromList, isSoundType } from '#domain/organisation/meeting-type.ts'
import {
  applyNumber,
  emptyRegister,
  heldNumbers,
  judgeNumber,
  nextNumber,
  registerOf,
  type NumberRegister,
} from '#domain/organisation/number-register.ts'
import { emptyOrganisationLog, judgeOrganisationAct } from '#domain/organisation/organisation-log.ts'
import { an, binh, secretary } from '#support/sitting.ts'

const id = '2026/GM'
const take = (number: number, title = 'Giấy mời') => ({ t: 'number.take', register: id, number, title }) as const
const hold = (count: number) => ({ t: 'number.hold', register: id, count }) as const

test.each([
  ['……-GM/……', '2026/GM'],
  ['……-CTr/VPTW', '2026/CTr'],
  ['12-NQ/TWĐTN', '2026/NQ'],
  ['……', null],
  ['', null],
])('a document numbered %s belongs in %s', (number, register) => {
  expect(registerOf(number, 2026)).toBe(register)
})

test('numbers follow each other; what is held is its holder’s alone, also without a network, and is given out first', () => {
  let register = emptyRegister(id)
  const does = (by: typeof an, act: ReturnType<typeof take> | ReturnType<typeof hold>) => {
    const judged = judgeNumber(register, act, by)
    if (!judged.ok) return judged.error
    register = applyNumber(register, act, { by, at: 1 })
    return null
  }
  expect(does(an, take(1))).toBeNull()
  expect(does(binh, take(1))).toBe('number-taken')
  expect(does(an, take(3))).toBe('number-taken')
  expect(does(an, { ...take(2), title: ' ' })).toBe('invalid')
  expect(does(an, hold(3))).toBeNull()
  expect(heldNumbers(register, an)).toEqual([2, 3, 4])
  expect(does(binh, take(2))).toBe('number-taken')
  expect([nextNumber(register, binh, true), nextNumber(register, binh, false)]).toEqual([5, null])
  expect([nextNumber(register, an, true), nextNumber(register, an, false)]).toEqual([2, 2])
  expect(does(binh, take(5))).toBeNull()
  expect(does(an, take(3))).toBeNull()
  expect(does(an, take(3))).toBe('number-taken')
  expect(heldNumbers(register, an)).toEqual([2, 4])
  expect(does(an, hold(51))).toBe('invalid')
})

test('whoever takes and holds what in whatever order: no number is ever given twice', () => {
  const act = fc.oneof(
    fc.record({ by: fc.constantFrom(an, binh, secretary), number: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ by: fc.constantFrom(an, binh, secretary), count: fc.integer({ min: 1, max: 4 }) }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const end = acts.reduce<NumberRegister>((register, wanted) => {
        const done = 'count' in wanted ? hold(wanted.count) : take(wanted.number)
        return judgeNumber(register, done, wanted.by).ok
          ? applyNumber(register, done, { by: wanted.by, at: 1 })
          : register
      }, emptyRegister(id))
      const given = end.taken.map(({ number }) => number)
      expect(new Set(given).size).toBe(given.length)
      const held = end.held.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
      expect(new Set(held).size).toBe(held.length)
      for (const { by, from, to } of end.held)
        for (const entry of end.taken) if (entry.number >= from && entry.number <= to) expect(entry.by).toBe(by)
    }),
  )
})

test('numbers and types are the office’s', () => {
  const actor = (systemRoles: readonly ('admin' | 'secretariat')[]) => ({
    person: an,
    systemRoles,
    suspended: false,
    deviceRevoked: false,
  })
  const type = {
    id: idFromBytes('y', new Uint8Array(16)),
    name: 'Giao ban',
    body: null,
    room: null,
    agenda: '',
    quorum: defaultQuorum,
    tracksReading: false,
    remarkDays: 2,
    isOffered: true,
  }
  const judge = (roles: readonly ('admin' | 'secretariat')[], act: Parameters<typeof judgeOrganisationAct>[1]) => {
    const judged = judgeOrganisationAct(emptyOrganisationLog, act, actor(roles))
    return judged.ok ? null : judged.error
  }
  for (const act of [take(1), hold(2), { t: 'type.put', type } as const]) {
    expect(judge([], act)).toBe('no-right')
    expect(judge(['secretariat'], act)).toBeNull()
  }
  expect(judge(['secretariat'], { t: 'type.put', type: { ...type, name: ' ' } })).toBe('invalid')
  expect(isSoundType({ ...type, quorum: { ...defaultQuorum, num: 3, den: 2 } })).toBe(false)
})

test('a list becomes an agenda with its parts below their items', () => {
  let number = 0
  const items = agendaFromList(
    '1. Khai mạc (10 phút)\n2. Báo cáo (30 phút)\n2.1. Thảo luận (15 phút)\n2.2. Giải trình\n3. Kết luận',
    () => idFromBytes('i', new Uint8Array(16).fill(++number)),
  )
  const lines = flattenAgenda(buildAgenda(items)).map(({ item, depth }) => [depth, item.title, item.minutes])
  expect(lines).toEqual([
    [0, 'Khai mạc', 10],
    [0, 'Báo cáo', 30],
    [1, 'Thảo luận', 15],
    [1, 'Giải trình', 0],
    [0, 'Kết luận', 0],
  ])
  expect(agendaFromList('', () => idFromBytes('i', new Uint8Array(16)))).toEqual([])
})
