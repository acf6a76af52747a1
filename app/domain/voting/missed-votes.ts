import type { PersonId } from '../kernel/ids.ts'
import type { Poll } from './poll.ts'

/** Those who were on the list of the last two votes and have a ballot in neither: their machine may fail them. */
export function missedTwice(polls: readonly Poll[], voters: readonly PersonId[]): readonly PersonId[] {
  const last = polls
    .filter(({ status, openedAt }) => openedAt !== null && (status === 'closed' || status === 'published'))
    .toSorted((a, b) => (b.openedAt ?? 0) - (a.openedAt ?? 0))
    .slice(0, 2)
  if (last.length < 2) return []
  return voters.filter((voter) =>
    last.every(
      ({ electorate, ballots, handCount }) => electorate.has(voter) && !ballots.has(voter) && handCount === null,
    ),
  )
}
