import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countQuorum } from '#domain/attendance/quorum.ts'
import { checkThreshold, decideVote, type VoteCounts, type VoteOutcome } from '#domain/voting/decide.ts'
import { decideElection, secondRound } from '#domain/voting/elect.ts'
import { resultSentence } from '#domain/voting/result-sentence.ts'
import { rulePresets, ruleFaults, type Threshold, type VoteRule } from '#domain/voting/vote-rule.ts'

const counts = (given: Partial<VoteCounts>): VoteCounts => {
  const { yes = 0, no = 0, abstain = 0, other = 0, invalid = 0 } = given
  const cast = yes + no + abstain + other + invalid
  const total = given.total ?? cast
  return {
    yes,
    no,
    abstain,
    other,
    invalid,
    issued: cast,
    present: total,
    entitled: total,
    convened: total,
    ...given,
    total,
  }
}
const rule = (thresholds: readonly Threshold[], change: Partial<VoteRule> = {}): VoteRule => ({
  name: '',
  article: '',
  thresholds,
  tie: 'reject',
  tieScope: 'equal',
  quorum: null,
  ...change,
})
const half = (base: Threshold['base']): Threshold => ({ kind: 'more-than', num: 1, den: 2, base })
const twoThirds = (base: Threshold['base']): Threshold => ({ kind: 'at-least', num: 2, den: 3, base })
const government = rule([half('total')], { tie: 'chair-side', tieScope: 'half-of-base' })
const both = rule([half('present'), twoThirds('yes-no')])

describe('the published examples', () => {
  // Numbers and sources: product description, section e11.
  test.each<[number, Partial<VoteCounts>, VoteRule, VoteOutcome, { readonly chairChoice?: 'yes' | 'no' | null }?]>([
    [1, { yes: 25, total: 27 }, rule([half('total')]), 'adopted'],
    [2, { yes: 14, no: 14, total: 28 }, government, 'adopted', { chairChoice: 'yes' }],
    [3, { yes: 14, no: 14, total: 28 }, government, 'rejected', { chairChoice: 'no' }],
    [5, { yes: 5, no: 5 }, rule([half('yes-no')]), 'rejected'],
    [6, { abstain: 9 }, rule([twoThirds('yes-no')]), 'no-decision'],
    [7, { yes: 6, no: 3 }, rule([twoThirds('yes-no')]), 'adopted'],
    [8, { yes: 66, no: 34 }, rule([twoThirds('yes-no')]), 'rejected'],
    [9, { yes: 30, no: 15, abstain: 15, total: 60 }, rule([half('yes-no')]), 'adopted'],
    [10, { yes: 30, no: 15, abstain: 15, total: 60 }, rule([twoThirds('present')]), 'rejected'],
    [11, { yes: 7, no: 4, abstain: 2, total: 13 }, both, 'rejected'],
    [12, { yes: 2, no: 1, abstain: 10, total: 13 }, both, 'rejected'],
    [13, { yes: 10, no: 4, abstain: 6 }, rule([half('yes-no-abstain')]), 'rejected'],
    [21, { yes: 4, no: 4 }, rule([half('yes-no')]), 'rejected'],
    [23, { yes: 4, no: 4, entitled: 8, total: 9 }, rule([half('entitled')]), 'rejected'],
    [23, { yes: 4, no: 4, entitled: 8, total: 9 }, rule([half('total')]), 'rejected'],
    [28, { yes: 4, no: 1, total: 10 }, rule([half('total')]), 'rejected'],
    [28, { yes: 9, no: 1, total: 10 }, rule([half('total')]), 'adopted'],
  ])('example %i', (_number, given, by, outcome, chair) => {
    expect(decideVote(by, counts(given), chair).outcome).toBe(outcome)
  })
  test('example 4: a secret vote cannot follow the side of the chair', () => {
    expect(ruleFaults(government, { isSecret: true })).toEqual(['tie-needs-open-vote'])
    expect(ruleFaults(government, { isSecret: false })).toEqual([])
  })
  test('examples 14 and 15: quorums', () => {
    const quorum = (strict: boolean, [num, den]: readonly [number, number], present: number, total: number) =>
      countQuorum({ strict, num, den, base: 'total' }, { present, total, excused: 0 })
    expect(quorum(true, [1, 2], 21, 42).isMet).toBe(false)
    expect(quorum(false, [1, 2], 21, 42).isMet).toBe(true)
    expect(quorum(false, [2, 3], 0, 43).needed).toBe(29)
  })
  test('examples 16 to 19: an election by more than half of the ballots cast', () => {
    const elect = (votes: Record<string, number>) =>
      decideElection(new Map(Object.entries(votes)), {
        seats: 3,
        threshold: { kind: 'more-than', num: 1, den: 2, base: 'cast' },
        of: 18,
      })
    const result = elect({ an: 15, binh: 12, chi: 11, dung: 10, em: 8 })
    expect(result.needed).toBe(10)
    expect(result.candidates.map(({ outcome }) => outcome)).toEqual([
      'elected',
      'elected',
      'elected',
      'not-elected',
      'not-elected',
    ])
    const tied = elect({ an: 15, binh: 12, chi: 11, dung: 11, em: 3 })
    expect(tied.candidates.map(({ outcome }) => outcome)).toEqual(['elected', 'elected', 'tied', 'tied', 'not-elected'])
    expect(tied.seatsLeft).toBe(1)
    expect(secondRound(tied)).toEqual({ candidates: ['chi', 'dung'], seats: 1 })
    expect(secondRound(result)).toBeNull()
    expect(secondRound(elect({ an: 15, binh: 9, chi: 2 }))).toEqual({ candidates: ['binh', 'chi'], seats: 2 })
  })
  test('example 20: those absent throughout with a reason leave the base', () => {
    expect(checkThreshold(half('convened'), 49, 96)).toMatchObject({ needed: 49, holds: true })
    expect(checkThreshold(half('convened'), 48, 96).holds).toBe(false)
  })
})

