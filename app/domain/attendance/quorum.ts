/** Đủ điều kiện tiến hành: how many must be present. Integers only. */
export type QuorumRule = {
  /** True: more than num/den of the base; false: at least. */
  readonly strict: boolean
  readonly num: number
  readonly den: number
  /** total: all members · convened: without those absent with an accepted reason. */
  readonly base: 'total' | 'convened'
}

export type QuorumCount = {
  readonly present: number
  readonly of: number
  readonly needed: number
  readonly isMet: boolean
}

/** More than half of all members, where the body has set no other rule. */
export const defaultQuorum: QuorumRule = { strict: true, num: 1, den: 2, base: 'total' }

export function countQuorum(
  rule: QuorumRule,
  { present, total, excused }: { readonly present: number; readonly total: number; readonly excused: number },
): QuorumCount {
  const of = rule.base === 'total' ? total : total - excused
  const needed = rule.strict ? Math.floor((rule.num * of) / rule.den) + 1 : Math.ceil((rule.num * of) / rule.den)
  const isMet = of > 0 && (rule.strict ? rule.den * present > rule.num * of : rule.den * present >= rule.num * of)
  return { present, of, needed, isMet }
}
