import type { FileId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

/** What became of a remark. */
export const remarkOutcomes = [
  'collected', // đã tổng hợp
  'accepted', // tiếp thu
  'partly', // tiếp thu một phần
  'explained', // giải trình
] as const
export type RemarkOutcome = (typeof remarkOutcomes)[number]

/** Where in a paper: words on a page of one of its versions. */
export type RemarkPlace = {
  readonly file: FileId
  /** From 0. */
  readonly page: number
  /** The words it is on; may be empty for a whole page. */
  readonly quote: string
}

/** Góp ý: what somebody wants changed in a paper, said before the session. Null place: the paper as a whole. */
export type SentRemark = {
  readonly id: string
  readonly author: PersonId
  readonly at: Instant
  readonly text: string
  readonly place: RemarkPlace | null
}

export type RemarkAnswer = {
  readonly by: PersonId
  readonly at: Instant
  readonly outcome: RemarkOutcome
  readonly text: string
  /** The sentence as it stands in the next version of the paper; absent where nobody said. */
  readonly sentence?: string | undefined
}

/** An answer keeps what it answers: a remark that was collected cannot be made undone. */
export type KeptAnswer = RemarkAnswer & { readonly remark: SentRemark }

export type Remark = SentRemark & {
  readonly answer: RemarkAnswer | null
}

/**
 * Remarks with what became of them, as they were sent. Of several answers the latest holds; answers of those who may not give any
 * count as nothing, and what an answer keeps stands in for a remark that its author removed afterwards.
 */
export function assembleRemarks(
  sent: readonly SentRemark[],
  answers: readonly KeptAnswer[],
  mayAnswer: (person: PersonId) => boolean,
): readonly Remark[] {
  const latest = new Map<string, KeptAnswer>()
  for (const answer of answers) {
    const before = latest.get(answer.remark.id)
    const isLater = !before || answer.at > before.at || (answer.at === before.at && answer.by > before.by)
    if (mayAnswer(answer.by) && isLater) latest.set(answer.remark.id, answer)
  }
  const all = new Map([...latest].map(([id, { remark }]) => [id, remark]))
  for (const remark of sent) all.set(remark.id, remark)
  return [...all.values()]
    .map((remark): Remark => {
      const found = latest.get(remark.id)
      if (!found) return { ...remark, answer: null }
      const { remark: _answered, ...answer } = found
      return { ...remark, answer }
    })
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** As long as nobody has taken it up, its author may take it back. */
export const mayWithdraw = (remark: Remark, person: PersonId): boolean =>
  remark.author === person && remark.answer === null

/** @param until 0 where no time is set. */
export const isLate = ({ at }: Pick<Remark, 'at'>, until: Instant): boolean => until > 0 && at > until

/** Collecting alone is no answer yet. */
export const isAnswered = ({ answer }: Pick<Remark, 'answer'>): boolean =>
  answer !== null && answer.outcome !== 'collected'
