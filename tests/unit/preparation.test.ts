import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgenda, flattenAgenda } from '#domain/agenda/agenda.ts'
import { copyAgenda, copyRoster } from '#domain/agenda/copy-agenda.ts'
import { calendarFile } from '#domain/meeting/calendar-file.ts'
import { readingBudget } from '#domain/papers/reading-budget.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { an, binh, chair, id } from '#support/sitting.ts'

describe('an agenda that is made after another', () => {
  const one = {
    id: id('i', 1),
    parent: null,
    position: 'V',
    title: 'Báo cáo',
    kind: 'report' as const,
    presenter: 'An',
    owningUnit: '',
    paperInRoom: '',
    minutes: 10,
    status: 'concluded' as const,
    note: '',
  }
  test('has the same tree under new names, with nothing begun', () => {
    let next = 50
    const copied = copyAgenda(
      [
        one,
        { ...one, id: id('i', 2), parent: one.id, title: 'Thảo luận' },
        { ...one, id: id('i', 3), parent: id('i', 9) },
      ],
      () => id('i', next++),
    )
    expect(copied.map(({ id: name }) => name)).toEqual([id('i', 50), id('i', 51), id('i', 52)])
    expect(copied.map(({ parent }) => parent)).toEqual([null, id('i', 50), null])
    expect(copied.every(({ status }) => status === 'planned')).toBe(true)
    expect(flattenAgenda(buildAgenda(copied)).map(({ depth }) => depth)).toEqual([0, 1, 0])
  })
  test('who sat there for a member does not come again by that', () => {
    expect(
      copyRoster([
        { person: chair, roles: ['chair', 'member'] },
        { person: an, roles: ['substitute'] },
        { person: binh, roles: ['guest', 'substitute'] },
      ]),
    ).toEqual([
      { person: chair, roles: ['chair', 'member'] },
      { person: binh, roles: ['guest'] },
    ])
  })
})

test.each([
  [1240, 3, 414, true],
  [60, 1, 60, false],
  [61, 1, 61, true],
  [120, 0, 120, true],
  [0, 5, 0, false],
])('%i pages in %i days are %i a day', (pages, days, pagesPerDay, isHeavy) => {
  expect(readingBudget(pages, { from: 0, until: days * dayMs + 1 })).toMatchObject({ pagesPerDay, isHeavy })
})

describe('a calendar file', () => {
  const entry = {
    id: 'm_1',
    title: 'Phiên họp; Ban Bí thư, tháng 2',
    place: 'Phòng số 1\nTầng 3',
    description: '',
    startsAt: Date.UTC(2027, 1, 5, 1),
    endsAt: Date.UTC(2027, 1, 5, 4),
    isCancelled: false,
    now: Date.UTC(2027, 0, 1),
  }
  test('has the time in UTC, and every sign escaped that means something there', () => {
    const text = calendarFile(entry).replaceAll('\r\n ', '')
    for (const line of [
      'DTSTART:20270205T010000Z',
      'DTEND:20270205T040000Z',
      'SUMMARY:Phiên họp\\; Ban Bí thư\\, tháng 2',
      'LOCATION:Phòng số 1\\nTầng 3',
      'STATUS:CONFIRMED',
    ])
      expect(text.split('\r\n')).toContain(line)
    expect(calendarFile({ ...entry, isCancelled: true })).toContain('METHOD:CANCEL')
  })
  test('no line is longer than 75 octets, whatever is written, and unfolded it is what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const text = calendarFile({ ...entry, title })
        const isShort = text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)
        return isShort && text.replaceAll('\r\n ', '').includes('SUMMARY:')
      }),
    )
  })
})
