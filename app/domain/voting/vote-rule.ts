import type { QuorumRule } from '../attendance/quorum.ts'

/** What a share is taken of (mẫu số). */
export const voteBases = [
  'yes-no', // tán thành + không tán thành
  'yes-no-abstain',
  'valid', // phiếu hợp lệ: with other opinions
  'cast', // số phiếu thu về
  'issued', // số phiếu phát ra
  'present', // có mặt, có quyền biểu quyết
  'entitled', // có quyền biểu quyết về nội dung này
  'total', // tổng số thành viên
  'convened', // số được triệu tập, trừ vắng có lý do
] as const
export type VoteBase = (typeof voteBases)[number]

/** more-than: den·yes > num·base · at-least: den·yes ≥ num·base · unanimous: yes = base. */
export type Threshold =
  | { readonly kind: 'more-than' | 'at-least'; readonly num: number; readonly den: number; readonly base: VoteBase }
  | { readonly kind: 'unanimous'; readonly base: VoteBase }

/**
 * reject: a tie is not a majority · chair-side: the side that the chair already voted for decides · chair-casting: the chair
 * votes only to break it · revote · lot.
 */
export const tieRules = ['reject', 'chair-side', 'chair-casting', 'revote', 'lot'] as const
export type TieRule = (typeof tieRules)[number]

/** A rule of one body, as data. The organisation edits it and names its article. */
export type VoteRule = {
  readonly name: string
  /** Article and document it comes from, printed on the card and in the minutes. */
  readonly article: string
  /** All must hold. Empty: numbers only, nothing is decided. */
  readonly thresholds: readonly Threshold[]
  readonly tie: TieRule
  /** equal: as many for as against · half-of-base: exactly half of the first threshold's base is for. */
  readonly tieScope: 'equal' | 'half-of-base'
  readonly quorum: QuorumRule | null
}

export type RulePreset = VoteRule & { readonly id: string; readonly english: string }

/** What of a preset goes into a vote. */
export const ruleOf = ({ id: _id, english: _english, ...rule }: RulePreset): VoteRule => rule

const half = (base: VoteBase): Threshold => ({ kind: 'more-than', num: 1, den: 2, base })
const twoThirds = (base: VoteBase): Threshold => ({ kind: 'at-least', num: 2, den: 3, base })
const plain = { tie: 'reject', tieScope: 'equal', quorum: null } as const

/** Shipped as a start. Whether a body's charter says so is for its office to confirm. */
export const rulePresets: readonly RulePreset[] = [
  {
    ...plain,
    id: 'majority-of-members',
    name: 'Quá nửa tổng số thành viên',
    english: 'More than half of all members',
    article: '',
    thresholds: [half('total')],
  },
  {
    ...plain,
    id: 'government',
    name: 'Quá nửa tổng số thành viên, ngang nhau theo phía chủ trì',
    english: 'More than half of all members; a tie follows the chair',
    article: 'Luật Tổ chức Chính phủ',
    thresholds: [half('total')],
    tie: 'chair-side',
    tieScope: 'half-of-base',
  },
  {
    ...plain,
    id: 'council',
    name: 'Quá nửa tổng số đại biểu',
    english: 'More than half of all delegates',
    article: 'Luật Tổ chức chính quyền địa phương, Điều 91',
    thresholds: [half('total')],
  },
  {
    ...plain,
    id: 'two-thirds-of-members',
    name: 'Ít nhất hai phần ba tổng số thành viên',
    english: 'At least two thirds of all members',
    article: '',
    thresholds: [twoThirds('total')],
  },
  {
    ...plain,
    id: 'majority-of-present',
    name: 'Quá nửa số có mặt',
    english: 'More than half of those present',
    article: '',
    thresholds: [half('present')],
  },
  {
    ...plain,
    id: 'majority-of-votes',
    name: 'Quá nửa số phiếu, không kể không biểu quyết',
    english: 'More than half of the votes, abstentions left out',
    article: 'Robert’s Rules of Order',
    thresholds: [half('yes-no')],
  },
  {
    ...plain,
    id: 'two-thirds-of-votes',
    name: 'Ít nhất hai phần ba số phiếu, không kể không biểu quyết',
    english: 'At least two thirds of the votes, abstentions left out',
    article: 'Robert’s Rules of Order',
    thresholds: [twoThirds('yes-no')],
  },
  {
    ...plain,
    id: 'absolute',
    name: 'Tuyệt đối: nhiều hơn không tán thành và không biểu quyết cộng lại',
    english: 'Absolute: more than against and abstaining together',
    article: '',
    thresholds: [half('yes-no-abstain')],
  },
  {
    ...plain,
    id: 'company-board',
    name: 'Hội đồng quản trị: quá nửa số dự họp',
    english: 'Company board: more than half of those attending',
    article: 'Luật Doanh nghiệp 2020, Điều 157',
    thresholds: [half('present')],
    tie: 'chair-side',
    tieScope: 'half-of-base',
    quorum: { strict: false, num: 3, den: 4, base: 'total' },
  },
  {
    ...plain,
    id: 'unanimous',
    name: 'Nhất trí',
    english: 'Unanimous',
    article: '',
    thresholds: [{ kind: 'unanimous', base: 'entitled' }],
  },
]

/** From which share of "tín nhiệm thấp" something follows for the person; both are shown, and what follows is for the body. */
export const confidencePresets: readonly RulePreset[] = [
  {
    ...plain,
    id: 'confidence',
    name: 'Tín nhiệm thấp: quá nửa tổng số, ít nhất hai phần ba tổng số',
    english: 'Low confidence: more than half of all members, at least two thirds of all members',
    article: 'Nghị quyết 96/2023/QH15',
    thresholds: [half('total'), twoThirds('total')],
  },
  {
    ...plain,
    id: 'confidence-cast',
    name: 'Tín nhiệm thấp: quá nửa số phiếu thu về',
    english: 'Low confidence: more than half of the ballots cast',
    article: '',
    thresholds: [half('cast')],
  },
]

/** Rules by which candidates are elected, best first, up to the number of seats. */
export const electionPresets: readonly RulePreset[] = [
  {
    ...plain,
    id: 'election-cast',
    name: 'Quá nửa số phiếu thu về',
    english: 'More than half of the ballots cast',
    article: '',
    thresholds: [half('cast')],
  },
  {
    ...plain,
    id: 'election-convened',
    name: 'Quá nửa số được triệu tập',
    english: 'More than half of those convened',
    article: '',
    thresholds: [half('convened')],
  },
  {
    ...plain,
    id: 'election-total',
    name: 'Quá nửa tổng số thành viên',
    english: 'More than half of all members',
    article: '',
    thresholds: [half('total')],
  },
]

export type RuleFault = 'no-fraction' | 'tie-needs-open-vote'

/** Faults that make a rule unfit for a vote; found when the vote is prepared, never at its result. */
export function ruleFaults(rule: VoteRule, { isSecret }: { readonly isSecret: boolean }): readonly RuleFault[] {
  const faults: RuleFault[] = []
  const isFraction = (num: number, den: number) =>
    Number.isSafeInteger(num) && Number.isSafeInteger(den) && num >= 0 && den > 0 && num <= den
  if (rule.thresholds.some((threshold) => threshold.kind !== 'unanimous' && !isFraction(threshold.num, threshold.den)))
    faults.push('no-fraction')
  if (rule.quorum && !isFraction(rule.quorum.num, rule.quorum.den)) faults.push('no-fraction')
  if (isSecret && (rule.tie === 'chair-side' || rule.tie === 'chair-casting')) faults.push('tie-needs-open-vote')
  return faults
}
