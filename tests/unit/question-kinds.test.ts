import { describe, expect, test } from 'vitest'
import { isChoiceOf, isFaultyQuestion } from '#domain/voting/judge-question.ts'
import { missedTwice } from '#domain/voting/missed-votes.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { pollSentence, rowCounts, rowSentence } from '#domain/voting/result-sentence.ts'
import type { Answer, PollQuestion } from '#domain/voting/question.ts'
import { confidencePresets, electionPresets, ruleOf } from '#domain/voting/vote-rule.ts'
import { an, binh, chair, chi, id, live, meeting, opened, question, secretary } from '#support/sitting.ts'

const poll = id('v', 1)
const rows = ['o1', 'o2'].map((row) => ({ id: row, label: `Điều ${row.slice(1)}` }))
const clauses: Partial<PollQuestion> = { kind: 'clauses', options: rows }
const each = (o1: Answer, o2: Answer) => ({ kind: 'each', answers: { o1, o2 } }) as const
const [confidencePreset] = confidencePresets
const [electionPreset] = electionPresets
if (!confidencePreset || !electionPreset) throw new Error('No preset')

describe('clause by clause', () => {
  test('each clause is judged by the rule for itself', () => {
    const { sitting } = opened(clauses)
    sitting.votes(chair, poll, { choice: each('yes', 'no') })
    sitting.votes(an, poll, { choice: each('yes', 'abstain') })
    sitting.votes(binh, poll, { choice: each('abstain', 'yes') })
    const held = sitting.state.polls.get(poll)
    const result = held && pollResult(held)
    if (result?.kind !== 'each') throw new Error('No rows')
    expect(result.rows.map(({ outcome }) => outcome)).toEqual(['adopted', 'rejected'])
    expect(result.rows.map((row) => rowSentence(row, 'vi'))).toEqual([
      'Cần 2/3 (quá nửa tổng số), có 2 → thông qua',
      'Cần 2/3 (quá nửa tổng số), có 1 → không thông qua',
    ])
    expect(result.rows.map((row) => rowCounts(row, 'vi'))).toEqual([
      '2 tán thành, 0 không tán thành, 1 không biểu quyết',
      '1 tán thành, 1 không tán thành, 1 không biểu quyết',
    ])
    expect(pollSentence(question(clauses), result, 'vi')).toBe('Thông qua 1/2 nội dung')
  })
  test.each<[string, Readonly<Record<string, Answer>>, boolean]>([
    ['every row', { o1: 'yes', o2: 'no' }, true],
    ['a row left out', { o1: 'yes' }, false],
    ['a row that is not there', { o1: 'yes', o2: 'no', o3: 'no' }, false],
    ['an answer of another kind', { o1: 'yes', o2: 'low' }, false],
  ])('a ballot with %s', (_name, answers, isAllowed) => {
    expect(isChoiceOf(question(clauses), { kind: 'each', answers })).toBe(isAllowed)
  })
  test('takes no whole-ballot answers', () => {
    for (const kind of ['yes', 'no', 'abstain'] as const) expect(isChoiceOf(question(clauses), { kind })).toBe(false)
  })
  test('a ballot whose choice was lost decides nothing in any row', () => {
    const { sitting } = opened(clauses)
    for (const by of [an, binh, chair]) sitting.votes(by, poll, { choice: each('yes', 'yes') })
    const whole = sitting.state.polls.get(poll)
    const ballot = whole?.ballots.get(an)
    if (!whole || !ballot) throw new Error('No ballot')
    const lost = pollResult({ ...whole, ballots: new Map(whole.ballots).set(an, { ...ballot, choice: null }) })
    expect(lost).toMatchObject({ rows: [{ outcome: 'no-decision' }, { outcome: 'no-decision' }] })
  })
})

describe('lấy phiếu tín nhiệm', () => {
  const confidence = { kind: 'confidence', options: rows, rule: ruleOf(confidencePreset) } as const
  test('numbers in three levels, and which share of “tín nhiệm thấp” is reached; what follows is for the body', () => {
    const { sitting } = opened(confidence)
    sitting.votes(chair, poll, { choice: each('low', 'high') })
    sitting.votes(an, poll, { choice: each('low', 'medium') })
    sitting.votes(binh, poll, { choice: each('high', 'abstain') })
    const held = sitting.state.polls.get(poll)
    const result = held && pollResult(held)
    if (result?.kind !== 'each') throw new Error('No rows')
    expect(result.rows.map((row) => rowSentence(row, 'vi'))).toEqual([
      'Tín nhiệm thấp: 2; đạt mức 2/3 (quá nửa tổng số); đạt mức 2/3 (ít nhất 2/3 tổng số)',
      'Tín nhiệm thấp: 0; chưa đến mức 2/3 (quá nửa tổng số); chưa đến mức 2/3 (ít nhất 2/3 tổng số)',
    ])
    expect(rowCounts(result.rows[1] as never, 'vi')).toBe(
      '1 tín nhiệm cao, 1 tín nhiệm, 0 tín nhiệm thấp, 1 không có ý kiến',
    )
    expect(result.rows.every(({ outcome }) => outcome === null)).toBe(true)
    expect(pollSentence(question(confidence), result, 'vi')).toBeNull()
  })
})

