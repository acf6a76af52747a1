import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changesBetween,
  changesSince,
  mustAnswerAgain,
  type InvitationChange,
  type InvitationFacts,
  type IssuedInvitation,
} from '#domain/invitation/invitation.ts'
import { idFromBytes, type ItemId, type UnitId } from '#domain/kernel/ids.ts'
import { dutiesOf } from '#domain/meeting/meeting-duties.ts'
import { isOfUnit, type Unit } from '#domain/organisation/organisation.ts'
import { documentRights } from '#domain/permissions/document-access.ts'
import { an, binh, chair, chi, meeting, secretary, Sitting } from '#support/sitting.ts'

const itemOf = (number: number) => `i_${number}` as ItemId
const facts = (change: Partial<InvitationFacts> = {}): InvitationFacts => ({
  title: 'Hội nghị',
  startsAt: 100,
  place: 'Phòng A',
  items: [
    { item: itemOf(1), title: 'Khai mạc' },
    { item: itemOf(2), title: 'Thảo luận' },
  ],
  ...change,
})

describe('what an invitation that is sent again changes', () => {
  test.each<[string, Partial<InvitationFacts>, readonly InvitationChange[]]>([
    ['nothing', {}, []],
    ['the title', { title: 'Đại hội' }, [{ kind: 'title', before: 'Hội nghị', after: 'Đại hội' }]],
    ['the time', { startsAt: 200 }, [{ kind: 'time', before: 100, after: 200 }]],
    ['the place', { place: '' }, [{ kind: 'place', before: 'Phòng A', after: '' }]],
    [
      'items that came, went and have another name',
      {
        items: [
          { item: itemOf(2), title: 'Thảo luận tổ' },
          { item: itemOf(3), title: 'Bế mạc' },
        ],
      },
      [
        { kind: 'item-renamed', before: 'Thảo luận', after: 'Thảo luận tổ' },
        { kind: 'item-added', title: 'Bế mạc' },
        { kind: 'item-removed', title: 'Khai mạc' },
      ],
    ],
    ['that it is in the calendar now', { listed: { endsAt: 9, room: null, body: null } }, [{ kind: 'listed' }]],
    ['the order', { items: facts().items.toReversed() }, [{ kind: 'order' }]],
  ])('%s', (_name, change, expected) => {
    expect(changesBetween(facts(), facts(change))).toEqual(expected)
  })

  const anyFacts = fc.record({
    title: fc.string({ maxLength: 5 }),
    startsAt: fc.nat(3),
    place: fc.string({ maxLength: 3 }),
    items: fc.uniqueArray(fc.record({ item: fc.nat(6).map(itemOf), title: fc.constantFrom('a', 'b') }), {
      selector: ({ item }) => item,
      maxLength: 6,
    }),
  })
  test('no sentence where nothing changed, and one where anything did', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, after) => {
        const isSame = JSON.stringify(before) === JSON.stringify(after)
        expect(changesBetween(before, after).length === 0).toBe(isSame)
      }),
    )
  })

  test('who answered is told what came since; who has not, what differs from the first', () => {
    const out = (startsAt: number, at: number): IssuedInvitation => ({ ...facts({ startsAt }), at, by: secretary })
    const issued = [out(100, 1), out(200, 5), out(300, 9)]
    const time = (answeredAt: number | null) =>
      changesSince(issued, answeredAt).flatMap((change) => (change.kind === 'time' ? [change.before] : []))
    expect([time(null), time(2), time(5), time(9), time(20)]).toEqual([[100], [100], [200], [], []])
    expect(changesSince([], 3)).toEqual([])
    expect([mustAnswerAgain(changesSince(issued, 2)), mustAnswerAgain([{ kind: 'order' }])]).toEqual([true, false])
  })
})

describe('an invitation that is out', () => {
  const roster = () =>
    new Sitting([
      [chair, ['chair', 'member']],
      [an, ['member']],
    ])
  const issue = (change: Partial<InvitationFacts> = {}) =>
    ({ t: 'invitation.issue', meeting, invitation: facts(change) }) as const

  test('is sent by who may, and again only with something new', () => {
    const sitting = roster()
    expect(sitting.does(an, issue())).toBe('no-right')
    sitting.must(secretary, issue())
    expect(sitting.does(secretary, issue())).toBe('already-exists')
    sitting.must(secretary, issue({ place: 'Phòng B' }))
    sitting.must(secretary, { t: 'meeting.cancel', meeting, reason: 'x' })
    expect(sitting.does(secretary, issue({ place: 'Phòng C' }))).toBe('illegal-transition')
  })

  test('asks those who said yes again when the day has changed, and not when an item was renamed', () => {
    const sitting = roster()
    sitting.must(secretary, issue())
    sitting.now += 10
    const yes = { t: 'invitation.reply', meeting, person: an, answer: 'accept', reason: '', substitute: null } as const
    sitting.must(an, yes)
    expect(dutiesOf(sitting.state, an).reply).toBe(false)
    sitting.now += 10
    sitting.must(secretary, issue({ items: [{ item: itemOf(1), title: 'Mở đầu' }] }))
    expect(dutiesOf(sitting.state, an).reply).toBe(false)
    sitting.must(secretary, issue({ startsAt: 500 }))
    expect(dutiesOf(sitting.state, an).reply).toBe(true)
    sitting.now += 10
    sitting.must(an, yes)
    expect(dutiesOf(sitting.state, an).reply).toBe(false)
  })
})

