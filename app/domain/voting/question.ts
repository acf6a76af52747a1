import type { ItemId, PollId } from '../kernel/ids.ts'
import type { VoteRule } from './vote-rule.ts'

/** Of a clause: for, against, abstaining. Of a person: how much confidence, or no answer. */
export const answers = ['yes', 'no', 'abstain', 'high', 'medium', 'low'] as const
export type Answer = (typeof answers)[number]

export const questionKinds = [
  'motion', // tán thành, không tán thành, không biểu quyết
  'options', // chọn phương án, bầu cử
  'clauses', // từng điều khoản của dự thảo
  'confidence', // lấy phiếu tín nhiệm: tín nhiệm cao, tín nhiệm, tín nhiệm thấp
] as const
export type QuestionKind = (typeof questionKinds)[number]

/** yes, no and abstain of a motion; `other` is an opinion in words; options are picked by their ids, or each is answered. */
export type Choice =
  | { readonly kind: 'yes' | 'no' | 'abstain' }
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'options'; readonly picks: readonly string[] }
  | { readonly kind: 'each'; readonly answers: Readonly<Record<string, Answer>> }

export type PollQuestion = {
  readonly item: ItemId | null
  readonly title: string
  /** The exact words that are voted on. */
  readonly text: string
  readonly kind: QuestionKind
  /** What may be picked, and how many; the clauses or persons that are each answered; the items of a consent block. */
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly min: number
  readonly max: number
  readonly allowsOther: boolean
  readonly mayChange: boolean
  /** live: everybody sees choices as they come · after-close: nobody sees any before the result is published. */
  readonly show: 'live' | 'after-close'
  /** Ballots under way when the chair closes still land for so long, 0 to 120. */
  readonly graceSeconds: number
  readonly rule: VoteRule
  /** Of a motion: its options are items without controversy that are decided together, unless a member pulls one out. */
  readonly block?: true | undefined
  /** Where the options are candidates (bầu cử): `max` is the number of seats. */
  readonly election?: true | undefined
  /** Present where nobody may ever see a choice (bỏ phiếu kín). */
  readonly secret?: SecretTerms | undefined
  /** The vote that this one repeats. */
  readonly repeats: PollId | null
}

export type SecretTerms = {
  /** With fewer counted ballots the sum stays closed: it would tell too much about each. At least 3. */
  readonly minBallots: number
}
export const leastMinBallots = 3
/** Boxes of a secret ballot: each costs its voter and its checkers computing time. */
export const mostSlots = 60
