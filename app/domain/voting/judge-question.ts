import { slotsOf } from './ballot-slots.ts'
import { answersOf, isEach } from './each.ts'
import { leastMinBallots, mostSlots, type Choice, type PollQuestion, type SecretTerms } from './question.ts'
import { ruleFaults } from './vote-rule.ts'

/** Whether a question cannot be put to the vote: no title, a rule without sense, or options that cannot be picked as it says. */
export function isFaultyQuestion(question: PollQuestion): boolean {
  const isSecret = question.secret !== undefined
  if (question.title.trim() === '' || ruleFaults(question.rule, { isSecret }).length > 0) return true
  if (question.secret && isFaultySecret(question, question.secret)) return true
  if (question.election && isFaultyElection(question)) return true
  const ids = question.options.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) return true
  if (question.kind === 'motion') return question.block ? ids.length === 0 : ids.length > 0
  if (question.block) return true
  if (isEach(question)) return ids.length === 0 || question.allowsOther || question.election !== undefined
  return (
    // A single candidate can be elected or not.
    ids.length < (question.election ? 1 : 2) ||
    question.min < 0 ||
    question.max < 1 ||
    question.min > question.max ||
    question.max > ids.length
  )
}

/** One threshold decides for each candidate alike. */
const isFaultyElection = ({ kind, rule, allowsOther }: PollQuestion): boolean =>
  kind !== 'options' || allowsOther || rule.thresholds.length !== 1 || rule.thresholds[0]?.kind === 'unanimous'

/** An opinion in words could not be added up, and a choice that shows as it comes would not be secret. */
const isFaultySecret = (question: PollQuestion, { minBallots }: SecretTerms): boolean =>
  question.allowsOther ||
  question.show !== 'after-close' ||
  minBallots < leastMinBallots ||
  slotsOf(question).count > mostSlots

export const isChoiceOf = (question: PollQuestion, choice: Choice): boolean => {
  switch (choice.kind) {
    case 'yes':
    case 'no':
    case 'abstain':
      return question.kind === 'motion' || (choice.kind === 'abstain' && !isEach(question))
    case 'other':
      return question.allowsOther && choice.text.trim() !== ''
    case 'options': {
      const ids = new Set(question.options.map(({ id }) => id))
      const { picks } = choice
      return (
        question.kind === 'options' &&
        new Set(picks).size === picks.length &&
        picks.every((id) => ids.has(id)) &&
        picks.length >= question.min &&
        picks.length <= question.max
      )
    }
    case 'each': {
      const allowed = answersOf(question)
      return (
        isEach(question) &&
        Object.keys(choice.answers).length === question.options.length &&
        question.options.every(({ id }) => allowed.some((answer) => answer === choice.answers[id]))
      )
    }
  }
}
