import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '#domain/kernel/ids.ts'
import { emptyOrganisationLog, judgeOrganisationAct } from '#domain/organisation/organisation-log.ts'
import { closest, isSoundPlan, makePlan, moveSeat, moveTable, planLayouts } from '#domain/seating/room-plan.ts'
import { seatInOrder, seatPerson, seatStateOf, type Seating } from '#domain/seating/seating.ts'
import { organisationActSchema } from '#protocol/commands/acts.ts'
import { an, binh, chair, chi, id, meeting, secretary, Sitting } from '#support/sitting.ts'

describe('a plan of a room', () => {
  test('every layout gives every seat a place of its own, inside the room, the first at the head', () => {
    fc.assert(
      fc.property(fc.constantFrom(...planLayouts), fc.integer({ min: 1, max: 250 }), (layout, count) => {
        const plan = makePlan(layout, count)
        expect(isSoundPlan(plan)).toBe(true)
        expect(plan.seats).toHaveLength(count)
        expect(new Set(plan.seats.map(({ x, y }) => `${x} ${y}`)).size).toBe(count)
        const ends = [Math.min(...plan.seats.map(({ x }) => x)), Math.min(...plan.seats.map(({ y }) => y))]
        expect([plan.seats[0]?.x === ends[0], plan.seats[0]?.y === ends[1]]).toContain(true)
        expect(closest(plan)).toBeGreaterThan(8)
      }),
    )
  })
  test('in a U the next places are to the right and the left of the head, in turn', () => {
    const { seats } = makePlan('u', 12)
    expect(seats.slice(0, 2).map(({ x }) => x)).toEqual([70, 70])
    expect(seats.slice(2, 6).map(({ y }) => y)).toEqual([750, 150, 750, 150])
  })
  test('what is dragged out of the room stays at its wall', () => {
    const plan = makePlan('long', 5)
    expect(moveSeat(plan, 's1', { x: -50, y: 2000 }).seats[0]).toEqual({ id: 's1', x: 0, y: 900 })
    expect(isSoundPlan(moveTable(plan, 0, { x: 5000, y: -5 }))).toBe(true)
  })
  test.each([
    [
      'a seat twice',
      {
        tables: [],
        seats: [
          { id: 'a', x: 1, y: 1 },
          { id: 'a', x: 2, y: 2 },
        ],
      },
    ],
    ['a seat outside', { tables: [], seats: [{ id: 'a', x: 1, y: 901 }] }],
    ['half a point', { tables: [], seats: [{ id: 'a', x: 0.5, y: 1 }] }],
    ['a table through the wall', { tables: [{ x: 1500, y: 0, width: 200, height: 10 }], seats: [] }],
    ['a table without width', { tables: [{ x: 0, y: 0, width: 0, height: 10 }], seats: [] }],
  ])('%s is no plan', (_, plan) => {
    expect(isSoundPlan(plan)).toBe(false)
    const act = {
      t: 'room.put',
      room: { id: `r_${'0'.repeat(26)}`, name: 'Phòng 1', place: '', seats: 1, plan },
    } as never
    const actor = { person: an, systemRoles: ['admin' as const], suspended: false, deviceRevoked: false }
    expect(judgeOrganisationAct(emptyOrganisationLog, act, actor)).toEqual({ ok: false, error: 'invalid' })
  })
  test('a room is put with its plan, or without one as before', () => {
    const room = { id: `r_${'0'.repeat(26)}`, name: 'Phòng 1', place: '', seats: 12 }
    for (const put of [room, { ...room, plan: makePlan('round', 12) }])
      expect(organisationActSchema.safeParse({ t: 'room.put', room: put }).success).toBe(true)
  })
})

describe('who sits where', () => {
  const people = [chair, secretary, an, binh, chi]
  test('by the order of protocol, as far as there are seats', () => {
    const plan = makePlan('long', 3)
    expect([...seatInOrder(plan, people)]).toEqual([
      ['s1', chair],
      ['s2', secretary],
      ['s3', an],
    ])
  })
  test('somebody who is moved changes places, and nobody is lost or doubled', () => {
    const seats = ['s1', 's2', 's3', 's4']
    const step = fc.tuple(fc.constantFrom(...seats), fc.option(fc.constantFrom(...people)))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let seating: Seating = new Map([
          ['s1', chair],
          ['s2', an],
        ])
        for (const [seat, person] of steps) {
          const before = new Set(seating.values())
          const sat = seating.get(seat)
          seating = seatPerson(seating, seat, person)
          expect(new Set(seating.values()).size).toBe(seating.size)
          expect(seating.get(seat) ?? null).toBe(person)
          // Only who was on the seat, and was not exchanged, stands up.
          const stood = [...before].filter((other) => ![...seating.values()].includes(other))
          expect(stood.every((other) => other === sat)).toBe(true)
        }
      }),
    )
  })
  test('what the plan shows of a person follows the roll and the floor', () => {
    const its = new Sitting([
      [secretary, ['secretary']],
      [chair, ['chair', 'member']],
      [an, ['member']],
      [binh, ['member']],
    ])
    const shows = (person: PersonId) => seatStateOf(its.state, person)
    expect(shows(an)).toBe('invited')
    its.arrives(chair, an, binh)
    expect(shows(an)).toBe('present')
    its.must(chair, { t: 'session.start', meeting, reason: '' })
    expect(its.requests(an, id('n', 1))).toBeNull()
    expect(shows(an)).toBe('waiting')
    its.must(chair, { t: 'floor.call', meeting, turn: id('n', 1) })
    expect(shows(an)).toBe('speaking')
    its.must(chair, { t: 'floor.finish', meeting, turn: id('n', 1) })
    expect(shows(an)).toBe('spoken')
    its.must(an, { t: 'roll.leave', meeting, person: an })
    expect(shows(an)).toBe('absent')
    expect(shows(binh)).toBe('present')
  })
})
