import type { RuleId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { RulePreset, VoteRule } from '../voting/vote-rule.ts'

export const ruleUses = ['motion', 'election', 'confidence'] as const
export type RuleUse = (typeof ruleUses)[number]

/** A rule of voting as the organisation's own charter has it, with the days on which it is in force. */
export type StandingRule = {
  readonly id: RuleId
  readonly use: RuleUse
  readonly rule: VoteRule
  readonly from: Instant
  /** Null while it has no end. */
  readonly until: Instant | null
}

/** What a vote that is prepared now may be judged by. A vote keeps the rule it was opened with. */
export const rulesInForce = (rules: readonly StandingRule[], use: RuleUse, at: Instant): readonly RulePreset[] =>
  rules
    .filter((known) => known.use === use && known.from <= at && (known.until === null || at < known.until))
    .map(({ id, rule }) => ({ ...rule, id, english: rule.name }))
