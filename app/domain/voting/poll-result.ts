import type { PersonId } from '../kernel/ids.ts'
import { baseOf, decideVote, type VoteCounts, type VoteDecision } from './decide.ts'
import { decideElection, type ElectionResult } from './elect.ts'
import { readTally } from './ballot-slots.ts'
import type { Poll } from './poll.ts'

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

/** Counts the ballots whose choice may be seen, and judges them by the rule of the vote. */
export function pollResult(poll: Poll): PollResult {
  const ballots = [...poll.ballots.values()]
  const opened = poll.tally && readTally(poll.question, poll.tally)
  const count = (kind: string) => {
    if (opened) return kind === 'abstain' ? opened.abstain : (opened.votes.get(kind) ?? 0)
    return ballots.filter(({ choice }) => choice?.kind === kind).length
  }
  const byHand = poll.handCount ?? { yes: 0, no: 0, abstain: 0 }
  const handVotes = byHand.yes + byHand.no + byHand.abstain
  const silent = poll.electorate.size - ballots.length - handVotes
  if (poll.question.kind === 'options') {
    const votes = new Map(poll.question.options.map(({ id }) => [id, opened?.votes.get(id) ?? 0]))
    for (const { choice } of ballots)
      if (choice?.kind === 'options') for (const id of choice.picks) votes.set(id, (votes.get(id) ?? 0) + 1)
    const most = Math.max(0, ...votes.values())
    const blank = count('abstain')
    return {
      kind: 'options',
      votes,
      abstain: blank,
      other: count('other'),
      cast: ballots.length,
      silent,
      leading: most === 0 ? [] : [...votes].filter(([, number]) => number === most).map(([id]) => id),
      election: electionResult(poll, votes, blank),
    }
  }
  const counts: VoteCounts = {
    yes: count('yes') + byHand.yes,
    no: count('no') + byHand.no,
    abstain: count('abstain') + byHand.abstain,
    other: count('other'),
    invalid: 0,
    issued: poll.electorate.size,
    present: poll.electorate.size,
    entitled: poll.total - poll.recused.size,
    total: poll.total,
    convened: poll.convened,
  }
  const decision = decideVote(poll.question.rule, counts, {
    chairChoice: sideOf(poll, poll.chair),
    castingVote: poll.castingVote,
  })
  // A ballot whose choice was lost could be either: nothing follows from the rest.
  const isWhole = opened !== null || ballots.every(({ choice }) => choice !== null)
  return { kind: 'motion', counts, silent, decision: isWhole ? decision : { ...decision, outcome: 'no-decision' } }
}

/** A ballot without a name was cast and is not valid. */
function electionResult(
  { question, ballots, electorate, total, recused, convened, tally, status }: Poll,
  votes: ReadonlyMap<string, number>,
  blank: number,
): ElectionResult | null {
  const [threshold] = question.rule.thresholds
  if (!question.election || !threshold || threshold.kind === 'unanimous') return null
  // Nobody is elected by ballots that nobody has seen.
  const isWhole = tally !== null || [...ballots.values()].every(({ choice }) => choice !== null)
  const counts: VoteCounts = {
    yes: ballots.size - blank,
    no: 0,
    abstain: 0,
    other: 0,
    invalid: blank,
    issued: electorate.size,
    present: electorate.size,
    entitled: total - recused.size,
    total,
    convened,
  }
  const of = isWhole && status !== 'open' ? baseOf(counts, threshold.base) : 0
  return decideElection(votes, { seats: question.max, threshold, of })
}

function sideOf(poll: Poll, person: PersonId | null): 'yes' | 'no' | null {
  const kind = person === null ? undefined : poll.ballots.get(person)?.choice?.kind
  return kind === 'yes' || kind === 'no' ? kind : null
}