describe('a consent block', () => {
  const block = { block: true, options: rows } as const
  test('any member may have an item decided by itself until the vote opens', () => {
    const sitting = live()
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question(block) })
    expect(sitting.does(chi, { t: 'poll.pull-out', meeting, poll, option: 'o1' })).toBe('no-right')
    expect(sitting.does(an, { t: 'poll.pull-out', meeting, poll, option: 'o9' })).toBe('invalid')
    expect(sitting.does(an, { t: 'poll.pull-out', meeting, poll, option: 'o1' })).toBeNull()
    const prepared = sitting.state.polls.get(poll)
    expect(prepared?.pulledOut).toEqual([{ label: 'Điều 1', by: an }])
    expect(prepared?.question.options.map(({ id: option }) => option)).toEqual(['o2'])
    // The conductor cannot put it back by opening the words of before.
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll, question: question(block), reason: '' })).toBe(
      'invalid',
    )
    const left = prepared?.question ?? question()
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll, question: left, reason: '' })).toBeNull()
    expect(sitting.does(binh, { t: 'poll.pull-out', meeting, poll, option: 'o2' })).toBe('illegal-transition')
    sitting.votes(chair, poll, { choice: { kind: 'yes' } })
    sitting.votes(an, poll, { choice: { kind: 'yes' } })
    const held = sitting.state.polls.get(poll)
    expect(held && pollResult(held)).toMatchObject({ decision: { outcome: 'adopted' } })
  })
  test.each<[string, Partial<PollQuestion>]>([
    ['without items', { block: true }],
    ['of candidates', { ...clauses, block: true }],
    ['with an item twice', { block: true, options: [...rows, ...rows] }],
  ])('%s is not put', (_name, change) => expect(isFaultyQuestion(question(change))).toBe(true))
})

describe('an election', () => {
  const election = { kind: 'options', election: true, options: rows, min: 1, rule: ruleOf(electionPreset) } as const
  const open = { t: 'poll.open', meeting, poll, question: question(election), reason: '' } as const
  test('opens only with the very list that the body approved', () => {
    const sitting = live()
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question(election) })
    expect(sitting.does(chair, open)).toBe('list-not-approved')
    const approve = { t: 'poll.approve-list', meeting, poll, how: 'Giơ tay, 3/3' } as const
    expect(sitting.does(an, approve)).toBe('no-right')
    expect(sitting.does(chair, { ...approve, how: ' ' })).toBe('reason-needed')
    sitting.must(chair, approve)
    const other = question({ ...election, options: [...rows, { id: 'o3', label: 'Người thêm' }] })
    expect(sitting.does(chair, { ...open, question: other })).toBe('list-not-approved')
    // A list that is changed is a list that nobody has approved.
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: other })
    expect(sitting.does(chair, { ...open, question: other })).toBe('list-not-approved')
    sitting.must(chair, approve)
    expect(sitting.does(chair, { ...open, question: other })).toBeNull()
  })
})

describe('who misses two votes in a row', () => {
  test('is named before the next one; one who was not on the list, or counted by hand, is not', () => {
    const sitting = live()
    for (const number of [1, 2]) {
      const held = id('v', number)
      sitting.now += 1000
      sitting.must(secretary, { t: 'poll.prepare', meeting, poll: held, question: question() })
      sitting.must(chair, { t: 'poll.open', meeting, poll: held, question: question(), reason: '' })
      sitting.votes(chair, held, { choice: { kind: 'yes' } })
      if (number === 2) sitting.votes(binh, held, { choice: { kind: 'yes' } })
      sitting.must(chair, { t: 'poll.close', meeting, poll: held })
    }
    expect(missedTwice([...sitting.state.polls.values()], [chair, an, binh, chi])).toEqual([an])
    expect(missedTwice([...sitting.state.polls.values()].slice(0, 1), [an])).toEqual([])
  })
})
