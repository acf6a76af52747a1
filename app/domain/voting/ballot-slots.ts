import { answersOf, isEach } from './each.ts'
import type { Choice, PollQuestion } from './question.ts'

/**
 * Boxes that make one whole, each holding 0 or 1: one for everything that may be picked, blank ones that stand for picks not
 * made, and the last for abstaining, which fills the group alone. Picks + blanks + max · abstain = max.
 */
export type SlotGroup = {
  /** The option that is answered; null where the ballot is one group. */
  readonly row: string | null
  /** yes and no of a motion, ids of options, or the answers to one row. */
  readonly picks: readonly string[]
  readonly blanks: number
  readonly max: number
  readonly count: number
}

/** The boxes of a secret ballot, group after group. */
export type BallotSlots = { readonly groups: readonly SlotGroup[]; readonly count: number }

export function slotsOf(question: PollQuestion): BallotSlots {
  const group = (
    row: string | null,
    picks: readonly string[],
    { min, max }: { readonly min: number; readonly max: number },
  ): SlotGroup => ({ row, picks, blanks: max - min, max, count: picks.length + max - min + 1 })
  const one = { min: 1, max: 1 }
  const groups = isEach(question)
    ? question.options.map(({ id }) =>
        group(
          id,
          answersOf(question).filter((answer) => answer !== 'abstain'),
          one,
        ),
      )
    : [
        question.kind === 'motion'
          ? group(null, ['yes', 'no'], one)
          : group(
              null,
              question.options.map(({ id }) => id),
              question,
            ),
      ]
  return { groups, count: groups.reduce((sum, { count }) => sum + count, 0) }
}

/** What is in each box. The choice must be one that the question allows, and not an opinion in words. */
export const fillSlots = (question: PollQuestion, choice: Choice): readonly (0 | 1)[] =>
  slotsOf(question).groups.flatMap((group) => fillGroup(group, pickedIn(group, choice)))

/** Null for abstaining. */
function pickedIn({ row }: SlotGroup, choice: Choice): readonly string[] | null {
  if (choice.kind === 'options') return choice.picks
  const one = choice.kind === 'each' ? choice.answers[row ?? ''] : choice.kind
  return one === undefined || one === 'abstain' ? null : [one]
}

function fillGroup({ picks, blanks, max }: SlotGroup, picked: readonly string[] | null): readonly (0 | 1)[] {
  const blank = picked === null ? 0 : max - picked.length
  return [
    ...picks.map((id) => (picked?.includes(id) ? 1 : 0)),
    ...Array.from({ length: blanks }, (_, index): 0 | 1 => (index < blank ? 1 : 0)),
    picked === null ? 1 : 0,
  ]
}

/** How often a box counts in the sum of its group, which must be `max`. */
export const slotWeight = ({ count, max }: SlotGroup, index: number): number => (index === count - 1 ? max : 1)

/** What belongs to each group of a list with an entry for each box. */
export function byGroup<Value>({ groups }: BallotSlots, values: readonly Value[]): readonly (readonly Value[])[] {
  let from = 0
  return groups.map(({ count }) => values.slice(from, (from += count)))
}

export type GroupTally = {
  readonly row: string | null
  readonly votes: ReadonlyMap<string, number>
  readonly abstain: number
}

/** What the totals of the boxes say, group by group. */
export function readTally(question: PollQuestion, tally: readonly number[]): readonly GroupTally[] {
  const slots = slotsOf(question)
  const parts = byGroup(slots, tally)
  return slots.groups.map(({ row, picks, count }, group) => {
    const numbers = parts[group] ?? []
    return {
      row,
      votes: new Map(picks.map((id, index) => [id, numbers[index] ?? 0])),
      abstain: numbers[count - 1] ?? 0,
    }
  })
}