describe('rules published elsewhere', () => {
  const ofPreset = (id: string) => rulePresets.find((preset) => preset.id === id) ?? rule([])
  test.each<[string, string, Partial<VoteCounts>, VoteOutcome]>([
    // RONR (12th ed.) 44:1: majority of votes cast by persons entitled, blanks and abstentions left out.
    ['44:1, 19 votes, 10 for', 'majority-of-votes', { yes: 10, no: 9 }, 'adopted'],
    ['44:1, 20 votes, 10 for', 'majority-of-votes', { yes: 10, no: 10 }, 'rejected'],
    ['44:1, 20 votes, 11 for', 'majority-of-votes', { yes: 11, no: 9 }, 'adopted'],
    ['44:1, abstentions do not count', 'majority-of-votes', { yes: 1, no: 0, abstain: 40 }, 'adopted'],
    // RONR 44:3–44:4: two thirds.
    ['44:4, 30 votes, 20 for', 'two-thirds-of-votes', { yes: 20, no: 10 }, 'adopted'],
    ['44:4, 31 votes, 20 for', 'two-thirds-of-votes', { yes: 20, no: 11 }, 'rejected'],
    ['44:4, 32 votes, 22 for', 'two-thirds-of-votes', { yes: 22, no: 10 }, 'adopted'],
    ['44:4, 33 votes, 22 for', 'two-thirds-of-votes', { yes: 22, no: 11 }, 'adopted'],
    // RONR 44:9: of 150 members at a meeting of 100.
    [
      '44:9, majority of those present, 51 of 100',
      'majority-of-present',
      { yes: 51, present: 100, total: 150 },
      'adopted',
    ],
    [
      '44:9, majority of those present, 50 of 100',
      'majority-of-present',
      { yes: 50, present: 100, total: 150 },
      'rejected',
    ],
    [
      '44:9, majority of the membership, 76 of 150',
      'majority-of-members',
      { yes: 76, present: 100, total: 150 },
      'adopted',
    ],
    [
      '44:9, majority of the membership, 75 of 150',
      'majority-of-members',
      { yes: 75, present: 100, total: 150 },
      'rejected',
    ],
    ['44:9, two thirds of the membership, 100 of 150', 'two-thirds-of-members', { yes: 100, total: 150 }, 'adopted'],
    ['44:9, two thirds of the membership, 99 of 150', 'two-thirds-of-members', { yes: 99, total: 150 }, 'rejected'],
    // Law on Organisation of Local Government, art. 91: more than half of all delegates.
    ['council of 85, 43 for', 'council', { yes: 43, no: 30, total: 85 }, 'adopted'],
    ['council of 84, 42 for', 'council', { yes: 42, no: 30, total: 84 }, 'rejected'],
    // Law on Enterprises 2020, art. 157: more than half of those attending; on a tie, the chair's side.
    ['board of 7, 4 of 7', 'company-board', { yes: 4, no: 3, present: 7, total: 7 }, 'adopted'],
    ['board of 7, 3 of 7', 'company-board', { yes: 3, no: 4, present: 7, total: 7 }, 'rejected'],
    ['unanimous, all 9', 'unanimous', { yes: 9, entitled: 9, total: 9 }, 'adopted'],
    ['unanimous, one abstains', 'unanimous', { yes: 8, abstain: 1, entitled: 9, total: 9 }, 'rejected'],
    ['absolute, 11 : 6 : 4', 'absolute', { yes: 11, no: 6, abstain: 4 }, 'adopted'],
  ])('%s', (_name, preset, given, outcome) => {
    expect(decideVote(ofPreset(preset), counts(given)).outcome).toBe(outcome)
  })
  test('a board of 6 that is split follows its chair, and a chair who abstained decides nothing', () => {
    const split = counts({ yes: 3, no: 3, present: 6, total: 6 })
    expect(decideVote(ofPreset('company-board'), split, { chairChoice: 'yes' })).toMatchObject({
      outcome: 'adopted',
      byTie: true,
    })
    expect(decideVote(ofPreset('company-board'), split, { chairChoice: null }).outcome).toBe('rejected')
  })
  test('a chair with a casting vote is asked for it, and it decides', () => {
    const casting = rule([half('yes-no')], { tie: 'chair-casting' })
    const split = counts({ yes: 3, no: 3 })
    expect(decideVote(casting, split).outcome).toBe('chair-decides')
    expect(decideVote(casting, split, { castingVote: 'yes' }).outcome).toBe('adopted')
    expect(decideVote(casting, split, { castingVote: 'no' }).outcome).toBe('rejected')
  })
})

