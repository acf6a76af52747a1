import { checkThreshold } from './decide.ts'
import type { Threshold } from './vote-rule.ts'

export type CandidateResult = {
  readonly candidate: string
  readonly votes: number
  /** elected · tied: level with another for the last seat, a new ballot between them · not-elected. */
  readonly outcome: 'elected' | 'tied' | 'not-elected'
}

export type ElectionResult = {
  readonly needed: number
  readonly of: number
  readonly candidates: readonly CandidateResult[]
  readonly seatsLeft: number
}

/** Who is elected: those over the threshold, best first, up to the number of seats. A base of nobody elects nobody. */
export function decideElection(
  votes: ReadonlyMap<string, number>,
  {
    seats,
    threshold,
    of,
  }: {
    readonly seats: number
    readonly threshold: Exclude<Threshold, { kind: 'unanimous' }>
    /** The threshold's base in numbers. */
    readonly of: number
  },
): ElectionResult {
  const { needed } = checkThreshold(threshold, 0, of)
  const ranked = [...votes].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const over = of === 0 ? [] : ranked.filter(([, count]) => checkThreshold(threshold, count, of).holds)
  const lastIn = over[seats - 1]?.[1]
  const firstOut = over[seats]?.[1]
  const isTied = (count: number) => lastIn !== undefined && firstOut === lastIn && count === lastIn
  let filled = 0
  const candidates = ranked.map(([candidate, count]): CandidateResult => {
    const place = over.findIndex(([id]) => id === candidate)
    const outcome = place < 0 ? 'not-elected' : isTied(count) ? 'tied' : place < seats ? 'elected' : 'not-elected'
    if (outcome === 'elected') filled++
    return { candidate, votes: count, outcome }
  })
  return { needed, of, candidates, seatsLeft: seats - filled }
}

/**
 * Who stands in another round, and for how many seats: those level with each other for the last seat, or else all who were not
 * elected while seats are left. Null where every seat is filled.
 */
export function secondRound({ candidates, seatsLeft }: ElectionResult): {
  readonly candidates: readonly string[]
  readonly seats: number
} | null {
  if (seatsLeft < 1) return null
  const tied = candidates.filter(({ outcome }) => outcome === 'tied')
  const standing = tied.length > 0 ? tied : candidates.filter(({ outcome }) => outcome === 'not-elected')
  return standing.length === 0
    ? null
    : { candidates: standing.map(({ candidate }) => candidate), seats: Math.min(seatsLeft, standing.length) }
}
