import type { Threshold, VoteBase, VoteRule } from './vote-rule.ts'

/** Counts in units of weight; one unit a person where weights are off. All integers. */
export type VoteCounts = {
  readonly yes: number
  readonly no: number
  readonly abstain: number
  /** Ý kiến khác: neither for nor against. */
  readonly other: number
  readonly invalid: number
  readonly issued: number
  readonly present: number
  readonly entitled: number
  readonly total: number
  readonly convened: number
}

export type VoteOutcome = 'adopted' | 'rejected' | 'no-decision' | 'revote' | 'lot' | 'chair-decides' | 'numbers-only'

export type ThresholdCheck = {
  readonly threshold: Threshold
  /** The base in numbers. */
  readonly of: number
  /** Fewest votes for that would do. */
  readonly needed: number
  readonly holds: boolean
}

export type VoteDecision = {
  readonly outcome: VoteOutcome
  readonly checks: readonly ThresholdCheck[]
  /** The tie rule decided. */
  readonly byTie: boolean
}

export function baseOf(counts: VoteCounts, base: VoteBase): number {
  switch (base) {
    case 'yes-no':
      return counts.yes + counts.no
    case 'yes-no-abstain':
      return counts.yes + counts.no + counts.abstain
    case 'valid':
      return counts.yes + counts.no + counts.abstain + counts.other
    case 'cast':
      return counts.yes + counts.no + counts.abstain + counts.other + counts.invalid
    case 'issued':
    case 'present':
    case 'entitled':
    case 'total':
    case 'convened':
      return counts[base]
  }
}

/** Whether `yes` reaches the threshold, and how many would have done. */
export function checkThreshold(threshold: Threshold, yes: number, of: number): ThresholdCheck {
  if (threshold.kind === 'unanimous') return { threshold, of, needed: of, holds: yes === of }
  const { num, den } = threshold
  const isStrict = threshold.kind === 'more-than'
  const needed = isStrict ? Math.floor((num * of) / den) + 1 : Math.ceil((num * of) / den)
  return { threshold, of, needed, holds: isStrict ? den * yes > num * of : den * yes >= num * of }
}

/**
 * The result of a vote by its rule. A base of nobody decides nothing. The chair's own choice matters only for a tie
 * under `chair-side`; `castingVote` is what the chair adds to break a tie under `chair-casting`.
 */
export function decideVote(
  rule: VoteRule,
  counts: VoteCounts,
  {
    chairChoice = null,
    castingVote = null,
  }: {
    readonly chairChoice?: 'yes' | 'no' | null
    readonly castingVote?: 'yes' | 'no' | null
  } = {},
): VoteDecision {
  const checks = rule.thresholds.map((threshold) =>
    checkThreshold(threshold, counts.yes, baseOf(counts, threshold.base)),
  )
  const decision = (outcome: VoteOutcome, byTie = false): VoteDecision => ({ outcome, checks, byTie })
  if (checks.length === 0) return decision('numbers-only')
  if (checks.some(({ of }) => of === 0)) return decision('no-decision')
  if (checks.every(({ holds }) => holds)) return decision('adopted')
  if (!isTie(rule, counts, checks)) return decision('rejected')
  switch (rule.tie) {
    case 'reject':
      return decision('rejected', true)
    case 'chair-side':
      return decision(chairChoice === 'yes' ? 'adopted' : 'rejected', true)
    case 'chair-casting':
      return castingVote === null
        ? decision('chair-decides', true)
        : decision(castingVote === 'yes' ? 'adopted' : 'rejected', true)
    case 'revote':
    case 'lot':
      return decision(rule.tie, true)
  }
}

function isTie(rule: VoteRule, counts: VoteCounts, checks: readonly ThresholdCheck[]): boolean {
  if (rule.tieScope === 'equal') return counts.yes === counts.no && counts.yes > 0
  return checks.length > 0 && checks.every(({ of, holds }) => holds || 2 * counts.yes === of)
}
