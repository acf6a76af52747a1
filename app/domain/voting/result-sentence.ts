import type { ThresholdCheck, VoteOutcome } from './decide.ts'
import type { CandidateResult, ElectionResult } from './elect.ts'
import type { PollResult } from './poll-result.ts'
import type { EachRow } from './each.ts'
import type { Answer, PollQuestion } from './question.ts'
import type { Threshold, VoteBase } from './vote-rule.ts'

export type SentenceLanguage = 'vi' | 'en'

const baseWords: Readonly<Record<SentenceLanguage, Readonly<Record<VoteBase, string>>>> = {
  vi: {
    'yes-no': 'số phiếu tán thành và không tán thành',
    'yes-no-abstain': 'số phiếu, kể cả không biểu quyết',
    valid: 'số phiếu hợp lệ',
    cast: 'số phiếu thu về',
    issued: 'số phiếu phát ra',
    present: 'số có mặt',
    entitled: 'số có quyền biểu quyết',
    total: 'tổng số',
    convened: 'số được triệu tập',
  },
  en: {
    'yes-no': 'votes for and against',
    'yes-no-abstain': 'votes, abstentions included',
    valid: 'valid votes',
    cast: 'votes cast',
    issued: 'ballots issued',
    present: 'those present',
    entitled: 'those entitled',
    total: 'all members',
    convened: 'those convened',
  },
}

const outcomeWords: Readonly<Record<SentenceLanguage, Readonly<Record<VoteOutcome, string>>>> = {
  vi: {
    adopted: 'thông qua',
    rejected: 'không thông qua',
    'no-decision': 'không đủ cơ sở kết luận',
    revote: 'biểu quyết lại',
    lot: 'bốc thăm',
    'chair-decides': 'chờ phiếu quyết định của chủ trì',
    'numbers-only': 'ghi nhận kết quả',
  },
  en: {
    adopted: 'adopted',
    rejected: 'not adopted',
    'no-decision': 'no basis for a decision',
    revote: 'vote again',
    lot: 'drawing of lots',
    'chair-decides': 'the chair’s casting vote decides',
    'numbers-only': 'result noted',
  },
}

/** "quá nửa tổng số", "ít nhất 2/3 số có mặt": the rule as people say it. */
export function thresholdWords(threshold: Threshold, language: SentenceLanguage): string {
  const base = baseWords[language][threshold.base]
  if (threshold.kind === 'unanimous') return language === 'vi' ? `toàn bộ ${base}` : `all of ${base}`
  const isHalf = threshold.num === 1 && threshold.den === 2
  const share = `${threshold.num}/${threshold.den}`
  if (language === 'vi')
    return threshold.kind === 'more-than'
      ? isHalf
        ? `quá nửa ${base}`
        : `quá ${share} ${base}`
      : `ít nhất ${share} ${base}`
  return threshold.kind === 'more-than'
    ? isHalf
      ? `more than half of ${base}`
      : `more than ${share} of ${base}`
    : `at least ${share} of ${base}`
}

const electedWords: Readonly<Record<SentenceLanguage, Readonly<Record<CandidateResult['outcome'], string>>>> = {
  vi: { elected: 'trúng cử', tied: 'bằng phiếu, bầu lại', 'not-elected': 'không trúng cử' },
  en: { elected: 'elected', tied: 'tied, vote again', 'not-elected': 'not elected' },
}
export const electedWord = (outcome: CandidateResult['outcome'], language: SentenceLanguage): string =>
  electedWords[language][outcome]

/** "Cần ít nhất 10/18 (quá nửa số phiếu thu về); trúng cử 2/3 → còn 1 chỗ". */
export function electionSentence(
  { needed, of, candidates, seatsLeft }: ElectionResult,
  { threshold, seats }: { readonly threshold: Threshold; readonly seats: number },
  language: SentenceLanguage,
): string {
  const elected = candidates.filter(({ outcome }) => outcome === 'elected').length
  const rule = thresholdWords(threshold, language)
  if (of === 0) return language === 'vi' ? 'Chưa đủ cơ sở kết luận' : 'No basis for a decision'
  if (language === 'vi')
    return `Cần ${needed}/${of} (${rule}); trúng cử ${elected}/${seats}${seatsLeft > 0 ? ` → còn thiếu ${seatsLeft}` : ''}`
  return `Needs ${needed} of ${of} (${rule}); elected ${elected} of ${seats}${seatsLeft > 0 ? ` → ${seatsLeft} left` : ''}`
}

export const baseWord = (base: VoteBase, language: SentenceLanguage): string => baseWords[language][base]

export const outcomeWord = (outcome: VoteOutcome, language: SentenceLanguage): string => outcomeWords[language][outcome]

