import { describe, expect, test } from 'vitest'
import { pollResult } from '#domain/voting/poll-result.ts'
import { electorateOf, secretObstacle } from '#domain/voting/electorate.ts'
import { roomFor } from '#domain/meeting/meeting-log.ts'
import { an, binh, chair, chi, id, live, meeting, opened, question, secretary, session } from '#support/sitting.ts'

const poll = id('v', 1)
const put = (sitting: ReturnType<typeof live>, change = {}) => {
  sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question(change) })
  return sitting.does(chair, { t: 'poll.open', meeting, poll, question: question(change), reason: 'Đủ theo quy chế' })
}
const give = (from = an, to = binh) => ({ t: 'proxy.give', meeting, from, to, reason: '' }) as const

describe('weights', () => {
  test('every number of the result is in units: 3 and 1 against 2 and 2 is a tie (vector 21)', () => {
    const sitting = live()
    sitting.must(secretary, {
      t: 'franchise.weigh',
      meeting,
      weights: [
        { person: chair, weight: 3 },
        { person: an, weight: 1 },
        { person: binh, weight: 4 },
      ],
    })
    const half = { kind: 'more-than', num: 1, den: 2, base: 'yes-no' } as const
    const rule = { ...question().rule, thresholds: [half] }
    expect(put(sitting, { rule })).toBeNull()
    sitting.votes(chair, poll, { choice: { kind: 'yes' } })
    sitting.votes(an, poll, { choice: { kind: 'yes' } })
    sitting.votes(binh, poll, { choice: { kind: 'no' } })
    const held = sitting.state.polls.get(poll)
    expect(held && pollResult(held)).toMatchObject({
      counts: { yes: 4, no: 4, present: 8, total: 8 },
      silent: 0,
      decision: { outcome: 'rejected', byTie: true, checks: [{ of: 8, needed: 5 }] },
    })
  })
  test('who has none is present and has no ballot; hands cannot be counted', () => {
    const sitting = live()
    sitting.must(secretary, { t: 'franchise.weigh', meeting, weights: [{ person: an, weight: 0 }] })
    expect(put(sitting)).toBeNull()
    expect(sitting.votes(an, poll, { choice: { kind: 'yes' } })).toBe('not-entitled')
    const count = { yes: 1, no: 0, abstain: 0, countedBy: 'Thư ký' }
    expect(sitting.does(secretary, { t: 'poll.count', meeting, poll, count })).toBe('invalid')
  })
  test('a vote that is open keeps the weights that it found', () => {
    const { sitting } = opened()
    sitting.must(secretary, { t: 'franchise.weigh', meeting, weights: [{ person: an, weight: 50 }] })
    sitting.votes(an, poll, { choice: { kind: 'yes' } })
    const held = sitting.state.polls.get(poll)
    expect(held && pollResult(held)).toMatchObject({ counts: { yes: 1, total: 3 } })
  })
  test.each([
    ['a guest', [{ person: chi, weight: 1 }]],
    ['somebody twice', [an, an].map((person) => ({ person, weight: 1 }))],
    ['more than can be added exactly', [an, binh].map((person) => ({ person, weight: 600_000_000 }))],
  ])('are refused with %s', (_name, weights) => {
    expect(live().does(secretary, { t: 'franchise.weigh', meeting, weights })).toBe('invalid')
  })
  test('are the office’s to set, not a member’s', () => {
    expect(live().does(an, { t: 'franchise.weigh', meeting, weights: [] })).toBe('no-right')
  })
  test('a secret vote does not open where a weight of one’s own would tell how one voted', () => {
    const sitting = live()
    const ceremony = { stage: 'ready' }
    const key = {
      ceremony: ceremony.stage,
      holders: [chair, an, binh],
      commitments: new Map([chair, an, binh].map((holder) => [holder, {} as never])),
      shares: new Map([chair, an, binh].map((holder) => [holder, []])),
      confirmed: new Set([chair, an, binh]),
      complaint: null,
    }
    const room = { ...roomFor(sitting.state, null), countingKey: key }
    const secret = question({ secret: { minBallots: 3 } })
    expect(secretObstacle(secret, room)).toBeNull()
    const franchise = { ...room.franchise, weights: new Map([[an, 2]]) }
    expect(secretObstacle(secret, { ...room, franchise })).toBe('too-few-alike')
    const heavy = { ...room.franchise, weights: new Map([chair, an, binh].map((one) => [one, 40_000])) }
    expect(secretObstacle(secret, { ...room, franchise: heavy })).toBe('too-few-alike')
  })
})

