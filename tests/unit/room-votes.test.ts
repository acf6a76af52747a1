import { describe, expect, test } from 'vitest'
import { pollResult } from '#domain/voting/poll-result.ts'
import { an, binh, chair, id, item, live, meeting, opened, question, secretary, session } from '#support/sitting.ts'

describe('a vote', () => {
  test('the list is frozen when it opens: who comes later has no ballot', () => {
    const sitting = session()
    sitting.arrives(chair, an)
    sitting.must(chair, { t: 'session.start', meeting, reason: '' })
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })
    sitting.arrives(binh)
    expect(sitting.votes(binh, id('v', 1), { choice: { kind: 'yes' } })).toBe('not-entitled')
  })
  test('the last ballot before the close counts; one that comes later is kept and never counted', () => {
    const { sitting, poll } = opened()
    expect(sitting.votes(an, poll, { choice: { kind: 'no' } })).toBeNull()
    expect(sitting.votes(an, poll, { choice: { kind: 'yes' } })).toBe('already-voted')
    expect(sitting.votes(an, poll, { rev: 2, choice: { kind: 'yes' } })).toBeNull()
    expect(sitting.votes(chair, poll, { choice: { kind: 'yes' } })).toBeNull()
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    sitting.now += 1
    expect(sitting.votes(binh, poll, { choice: { kind: 'no' } })).toBeNull()
    sitting.must(chair, { t: 'poll.publish', meeting, poll })
    const closed = sitting.state.polls.get(poll)
    expect(closed && pollResult(closed)).toMatchObject({
      counts: { yes: 2, no: 0, total: 3 },
      silent: 1,
      decision: { outcome: 'adopted' },
    })
    expect(closed?.late.map(({ voter }) => voter)).toEqual([binh])
    expect(sitting.votes(binh, poll, { rev: 2, choice: { kind: 'yes' } })).toBe('already-voted')
  })
  test('a ballot whose choice was lost decides nothing, rather than something wrong', () => {
    const { sitting, poll } = opened()
    for (const by of [an, binh, chair]) sitting.votes(by, poll, { choice: { kind: 'yes' } })
    const whole = sitting.state.polls.get(poll)
    const ballot = whole?.ballots.get(an)
    if (!whole || !ballot) throw new Error('No ballot')
    const lost = { ...whole, ballots: new Map(whole.ballots).set(an, { ...ballot, choice: null }) }
    expect(pollResult(whole)).toMatchObject({ decision: { outcome: 'adopted' } })
    expect(pollResult(lost)).toMatchObject({ decision: { outcome: 'no-decision' } })
  })
  test('ballots under way have the seconds that were promised, and the result waits for them', () => {
    const { sitting, poll } = opened({ graceSeconds: 5 })
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    sitting.now += 5000
    expect(sitting.votes(an, poll, { choice: { kind: 'yes' } })).toBeNull()
    expect(sitting.state.polls.get(poll)?.ballots.has(an)).toBe(true)
    sitting.now -= 1
    expect(sitting.does(chair, { t: 'poll.publish', meeting, poll })).toBe('grace-runs')
  })
  test('a ballot belongs to one opening of one vote', () => {
    const { sitting, poll } = opened()
    expect(
      sitting.does(an, {
        t: 'poll.ballot',
        meeting,
        poll,
        opening: 'another',
        voter: an,
        rev: 1,
        seal: 'c'.repeat(64),
        helpReason: '',
      }),
    ).toBe('another-question')
  })
  test('a vote does not open without enough members unless the reason is written down', () => {
    const sitting = live()
    for (const person of [an, binh]) sitting.must(person, { t: 'roll.leave', meeting, person })
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })).toBe(
      'not-quorate',
    )
  })
  test('a show of hands counts only those without a ballot', () => {
    const { sitting, poll } = opened()
    sitting.votes(an, poll, { choice: { kind: 'yes' } })
    const count = (yes: number) => ({ yes, no: 0, abstain: 0, countedBy: 'Thư ký' })
    expect(sitting.does(secretary, { t: 'poll.count', meeting, poll, count: count(3) })).toBe('invalid')
    sitting.must(secretary, { t: 'poll.count', meeting, poll, count: count(2) })
    const counted = sitting.state.polls.get(poll)
    expect(counted && pollResult(counted)).toMatchObject({ counts: { yes: 3 }, silent: 0 })
  })
  test('a closed vote never opens again, and an open one stops the room from moving on', () => {
    const { sitting, poll } = opened()
    expect(sitting.does(chair, { t: 'item.open', meeting, item })).toBe('vote-open')
    expect(sitting.does(chair, { t: 'session.end', meeting })).toBe('vote-open')
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll, question: question(), reason: '' })).toBe(
      'illegal-transition',
    )
    expect(sitting.does(an, { t: 'poll.publish', meeting, poll })).toBe('no-right')
    expect(sitting.does(chair, { t: 'poll.annul', meeting, poll, reason: '' })).toBe('reason-needed')
  })
  test('options: what was picked is counted, and a tie is named as one', () => {
    const { sitting, poll } = opened({
      kind: 'options',
      options: ['một', 'hai', 'ba'].map((label, index) => ({ id: `o${index + 1}`, label })),
      min: 1,
      max: 2,
    })
    sitting.votes(an, poll, { choice: { kind: 'options', picks: ['o1', 'o2'] } })
    sitting.votes(binh, poll, { choice: { kind: 'options', picks: ['o2', 'o1'] } })
    sitting.votes(chair, poll, { choice: { kind: 'options', picks: ['o3'] } })
    const done = sitting.state.polls.get(poll)
    expect(done && pollResult(done)).toMatchObject({ cast: 3, leading: ['o1', 'o2'] })
  })
})