describe('a unit that is invited', () => {
  const unit = idFromBytes('u', new Uint8Array(16).fill(3))
  const head = idFromBytes('p', new Uint8Array(16).fill(30))
  const invite = { t: 'unit.invite', meeting, unit, head, role: 'guest', seats: 2 } as const
  const sends = (...people: (typeof an)[]) => ({ t: 'unit.assign', meeting, unit, people }) as const
  const invited = () => {
    const sitting = new Sitting([
      [chair, ['chair', 'member']],
      [an, ['member']],
    ])
    sitting.must(secretary, invite)
    return sitting
  }
  const reads = (sitting: Sitting, person: typeof an) =>
    documentRights({ kind: 'agenda', meeting }, sitting.actor(person), () => sitting.state)

  test('its head reads the meeting, is asked, and says whom it sends: as many as there are seats', () => {
    const sitting = invited()
    expect([reads(sitting, head), reads(sitting, binh)]).toEqual(['read', 'none'])
    expect(dutiesOf(sitting.state, head).assign).toBe(2)
    expect(sitting.does(an, sends(binh))).toBe('no-right')
    expect(sitting.does(head, sends(binh, chi, an))).toBe('invalid')
    expect(sitting.does(head, sends(binh, binh))).toBe('invalid')
    sitting.must(head, sends(binh, chi))
    expect(dutiesOf(sitting.state, head).assign).toBe(0)
    expect([sitting.state.roles.get(binh), reads(sitting, binh)]).toEqual([['guest'], 'read'])
    sitting.must(head, sends(chi))
    expect([sitting.state.roles.has(binh), reads(sitting, binh)]).toEqual([false, 'none'])
  })
  test('a member whom it sends stays a member when it sends somebody else', () => {
    const sitting = invited()
    sitting.must(head, sends(an))
    expect(sitting.state.roles.get(an)).toEqual(['member', 'guest'])
    sitting.must(head, sends())
    expect(sitting.state.roles.get(an)).toEqual(['member'])
  })
  test('who has come in is not called back, by the head nor with the whole unit', () => {
    const sitting = invited()
    sitting.must(head, sends(binh))
    sitting.arrives(binh)
    expect(sitting.does(head, sends(chi))).toBe('illegal-transition')
    expect(sitting.does(secretary, { t: 'unit.uninvite', meeting, unit })).toBe('illegal-transition')
    sitting.must(head, sends(binh, chi))
  })
  test('invited as something else, those it sends are that; invited no more, nobody of it is', () => {
    const sitting = invited()
    sitting.must(head, sends(binh, chi))
    expect(sitting.does(secretary, { ...invite, seats: 1 })).toBe('invalid')
    sitting.must(secretary, { ...invite, role: 'presenter' })
    expect(sitting.state.roles.get(binh)).toEqual(['presenter'])
    sitting.must(secretary, { t: 'role.set', meeting, person: chi, roles: [] })
    sitting.must(secretary, { ...invite, role: 'observer' })
    expect([sitting.state.roles.get(binh), sitting.state.roles.has(chi)]).toEqual([['observer'], false])
    sitting.must(secretary, { t: 'unit.uninvite', meeting, unit })
    expect([sitting.state.roles.has(binh), reads(sitting, head)]).toEqual([false, 'none'])
  })
})

test('somebody belongs to their unit and to those above it, however units are knotted', () => {
  const named = (id: string, parent: string | null) =>
    [id as UnitId, { id: id as UnitId, name: id, parent: parent as UnitId | null }] as const
  const units = new Map<UnitId, Unit>([named('a', null), named('b', 'a'), named('x', 'y'), named('y', 'x')])
  const isOf = (unit: string | null, wanted: string) => isOfUnit(units, unit as UnitId | null, wanted as UnitId)
  expect([isOf('b', 'a'), isOf('b', 'b'), isOf('a', 'b'), isOf(null, 'a'), isOf('x', 'a')]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
