import { describe, expect, test } from 'vitest'
import { isFaultyQuestion } from '#domain/voting/judge-question.ts'
import type { PollQuestion } from '#domain/voting/question.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { electionSentence } from '#domain/voting/result-sentence.ts'
import { electionPresets } from '#domain/voting/vote-rule.ts'
import { an, binh, chair, live, meeting, id, secretary } from '#support/sitting.ts'
import { voteQuestion } from '#support/vote-question.ts'

const [cast] = electionPresets
const { id: _id, english: _english, ...rule } = cast ?? electionPresets[0]!
const candidates = ['Hạnh', 'Khôi', 'Liên'].map((label, index) => ({ id: `o${index + 1}`, label }))
const election = (change: Partial<PollQuestion> = {}) =>
  voteQuestion({ kind: 'options', options: candidates, min: 1, max: 2, election: true, rule, ...change })

test.each<[string, Partial<PollQuestion>, boolean]>([
  ['two of three', {}, false],
  ['one of one', { options: candidates.slice(0, 1), max: 1 }, false],
  ['more seats than candidates', { max: 4 }, true],
  ['no seat', { max: 0 }, true],
  ['a motion', { kind: 'motion', options: [] }, true],
  ['an opinion in words', { allowsOther: true }, true],
  ['no threshold', { rule: { ...rule, thresholds: [] } }, true],
])('an election with %s', (_name, change, isFaulty) => {
  expect(isFaultyQuestion(election(change))).toBe(isFaulty)
})

describe('a round of an election', () => {
  const held = (picks: readonly (readonly string[])[], change: Parameters<typeof election>[0] = {}) => {
    const sitting = live()
    const poll = id('v', 1)
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: election(change) })
    sitting.must(chair, { t: 'poll.approve-list', meeting, poll, how: 'Giơ tay, 3/3' })
    sitting.must(chair, { t: 'poll.open', meeting, poll, question: election(change), reason: '' })
    for (const [index, person] of [chair, an, binh].entries()) {
      const chosen = picks[index]
      if (chosen)
        expect(
          sitting.votes(person, poll, {
            choice: chosen.length === 0 ? { kind: 'abstain' } : { kind: 'options', picks: chosen },
          }),
        ).toBeNull()
    }
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    sitting.must(chair, { t: 'poll.publish', meeting, poll })
    const state = sitting.state.polls.get(poll)
    const result = state && pollResult(state)
    if (result?.kind !== 'options' || !result.election) throw new Error('No election')
    const [threshold] = (change.rule ?? rule).thresholds
    if (!threshold) throw new Error('No threshold')
    return {
      outcomes: Object.fromEntries(result.election.candidates.map(({ candidate, outcome }) => [candidate, outcome])),
      sentence: electionSentence(result.election, { threshold, seats: change.max ?? 2 }, 'vi'),
    }
  }

  test('best first, more than half of the ballots cast', () => {
    expect(held([['o1', 'o2'], ['o1', 'o2'], ['o3']])).toEqual({
      outcomes: { o1: 'elected', o2: 'elected', o3: 'not-elected' },
      sentence: 'Cần 2/3 (quá nửa số phiếu thu về); trúng cử 2/2',
    })
  })
  test('a blank ballot was cast, and makes the threshold higher', () => {
    expect(held([['o1'], ['o1'], []])).toEqual({
      outcomes: { o1: 'elected', o2: 'not-elected', o3: 'not-elected' },
      sentence: 'Cần 2/3 (quá nửa số phiếu thu về); trúng cử 1/2 → còn thiếu 1',
    })
  })
  test('a blank ballot is valid where there is one candidate, and is none where there are several', () => {
    const valid = { ...rule, thresholds: [{ kind: 'more-than', num: 1, den: 2, base: 'valid' }] } as const
    const one = { rule: valid, options: candidates.slice(0, 1), max: 1 }
    expect(held([['o1'], [], []], one)).toEqual({
      outcomes: { o1: 'not-elected' },
      sentence: 'Cần 2/3 (quá nửa số phiếu hợp lệ); trúng cử 0/1 → còn thiếu 1',
    })
    expect(held([['o1'], [], []], { rule: valid }).outcomes).toEqual({
      o1: 'elected',
      o2: 'not-elected',
      o3: 'not-elected',
    })
  })
  test('those level for the last seat are voted on again', () => {
    expect(
      held([
        ['o1', 'o2'],
        ['o2', 'o3'],
        ['o1', 'o3'],
      ]).outcomes,
    ).toEqual({ o1: 'tied', o2: 'tied', o3: 'tied' })
  })
  test('without a ballot nobody is elected', () => {
    expect(held([]).sentence).toBe('Chưa đủ cơ sở kết luận')
  })
})
