import { describe, expect, test } from 'vitest'
import { decideVote, type VoteCounts, type VoteOutcome } from '#domain/voting/decide.ts'
import type { Threshold, TieRule, VoteBase, VoteRule } from '#domain/voting/vote-rule.ts'

const more = (num: number, den: number, base: VoteBase): Threshold => ({ kind: 'more-than', num, den, base })
const least = (num: number, den: number, base: VoteBase): Threshold => ({ kind: 'at-least', num, den, base })
const rule = (thresholds: readonly Threshold[], tie: TieRule = 'reject'): VoteRule => ({
  name: '',
  article: '',
  thresholds,
  tie,
  tieScope: 'equal',
  quorum: null,
})
const counts = (yes: number, no: number, { abstain = 0, present = 0, total = 0 } = {}): VoteCounts => {
  const cast = yes + no + abstain
  const all = Math.max(total, present, cast)
  return {
    yes,
    no,
    abstain,
    other: 0,
    invalid: 0,
    issued: Math.max(present, cast),
    present: Math.max(present, cast),
    entitled: all,
    total: all,
    convened: all,
  }
}

type Vector = readonly [name: string, rule: VoteRule, counts: VoteCounts, outcome: VoteOutcome, casting?: 'yes' | 'no']

// Constitution of 2013, article 85, and Law on Organisation of the National Assembly; 494 was the size of the 15th Assembly in 2024.
const assemblyHalf = rule([more(1, 2, 'total')])
const assemblyTwoThirds = rule([least(2, 3, 'total')])
// Law on Enterprises 59/2020/QH14, articles 59 and 148 (as amended by 03/2022/QH15); shares of votes held by those attending.
const shareholdersSpecial = rule([least(65, 100, 'present')])
const shareholdersOrdinary = rule([more(1, 2, 'present')])
const membersCouncilSpecial = rule([least(75, 100, 'present')])
// Law on Organisation of Local Government 2015, article 91: removal by two thirds of all delegates.
const removal = rule([least(2, 3, 'total')])
// Charter of the United Nations, articles 18 and 27; Rules of Procedure of the General Assembly, rules 86 and 95.
const importantQuestion = rule([least(2, 3, 'yes-no')])
const otherQuestion = rule([more(1, 2, 'yes-no')], 'revote')
const securityCouncil = rule([least(9, 15, 'total')])
// Basic Law of Germany, articles 42 (2), 79 (2) and 121; Rules of Procedure of the Bundestag, section 48 (2).
const bundestagSimple = rule([more(1, 2, 'yes-no')])
const bundestagMembers = rule([more(1, 2, 'total')])
const bundestagBasicLaw = rule([least(2, 3, 'total')])
// Constitution of the United States, articles I.3, I.7, II.2; Standing Rules of the Senate, rule XXII.
const senateSimple = rule([more(1, 2, 'yes-no')], 'chair-casting')
const cloture = rule([least(3, 5, 'total')])
const treaty = rule([least(2, 3, 'present')])
// Swiss Parliament Act, article 80 (1): the president breaks a tie; article 159 (3) of the Constitution: majority of the members.
const swissCouncil = rule([more(1, 2, 'yes-no')], 'chair-casting')
const swissQualified = rule([more(1, 2, 'total')])
// Treaty on the Functioning of the European Union, article 238 (1): simple majority of the component members.
const councilOfUnion = rule([more(1, 2, 'total')])
// Constitution of the International Labour Organization, article 19 (2): two thirds of the votes cast.
const labourConvention = rule([least(2, 3, 'yes-no')])

// Constitution of the United States, article I.3 (6): two thirds of the senators present convict.
const conviction = rule([least(2, 3, 'present')])
// Fixed-term Parliaments Act 2011 (United Kingdom), section 2 (1) and (2): two thirds of all seats, vacant ones included.
const earlyElection = rule([least(2, 3, 'total')])
// Constitution of France of 1958, article 89: three fifths of the votes cast in Congress.
const frenchCongress = rule([least(3, 5, 'yes-no')])
// Basic Law of Germany, article 67: a successor is elected by the majority of the members.
const constructive = rule([more(1, 2, 'total')])
// Marrakesh Agreement establishing the WTO, article IX (2) and (3): three fourths of the members.
const wtoInterpretation = rule([least(3, 4, 'total')])
// Articles of Agreement of the IMF, article XXVIII: 85 per cent of the total voting power, in votes and not in members.
const fundAmendment = rule([least(85, 100, 'total')])
// Statute of the Council of Europe, article 20 (d): two thirds of those casting a vote and a majority of those entitled to sit.
const committeeOfMinisters = rule([least(2, 3, 'yes-no'), more(1, 2, 'total')])

