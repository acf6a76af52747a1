import type { Choice, PollQuestion } from './question.ts'

/**
 * The boxes of a secret ballot, each holding 0 or 1: one for everything that may be picked, blank ones that stand for
 * picks not made, and the last for abstaining, which fills the ballot alone. Picks + blanks + max · abstain = max.
 */
export type BallotSlots = {
  /** yes and no of a motion, or the ids of the options. */
  readonly picks: readonly string[]
  readonly blanks: number
  readonly max: number
  readonly count: number
}

export function slotsOf(question: PollQuestion): BallotSlots {
  const [picks, min, max] =
    question.kind === 'motion'
      ? [['yes', 'no'], 1, 1]
      : [question.options.map(({ id }) => id), question.min, question.max]
  const blanks = max - min
  return { picks, blanks, max, count: picks.length + blanks + 1 }
}

/** What is in each box. The choice must be one that the question allows, and not an opinion in words. */
export function fillSlots(question: PollQuestion, choice: Choice): readonly (0 | 1)[] {
  const { picks, blanks, max } = slotsOf(question)
  const picked = choice.kind === 'options' ? choice.picks : choice.kind === 'abstain' ? [] : [choice.kind]
  const isAbstaining = choice.kind === 'abstain'
  const blank = isAbstaining ? 0 : max - picked.length
  return [
    ...picks.map((id) => (picked.includes(id) ? 1 : 0)),
    ...Array.from({ length: blanks }, (_, index): 0 | 1 => (index < blank ? 1 : 0)),
    isAbstaining ? 1 : 0,
  ]
}

/** How often a box counts in the sum that must be `max`. */
export const slotWeight = ({ count, max }: BallotSlots, index: number): number => (index === count - 1 ? max : 1)

/** What the totals of the boxes say. */
export function readTally(
  question: PollQuestion,
  tally: readonly number[],
): { readonly votes: ReadonlyMap<string, number>; readonly abstain: number } {
  const { picks, count } = slotsOf(question)
  return { votes: new Map(picks.map((id, index) => [id, tally[index] ?? 0])), abstain: tally[count - 1] ?? 0 }
}
