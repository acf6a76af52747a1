import type { PollId } from '../kernel/ids.ts'
import type { Poll } from './poll.ts'
import type { Choice } from './question.ts'

/** Puts a choice that may be seen now to the ballot that was sealed with it. */
export function revealChoice(
  polls: ReadonlyMap<PollId, Poll>,
  { poll: id, seq, choice }: { readonly poll: PollId; readonly seq: number; readonly choice: Choice },
): ReadonlyMap<PollId, Poll> {
  const poll = polls.get(id)
  if (!poll) return polls
  const counted = [...poll.ballots].find(([, ballot]) => ballot.seq === seq)
  if (counted) {
    const [voter, ballot] = counted
    return new Map(polls).set(id, { ...poll, ballots: new Map(poll.ballots).set(voter, { ...ballot, choice }) })
  }
  return new Map(polls).set(id, {
    ...poll,
    late: poll.late.map((ballot) => (ballot.seq === seq ? { ...ballot, choice } : ballot)),
  })
}

/**
 * Whether what ballots carry may be seen by all participants. Of a secret vote that is nothing that anybody can read: it goes
 * out at once, so that every machine can add it up, and give it back to a server that was restored.
 */
export const isRevealed = (poll: Poll): boolean =>
  poll.status === 'published' ||
  poll.status === 'annulled' ||
  (poll.openedAt !== null && (poll.question.show === 'live' || poll.question.secret !== undefined))
