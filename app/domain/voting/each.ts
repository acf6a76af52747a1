import type { PersonId } from '../kernel/ids.ts'
import { checkThreshold, decideVote, baseOf, type ThresholdCheck, type VoteCounts, type VoteOutcome } from './decide.ts'
import type { Answer, PollQuestion } from './question.ts'

/** What is answered to each of several things at once: clause by clause, or person by person (lấy phiếu tín nhiệm). */
export type EachRow = {
  /** Id of the option. */
  readonly id: string
  readonly counts: ReadonlyMap<Answer, number>
  /** Of a clause the rule's thresholds of those in favour; of a person those of "tín nhiệm thấp". */
  readonly checks: readonly ThresholdCheck[]
  /** Null where persons were judged: what follows is for the body to decide. */
  readonly outcome: VoteOutcome | null
}

const clauseAnswers = ['yes', 'no', 'abstain'] as const
const confidenceAnswers = ['high', 'medium', 'low', 'abstain'] as const

export const isEach = ({ kind }: Pick<PollQuestion, 'kind'>): boolean => kind === 'clauses' || kind === 'confidence'

/** The columns of such a vote, in the order in which they stand on the card. */
export const answersOf = ({ kind }: Pick<PollQuestion, 'kind'>): readonly Answer[] =>
  kind === 'clauses' ? clauseAnswers : kind === 'confidence' ? confidenceAnswers : []

/** One row of the result. `bases` are the numbers of the room; those of the row are put in. */
export function judgeRow(
  { rule, kind }: PollQuestion,
  {
    id,
    counts,
    isWhole,
  }: { readonly id: string; readonly counts: ReadonlyMap<Answer, number>; readonly isWhole: boolean },
  bases: Omit<VoteCounts, 'yes' | 'no' | 'abstain' | 'other' | 'invalid'>,
): EachRow {
  const of = (answer: Answer) => counts.get(answer) ?? 0
  if (kind === 'clauses') {
    const numbers = { ...bases, yes: of('yes'), no: of('no'), abstain: of('abstain'), other: 0, invalid: 0 }
    const { checks, outcome } = decideVote(rule, numbers)
    return { id, counts, checks, outcome: isWhole ? outcome : 'no-decision' }
  }
  const valid = of('high') + of('medium') + of('low')
  const numbers = { ...bases, yes: valid, no: 0, abstain: of('abstain'), other: 0, invalid: 0 }
  const checks = rule.thresholds.map((threshold) =>
    checkThreshold(threshold, of('low'), baseOf(numbers, threshold.base)),
  )
  return { id, counts, checks: isWhole ? checks : [], outcome: null }
}

/** Votes for each answer in each row, from choices that may be seen. */
export function countRows(
  question: PollQuestion,
  ballots: Iterable<{ readonly voter: PersonId; readonly answers: Readonly<Record<string, Answer>> }>,
  weightOf: (voter: PersonId) => number,
): ReadonlyMap<string, ReadonlyMap<Answer, number>> {
  const rows = new Map(
    question.options.map(({ id }) => [id, new Map(answersOf(question).map((answer) => [answer, 0]))]),
  )
  for (const { voter, answers } of ballots)
    for (const [id, answer] of Object.entries(answers)) {
      const row = rows.get(id)
      row?.set(answer, (row.get(answer) ?? 0) + weightOf(voter))
    }
  return rows
}