describe('a vote left to another', () => {
  const away = () => {
    const sitting = session()
    sitting.must(secretary, { t: 'proxy.allow', meeting, most: 1 })
    sitting.must(an, give())
    sitting.arrives(chair, binh)
    sitting.must(chair, { t: 'session.start', meeting, reason: '' })
    return sitting
  }
  const votesFor = (sitting: ReturnType<typeof live>, voter = an, by = binh, helpReason = '') => {
    const { opening } = sitting.state.polls.get(poll) ?? { opening: '' }
    const seal = 'c'.repeat(64)
    return sitting.does(by, { t: 'poll.ballot', meeting, poll, opening, voter, rev: 1, seal, helpReason })
  }
  test('is cast by the holder, and stands in the record with both names', () => {
    const sitting = away()
    expect(put(sitting)).toBeNull()
    expect(votesFor(sitting)).toBeNull()
    expect(sitting.state.polls.get(poll)?.ballots.get(an)).toMatchObject({ voter: an, castBy: binh, helpReason: '' })
    expect(votesFor(sitting, an, an)).toBe('not-entitled')
    expect(votesFor(sitting, an, chair)).toBe('no-right')
  })
  test('does not count while the holder is away either (vector 22), nor for the quorum', () => {
    const sitting = away()
    expect(electorateOf(roomFor(sitting.state, null))).toEqual([chair, an, binh])
    sitting.must(binh, { t: 'roll.leave', meeting, person: binh })
    expect(electorateOf(roomFor(sitting.state, null))).toEqual([chair])
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question() })
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll, question: question(), reason: '' })).toBe('not-quorate')
  })
  test('comes back by itself to who arrives', () => {
    const sitting = away()
    sitting.arrives(an)
    expect(put(sitting)).toBeNull()
    expect(votesFor(sitting)).toBe('no-right')
    expect(votesFor(sitting, an, an)).toBeNull()
  })
  test('is not cast by a holder who has no part in the item', () => {
    const sitting = away()
    sitting.must(chair, { t: 'recusal.set', meeting, item: id('i', 1), person: binh, recused: true })
    expect(electorateOf(roomFor(sitting.state, id('i', 1)))).toEqual([chair])
  })
  test.each([
    ['where the meeting does not allow it', 0, give(), 'no-proxies'],
    ['to oneself', 1, give(an, an), 'invalid'],
    ['to a guest', 1, give(an, chi), 'invalid'],
  ])('is refused %s', (_name, most, act, refusal) => {
    const sitting = session()
    if (most > 0) sitting.must(secretary, { t: 'proxy.allow', meeting, most })
    expect(sitting.does(secretary, act)).toBe(refusal)
  })
  test('makes no chain, and no more of them than are allowed', () => {
    const sitting = session()
    sitting.must(secretary, { t: 'proxy.allow', meeting, most: 1 })
    sitting.must(an, give())
    expect(sitting.does(binh, give(binh, chair))).toBe('proxy-chain')
    expect(sitting.does(chair, give(chair, an))).toBe('proxy-chain')
    expect(sitting.does(chair, give(chair, binh))).toBe('proxy-full')
    expect(sitting.does(an, give(an, binh))).toBeNull()
    expect(sitting.does(secretary, { t: 'proxy.allow', meeting, most: 0 })).toBe('illegal-transition')
    sitting.must(an, { t: 'proxy.end', meeting, from: an })
    expect(sitting.does(binh, give(binh, chair))).toBeNull()
  })
  test('is each member’s own to give, or the secretary’s to enter', () => {
    const sitting = session()
    sitting.must(secretary, { t: 'proxy.allow', meeting, most: 2 })
    expect(sitting.does(binh, give(an, binh))).toBe('no-right')
    expect(sitting.does(secretary, { ...give(an, binh), reason: 'Giấy ủy quyền ngày 20/11' })).toBeNull()
  })
})