describe('what always holds', () => {
  const anyCounts = fc
    .record({ yes: fc.nat(60), no: fc.nat(60), abstain: fc.nat(60), silent: fc.nat(60) })
    .map(({ yes, no, abstain, silent }) => {
      const cast = yes + no + abstain
      return counts({ yes, no, abstain, present: cast + silent, entitled: cast + silent, total: cast + silent })
    })
  const anyRule = fc.constantFrom(...rulePresets)
  test('one vote that turns from against to for never undoes an adoption', () => {
    fc.assert(
      fc.property(anyCounts, anyRule, (given, by) => {
        fc.pre(given.no > 0)
        const before = decideVote(by, given).outcome
        const after = decideVote(by, { ...given, yes: given.yes + 1, no: given.no - 1 }).outcome
        if (before === 'adopted') expect(after).toBe('adopted')
      }),
    )
  })
  test('the number that is needed is the smallest that will do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(half('total'), twoThirds('total')), (of, by) => {
        const { needed } = checkThreshold(by, 0, of)
        expect(checkThreshold(by, needed, of).holds).toBe(true)
        expect(checkThreshold(by, needed - 1, of).holds).toBe(false)
      }),
    )
  })
  test('nobody decides nothing', () => {
    for (const preset of rulePresets) expect(decideVote(preset, counts({ total: 0 })).outcome).not.toBe('adopted')
  })
})

test('the sentence names what is needed, what there is, and what follows', () => {
  const given = counts({ yes: 21, no: 21, total: 42 })
  const decision = decideVote(rule([half('total')]), given)
  const result = { kind: 'motion', counts: given, silent: 0, decision } as const
  expect(resultSentence(result, 'vi')).toBe('Cần 22/42 (quá nửa tổng số), có 21, số phiếu ngang nhau → không thông qua')
  expect(resultSentence(result, 'en')).toBe(
    'Needs 22 of 42 (more than half of all members), has 21, a tie → not adopted',
  )
})