/** One sentence that a person can check: "Cần 22/42 (quá nửa tổng số), có 21 → không thông qua". */
export function resultSentence(result: Extract<PollResult, { kind: 'motion' }>, language: SentenceLanguage): string {
  const { counts, decision } = result
  const one = ({ threshold, needed, of }: ThresholdCheck) =>
    language === 'vi'
      ? `${needed}/${of} (${thresholdWords(threshold, language)})`
      : `${needed} of ${of} (${thresholdWords(threshold, language)})`
  const needs = decision.checks.map(one).join(language === 'vi' ? ' và ' : ' and ')
  const outcome = outcomeWord(decision.outcome, language)
  const tie = decision.byTie ? (language === 'vi' ? ', số phiếu ngang nhau' : ', a tie') : ''
  if (decision.checks.length === 0)
    return language === 'vi' ? `Có ${counts.yes} tán thành → ${outcome}` : `${counts.yes} for → ${outcome}`
  return language === 'vi'
    ? `Cần ${needs}, có ${counts.yes}${tie} → ${outcome}`
    : `Needs ${needs}, has ${counts.yes}${tie} → ${outcome}`
}

const answerWords: Readonly<Record<SentenceLanguage, Readonly<Record<Answer, string>>>> = {
  vi: {
    yes: 'tán thành',
    no: 'không tán thành',
    abstain: 'không biểu quyết',
    high: 'tín nhiệm cao',
    medium: 'tín nhiệm',
    low: 'tín nhiệm thấp',
  },
  en: {
    yes: 'for',
    no: 'against',
    abstain: 'abstaining',
    high: 'high confidence',
    medium: 'confidence',
    low: 'low confidence',
  },
}

/** One row of a vote on several things: "Cần 15/28 (quá nửa tổng số), có 20 → thông qua". */
export function rowSentence({ checks, outcome, counts }: EachRow, language: SentenceLanguage): string {
  const isVi = language === 'vi'
  if (outcome === 'no-decision') return isVi ? 'Chưa đủ cơ sở kết luận' : 'No basis for a decision'
  const needed = ({ needed: least, of, threshold }: ThresholdCheck) =>
    `${least}${isVi ? '/' : ' of '}${of} (${thresholdWords(threshold, language)})`
  if (outcome !== null) {
    const has = counts.get('yes') ?? 0
    const needs = checks.map(needed).join(isVi ? ' và ' : ' and ')
    if (checks.length === 0)
      return isVi
        ? `Có ${has} tán thành → ${outcomeWord(outcome, language)}`
        : `${has} for → ${outcomeWord(outcome, language)}`
    return isVi
      ? `Cần ${needs}, có ${has} → ${outcomeWord(outcome, language)}`
      : `Needs ${needs}, has ${has} → ${outcomeWord(outcome, language)}`
  }
  const low = `${answerWords[language].low}: ${counts.get('low') ?? 0}`
  const lines = checks.map((check) => {
    const reached = check.of > 0 && check.holds
    if (isVi) return `${reached ? 'đạt mức' : 'chưa đến mức'} ${needed(check)}`
    return `${reached ? 'reaches' : 'below'} ${needed(check)}`
  })
  return capital([low, ...lines].join('; '))
}

/** "20 tán thành, 3 không tán thành, 1 không biểu quyết". */
export const rowCounts = ({ counts, outcome }: EachRow, language: SentenceLanguage): string =>
  [...counts]
    .filter(([answer, count]) => answer !== 'abstain' || outcome !== null || count > 0)
    .map(([answer, count]) => `${count} ${answerWord(answer, outcome === null, language)}`)
    .join(', ')

/** Who leaves a person unjudged has given no answer, rather than abstained. */
export const answerWord = (answer: Answer, isConfidence: boolean, language: SentenceLanguage): string =>
  isConfidence && answer === 'abstain'
    ? language === 'vi'
      ? 'không có ý kiến'
      : 'no answer'
    : answerWords[language][answer]

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** What follows from a vote, in one sentence; null where nothing was to be judged. */
export function pollSentence(
  { rule, max }: Pick<PollQuestion, 'rule' | 'max'>,
  result: PollResult,
  language: SentenceLanguage,
): string | null {
  if (result.kind === 'motion') return resultSentence(result, language)
  if (result.kind === 'each') {
    const judged = result.rows.filter(({ outcome }) => outcome !== null)
    if (judged.length === 0) return null
    const adopted = judged.filter(({ outcome }) => outcome === 'adopted').length
    return language === 'vi'
      ? `Thông qua ${adopted}/${judged.length} nội dung`
      : `Adopted ${adopted} of ${judged.length}`
  }
  const [threshold] = rule.thresholds
  return result.election && threshold ? electionSentence(result.election, { threshold, seats: max }, language) : null
}