const vectors: readonly Vector[] = [
  ['National Assembly, a law, 248 of 494', assemblyHalf, counts(248, 100, { total: 494 }), 'adopted'],
  ['National Assembly, a law, 247 of 494', assemblyHalf, counts(247, 100, { total: 494 }), 'rejected'],
  ['National Assembly, 247 of 493', assemblyHalf, counts(247, 0, { total: 493 }), 'adopted'],
  [
    'National Assembly, a law, abstentions weigh as much as votes against',
    assemblyHalf,
    counts(240, 0, { abstain: 254, total: 494 }),
    'rejected',
  ],
  ['Constitution, 330 of 494', assemblyTwoThirds, counts(330, 0, { total: 494 }), 'adopted'],
  ['Constitution, 329 of 494', assemblyTwoThirds, counts(329, 0, { total: 494 }), 'rejected'],
  ['Constitution, 332 of 498', assemblyTwoThirds, counts(332, 166, { total: 498 }), 'adopted'],
  ['removal from a council of 85, 57', removal, counts(57, 20, { total: 85 }), 'adopted'],
  ['removal from a council of 85, 56', removal, counts(56, 20, { total: 85 }), 'rejected'],
  ['removal from a council of 60, 40', removal, counts(40, 20, { total: 60 }), 'adopted'],
  ['shareholders, special, 65,000 of 100,000 votes', shareholdersSpecial, counts(65_000, 35_000), 'adopted'],
  ['shareholders, special, 64,999 of 100,000 votes', shareholdersSpecial, counts(64_999, 35_001), 'rejected'],
  [
    'shareholders, special, those who keep silent are in the base',
    shareholdersSpecial,
    counts(64, 0, { present: 100 }),
    'rejected',
  ],
  ['shareholders, ordinary, 50,001 of 100,000', shareholdersOrdinary, counts(50_001, 49_999), 'adopted'],
  ['shareholders, ordinary, 50,000 of 100,000', shareholdersOrdinary, counts(50_000, 50_000), 'rejected'],
  ['members’ council, special, 75 of 100', membersCouncilSpecial, counts(75, 25), 'adopted'],
  ['members’ council, special, 74 of 100', membersCouncilSpecial, counts(74, 26), 'rejected'],
  ['members’ council, special, 3 of 4 equal shares', membersCouncilSpecial, counts(3, 1), 'adopted'],
  [
    'General Assembly, important, 128 : 9 with 35 abstaining',
    importantQuestion,
    counts(128, 9, { abstain: 35, total: 193 }),
    'adopted',
  ],
  ['General Assembly, important, 100 : 50', importantQuestion, counts(100, 50, { total: 193 }), 'adopted'],
  ['General Assembly, important, 99 : 50', importantQuestion, counts(99, 50, { total: 193 }), 'rejected'],
  [
    'General Assembly, important, all abstain',
    importantQuestion,
    counts(0, 0, { abstain: 193, total: 193 }),
    'no-decision',
  ],
  ['General Assembly, other, 60 : 59', otherQuestion, counts(60, 59, { abstain: 74 }), 'adopted'],
  ['General Assembly, other, 60 : 60 is voted on again', otherQuestion, counts(60, 60), 'revote'],
  ['Security Council, procedure, 9 of 15', securityCouncil, counts(9, 6, { total: 15 }), 'adopted'],
  ['Security Council, procedure, 8 of 15', securityCouncil, counts(8, 0, { abstain: 7, total: 15 }), 'rejected'],
  [
    'Bundestag, 1 : 0 with all others abstaining',
    bundestagSimple,
    counts(1, 0, { abstain: 629, total: 630 }),
    'adopted',
  ],
  ['Bundestag, a tie is a refusal', bundestagSimple, counts(300, 300), 'rejected'],
  ['Chancellor, 316 of 630', bundestagMembers, counts(316, 300, { total: 630 }), 'adopted'],
  ['Chancellor, 315 of 630', bundestagMembers, counts(315, 300, { total: 630 }), 'rejected'],
  [
    'Chancellor, 310 of 630, fewer than half though more than against',
    bundestagMembers,
    counts(310, 307, { total: 630 }),
    'rejected',
  ],
  ['Basic Law, 420 of 630', bundestagBasicLaw, counts(420, 210, { total: 630 }), 'adopted'],
  ['Basic Law, 419 of 630', bundestagBasicLaw, counts(419, 0, { total: 630 }), 'rejected'],
  ['Basic Law, 491 of 736', bundestagBasicLaw, counts(491, 0, { total: 736 }), 'adopted'],
  ['Basic Law, 490 of 736', bundestagBasicLaw, counts(490, 0, { total: 736 }), 'rejected'],
  ['Senate, 51 : 49', senateSimple, counts(51, 49), 'adopted'],
  ['Senate, 50 : 50 waits for the one who breaks it', senateSimple, counts(50, 50), 'chair-decides'],
  ['Senate, 50 : 50 and for', senateSimple, counts(50, 50), 'adopted', 'yes'],
  ['Senate, 50 : 50 and against', senateSimple, counts(50, 50), 'rejected', 'no'],
  ['cloture, 60 of 100', cloture, counts(60, 40, { total: 100 }), 'adopted'],
  ['cloture, 59 : 0 of 100', cloture, counts(59, 0, { total: 100 }), 'rejected'],
  ['treaty, 67 of 100 present', treaty, counts(67, 33), 'adopted'],
  ['treaty, 66 of 100 present', treaty, counts(66, 34), 'rejected'],
  ['treaty, 60 of 90 present', treaty, counts(60, 30, { present: 90, total: 100 }), 'adopted'],
  ['Council of States, 22 : 22 and the president for', swissCouncil, counts(22, 22), 'adopted', 'yes'],
  ['National Council, qualified, 101 of 200', swissQualified, counts(101, 80, { total: 200 }), 'adopted'],
  ['National Council, qualified, 100 of 200', swissQualified, counts(100, 20, { total: 200 }), 'rejected'],
  ['Council of the Union, 14 of 27', councilOfUnion, counts(14, 13, { total: 27 }), 'adopted'],
  [
    'Council of the Union, 13 of 27 though nobody is against',
    councilOfUnion,
    counts(13, 0, { abstain: 14, total: 27 }),
    'rejected',
  ],
  ['Labour Conference, 406 : 5 with 33 abstaining', labourConvention, counts(406, 5, { abstain: 33 }), 'adopted'],
  ['Labour Conference, 200 : 100', labourConvention, counts(200, 100), 'adopted'],
  ['Labour Conference, 199 : 100', labourConvention, counts(199, 100), 'rejected'],
  ['Senate, conviction, 16 May 1868, 35 : 19', conviction, counts(35, 19), 'rejected'],
  ['Senate, conviction, 13 February 2021, 57 : 43', conviction, counts(57, 43), 'rejected'],
  ['Senate, conviction, 67 of 100', conviction, counts(67, 33), 'adopted'],
  ['Commons, early election, 19 April 2017, 522 : 13', earlyElection, counts(522, 13, { total: 650 }), 'adopted'],
  ['Commons, early election, 4 September 2019, 298 : 56', earlyElection, counts(298, 56, { total: 650 }), 'rejected'],
  ['Commons, early election, 434 of 650', earlyElection, counts(434, 0, { total: 650 }), 'adopted'],
  ['Commons, early election, 433 of 650', earlyElection, counts(433, 0, { total: 650 }), 'rejected'],
  ['Congress at Versailles, 21 July 2008, 539 : 357', frenchCongress, counts(539, 357), 'adopted'],
  ['Congress at Versailles, 537 : 359', frenchCongress, counts(537, 359), 'rejected'],
  [
    'Congress at Versailles, 4 March 2024, 780 : 72 with 50 abstaining',
    frenchCongress,
    counts(780, 72, { abstain: 50 }),
    'adopted',
  ],
  ['Bundestag, 27 April 1972, 247 of 496', constructive, counts(247, 10, { abstain: 3, total: 496 }), 'rejected'],
  ['Bundestag, 1 October 1982, 256 of 497', constructive, counts(256, 235, { abstain: 4, total: 497 }), 'adopted'],
  ['WTO, an interpretation, 123 of 164', wtoInterpretation, counts(123, 41, { total: 164 }), 'adopted'],
  ['WTO, an interpretation, 122 of 164', wtoInterpretation, counts(122, 0, { total: 164 }), 'rejected'],
  ['IMF, 85 per cent of the votes', fundAmendment, counts(4_250_000, 750_000, { total: 5_000_000 }), 'adopted'],
  ['IMF, one vote less', fundAmendment, counts(4_249_999, 750_001, { total: 5_000_000 }), 'rejected'],
  ['Committee of Ministers, 24 : 12 of 46', committeeOfMinisters, counts(24, 12, { total: 46 }), 'adopted'],
  ['Committee of Ministers, 23 : 0 of 46', committeeOfMinisters, counts(23, 0, { total: 46 }), 'rejected'],
  ['Committee of Ministers, 24 : 13 of 46', committeeOfMinisters, counts(24, 13, { total: 46 }), 'rejected'],
]

describe('published rules', () => {
  test.each(vectors.map(([name, ...rest]) => ({ name, rest })))('$name', ({ rest: [by, given, outcome, casting] }) => {
    expect(decideVote(by, given, { castingVote: casting ?? null }).outcome).toBe(outcome)
  })
})
