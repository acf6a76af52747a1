import type { PersonId } from '../kernel/ids.ts'
import { baseOf, decideVote, type VoteCounts, type VoteDecision } from './decide.ts'
import { decideElection, type ElectionResult } from './elect.ts'
import { readTally } from './ballot-slots.ts'
import { answersOf, countRows, isEach, judgeRow, type EachRow } from './each.ts'
import { unitsOf, weightIn } from './franchise.ts'
import type { Ballot, Poll } from './poll.ts'
import type { Answer, PollQuestion } from './question.ts'

/** Every number is in units: of persons, or of the weights that they vote with. */
export type PollResult =
  | {
      readonly kind: 'motion'
      readonly counts: VoteCounts
      /** Entitled and present, without a ballot. */
      readonly silent: number
      readonly decision: VoteDecision
    }
  | {
      readonly kind: 'options'
      readonly votes: ReadonlyMap<string, number>
      readonly abstain: number
      readonly other: number
      readonly cast: number
      readonly silent: number
      /** The options with the most votes; more than one is a tie. */
      readonly leading: readonly string[]
      /** Where the options are candidates: who is elected. */
      readonly election: ElectionResult | null
    }
  | { readonly kind: 'each'; readonly rows: readonly EachRow[]; readonly silent: number }

/** Counts the ballots whose choice may be seen, and judges them by the rule of the vote. */
export function pollResult(poll: Poll): PollResult {
  const ballots = [...poll.ballots.values()]
  const tally = poll.tally && readTally(poll.question, poll.tally)
  const opened = tally?.[0]
  const unitsBehind = (some: readonly Ballot[]) =>
    unitsOf(
      poll,
      some.map(({ voter }) => voter),
    )
  const count = (kind: string) => {
    if (opened) return kind === 'abstain' ? opened.abstain : (opened.votes.get(kind) ?? 0)
    return unitsBehind(ballots.filter(({ choice }) => choice?.kind === kind))
  }
  const byHand = poll.handCount ?? { yes: 0, no: 0, abstain: 0 }
  const handVotes = byHand.yes + byHand.no + byHand.abstain
  const listed = unitsOf(poll, poll.electorate)
  const cast = unitsBehind(ballots)
  const silent = listed - cast - handVotes
  // A ballot whose choice was lost could be any: nothing follows from the rest.
  const isWhole = tally !== null || ballots.every(({ choice }) => choice !== null)
  const bases = {
    issued: listed,
    present: listed,
    entitled: poll.total - unitsOf(poll, poll.recused),
    total: poll.total,
    convened: poll.convened,
  }
  if (isEach(poll.question)) {
    const rows = tally
      ? openedRows(poll.question, tally)
      : countRows(poll.question, eachBallots(ballots), (voter) => weightIn(poll, voter))
    return {
      kind: 'each',
      rows: [...rows].map(([id, counts]) => judgeRow(poll.question, { id, counts, isWhole }, bases)),
      silent,
    }
  }
  if (poll.question.kind === 'options') {
    const votes = new Map(poll.question.options.map(({ id }) => [id, opened?.votes.get(id) ?? 0]))
    for (const { voter, choice } of ballots)
      if (choice?.kind === 'options')
        for (const id of choice.picks) votes.set(id, (votes.get(id) ?? 0) + weightIn(poll, voter))
    const most = Math.max(0, ...votes.values())
    const blank = count('abstain')
    return {
      kind: 'options',
      votes,
      abstain: blank,
      other: count('other'),
      cast,
      silent,
      leading: most === 0 ? [] : [...votes].filter(([, number]) => number === most).map(([id]) => id),
      election: electionResult(poll, votes, { ...bases, cast, blank, isWhole }),
    }
  }
  const counts: VoteCounts = {
    yes: count('yes') + byHand.yes,
    no: count('no') + byHand.no,
    abstain: count('abstain') + byHand.abstain,
    other: count('other'),
    invalid: 0,
    ...bases,
  }
  const decision = decideVote(poll.question.rule, counts, {
    chairChoice: sideOf(poll, poll.chair),
    castingVote: poll.castingVote,
  })
  return { kind: 'motion', counts, silent, decision: isWhole ? decision : { ...decision, outcome: 'no-decision' } }
}

function eachBallots(ballots: readonly Ballot[]) {
  return ballots.flatMap(({ voter, choice }) => (choice?.kind === 'each' ? [{ voter, answers: choice.answers }] : []))
}

const openedRows = (
  question: PollQuestion,
  tally: ReturnType<typeof readTally>,
): ReadonlyMap<string, ReadonlyMap<Answer, number>> =>
  new Map(
    tally.map(({ row, votes, abstain }) => [
      row ?? '',
      new Map(answersOf(question).map((answer) => [answer, answer === 'abstain' ? abstain : (votes.get(answer) ?? 0)])),
    ]),
  )

/** A ballot without a name was cast and is not valid. */
function electionResult(
  { question, status }: Poll,
  votes: ReadonlyMap<string, number>,
  {
    cast,
    blank,
    isWhole,
    ...bases
  }: Pick<VoteCounts, 'issued' | 'present' | 'entitled' | 'total' | 'convened'> & {
    readonly cast: number
    readonly blank: number
    readonly isWhole: boolean
  },
): ElectionResult | null {
  const [threshold] = question.rule.thresholds
  if (!question.election || !threshold || threshold.kind === 'unanimous') return null
  // Who crosses out the only candidate has voted against them; of several, nobody chosen is an invalid one.
  const isAgainst = question.options.length === 1
  const counts: VoteCounts = {
    yes: cast - blank,
    no: isAgainst ? blank : 0,
    abstain: 0,
    other: 0,
    invalid: isAgainst ? 0 : blank,
    ...bases,
  }
  // Nobody is elected by ballots that nobody has seen.
  const of = isWhole && status !== 'open' ? baseOf(counts, threshold.base) : 0
  return decideElection(votes, { seats: question.max, threshold, of })
}

function sideOf(poll: Poll, person: PersonId | null): 'yes' | 'no' | null {
  const kind = person === null ? undefined : poll.ballots.get(person)?.choice?.kind
  return kind === 'yes' || kind === 'no' ? kind : null
}
