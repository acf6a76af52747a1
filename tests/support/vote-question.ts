import type { PollQuestion } from '#domain/voting/question.ts'
import { rulePresets } from '#domain/voting/vote-rule.ts'

/** A plain motion under the first preset: more than half of all members. */
export function voteQuestion(change: Partial<PollQuestion> = {}): PollQuestion {
  const [preset] = rulePresets
  if (!preset) throw new Error('No rule is shipped')
  const { id: _id, english: _english, ...rule } = preset
  return {
    item: null,
    title: 'Thông qua nghị quyết',
    text: 'Điều 1. Thông qua.',
    kind: 'motion',
    options: [],
    min: 0,
    max: 1,
    allowsOther: false,
    mayChange: true,
    show: 'after-close',
    graceSeconds: 0,
    rule,
    repeats: null,
    ...change,
  }
}
