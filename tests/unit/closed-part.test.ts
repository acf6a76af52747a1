import { describe, expect, test } from 'vitest'
import type { ItemId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { outerMeetings, partsByItem, rosterOfPart } from '#domain/meeting/closed-part.ts'

const meeting = (id: string, partOf = '', partAfter = '') => ({
  id: id as MeetingId,
  partOf,
  partAfter,
  startsAt: 0,
})
const items = ['i1', 'i2'].map((id) => ({ id: id as ItemId }))
const ids = (some: readonly { readonly id: string }[] | undefined) => some?.map(({ id }) => id)

describe('where a closed part stands', () => {
  test('within its meeting; alone for whoever has only the part', () => {
    expect(ids(outerMeetings([meeting('whole'), meeting('part', 'whole'), meeting('lone', 'elsewhere')]))).toEqual([
      'whole',
      'lone',
    ])
  })
  test('after its item, before all where none is named, and at the end where that item was removed', () => {
    const parts = [meeting('b', 'whole', 'i1'), meeting('a', 'whole'), meeting('c', 'whole', 'gone'), meeting('d', 'x')]
    const placed = partsByItem(parts, 'whole' as MeetingId, items)
    expect([ids(placed.get('')), ids(placed.get('i1')), ids(placed.get('i2'))]).toEqual([['a'], ['b'], ['c']])
    expect(placed.size).toBe(3)
  })
  test('in a meeting without items, it stands alone', () => {
    expect(ids(partsByItem([meeting('a', 'whole', 'gone')], 'whole' as MeetingId, []).get(''))).toEqual(['a'])
  })
})

test('who conducts and writes is in every part; of the others those who are named, with what they are in the whole', () => {
  const person = (id: string) => id as PersonId
  const whole = [
    { person: person('chair'), roles: ['chair', 'member'] },
    { person: person('secretary'), roles: ['secretary'] },
    { person: person('named'), roles: ['member'] },
    { person: person('other'), roles: ['member'] },
  ] as const
  expect(rosterOfPart(whole, new Set([person('named'), person('chair')]))).toEqual([
    { person: 'chair', roles: ['chair', 'member'] },
    { person: 'secretary', roles: ['secretary'] },
    { person: 'named', roles: ['member'] },
  ])
  expect(rosterOfPart(whole, new Set())).toEqual([
    { person: 'chair', roles: ['chair'] },
    { person: 'secretary', roles: ['secretary'] },
  ])
})
