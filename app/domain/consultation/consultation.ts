import type { ConsultationId, MeetingId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'
import type { VoteRule } from '../voting/vote-rule.ts'

/** What is asked: agree or not, or one of several options; with an opinion of one's own where it is allowed. */
export type ConsultationQuestion = {
  readonly id: string
  readonly text: string
  readonly kind: 'opinion' | 'options'
  /** Of an options question; an opinion has đồng ý and không đồng ý. */
  readonly options: readonly { readonly id: string; readonly label: string }[]
  /** Ý kiến khác: counts for neither side, and needs words. */
  readonly allowsOther: boolean
}
export const agree = 'agree'
export const disagree = 'disagree'
export const other = 'other'

export const choicesOf = ({ kind, options, allowsOther }: ConsultationQuestion): readonly string[] => [
  ...(kind === 'opinion' ? [agree, disagree] : options.map(({ id }) => id)),
  ...(allowsOther ? [other] : []),
]

/** What the silence of those who were asked counts as; anything but the first needs the article that says so. */
export const silenceRules = ['not-counted', 'as-yes', 'as-abstain'] as const
export type SilenceRule = (typeof silenceRules)[number]

export type AnswerToQuestion = { readonly question: string; readonly choice: string; readonly text: string }
export type ConsultationAnswer = {
  readonly by: PersonId
  readonly at: Instant
  /** Of its entry in the log. */
  readonly seq: number
  readonly answers: readonly AnswerToQuestion[]
}

/** What is fixed when it is sent: nobody's answer is ever to other words than these. */
export type ConsultationTerms = {
  readonly title: string
  readonly text: string
  readonly questions: readonly ConsultationQuestion[]
  readonly asked: readonly PersonId[]
  /** By the authority's clock. */
  readonly deadline: Instant
  /** By which the opinions are judged; null where only numbers are wanted. */
  readonly rule: VoteRule | null
  readonly silence: SilenceRule
  /** Article that lets silence count; printed on the form. */
  readonly silenceArticle: string
}

/** Phiếu lấy ý kiến: written consultation, without a session. */
export type Consultation = ConsultationTerms & {
  readonly id: ConsultationId
  /** Hash of the command that sent it: every answer names it. */
  readonly opening: string
  readonly openedBy: PersonId
  readonly openedAt: Instant
  readonly extensions: readonly {
    readonly deadline: Instant
    readonly by: PersonId
    readonly at: Instant
    readonly reason: string
  }[]
  readonly closedAt: Instant | null
  readonly closingReason: string
  /** Who drafts for whom. */
  readonly assistants: readonly { readonly for: PersonId; readonly assistant: PersonId }[]
  /** What assistants propose; counts for nothing until the one who was asked signs it as their own. */
  readonly drafts: readonly (ConsultationAnswer & { readonly for: PersonId })[]
  readonly reminders: readonly Instant[]
  /** The last in time of each person: what counts. */
  readonly answers: readonly ConsultationAnswer[]
  /** Kept and shown, not counted. */
  readonly late: readonly ConsultationAnswer[]
}

export type ConsultationAct =
  | ({
      readonly t: 'consult.open'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
    } & ConsultationTerms)
  | {
      readonly t: 'consult.answer'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
      readonly opening: string
      readonly answers: readonly AnswerToQuestion[]
    }
  | {
      readonly t: 'consult.delegate'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
      /** Null takes it back. */
      readonly assistant: PersonId | null
    }
  | {
      readonly t: 'consult.draft'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
      readonly opening: string
      readonly for: PersonId
      readonly answers: readonly AnswerToQuestion[]
    }
  | { readonly t: 'consult.remind'; readonly meeting: MeetingId; readonly consultation: ConsultationId }
  | {
      readonly t: 'consult.extend'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
      readonly deadline: Instant
      readonly reason: string
    }
  | {
      readonly t: 'consult.close'
      readonly meeting: MeetingId
      readonly consultation: ConsultationId
      readonly reason: string
    }

export type ConsultationRefusal =
  | 'illegal-transition'
  | 'invalid'
  | 'already-exists'
  | 'unknown-consultation'
  | 'no-right'
  | 'reason-needed'
  | 'another-question'

export const answerOf = ({ answers }: Pick<Consultation, 'answers'>, person: PersonId): ConsultationAnswer | null =>
  answers.find(({ by }) => by === person) ?? null

/** What an assistant proposes to who has not answered yet. */
export const draftFor = (
  consultation: Pick<Consultation, 'drafts' | 'answers'>,
  person: PersonId,
): Consultation['drafts'][number] | null =>
  answerOf(consultation, person) ? null : (consultation.drafts.find((draft) => draft.for === person) ?? null)

/** Whom a person drafts for. */
export const helpedBy = ({ assistants }: Pick<Consultation, 'assistants'>, person: PersonId): readonly PersonId[] =>
  assistants.filter(({ assistant }) => assistant === person).map((each) => each.for)

export const isOverTime = ({ deadline, closedAt }: Pick<Consultation, 'deadline' | 'closedAt'>, at: Instant): boolean =>
  at > deadline || closedAt !== null

export const silentOf = ({ asked, answers }: Pick<Consultation, 'asked' | 'answers'>): readonly PersonId[] =>
  asked.filter((person) => !answers.some(({ by }) => by === person))

const isSoundQuestion = (question: ConsultationQuestion): boolean =>
  question.text.trim() !== '' &&
  (question.kind === 'opinion' ? question.options.length === 0 : question.options.length >= 2) &&
  question.options.every(({ id, label }) => label.trim() !== '' && ![agree, disagree, other].includes(id)) &&
  new Set(question.options.map(({ id }) => id)).size === question.options.length

/** A tie has nobody to break it where nobody sits together. */
const isSoundRule = (rule: VoteRule | null): boolean => rule === null || rule.tie === 'reject'

const isSound = (terms: ConsultationTerms, isOnRoster: (person: PersonId) => boolean): boolean =>
  terms.title.trim() !== '' &&
  terms.questions.length > 0 &&
  terms.questions.every(isSoundQuestion) &&
  new Set(terms.questions.map(({ id }) => id)).size === terms.questions.length &&
  terms.asked.length > 0 &&
  new Set(terms.asked).size === terms.asked.length &&
  terms.asked.every(isOnRoster) &&
  isSoundRule(terms.rule) &&
  (terms.silence === 'not-counted' || terms.silenceArticle.trim() !== '')

/** Every question once, by one of its choices; another opinion says what it is. */
export function isWholeAnswer(
  questions: readonly ConsultationQuestion[],
  answers: readonly AnswerToQuestion[],
): boolean {
  return (
    answers.length === questions.length &&
    questions.every((question) => {
      const found = answers.filter((answer) => answer.question === question.id)
      const [answer] = found
      if (found.length !== 1 || !answer) return false
      return choicesOf(question).includes(answer.choice) && (answer.choice !== other || answer.text.trim() !== '')
    })
  )
}

/** Whether the consultations allow it. `manages`: sends, extends and closes; the others only answer. */
export function judgeConsultation(
  consultations: ReadonlyMap<ConsultationId, Consultation>,
  act: ConsultationAct,
  {
    by,
    now,
    manages,
    isOnRoster,
  }: {
    readonly by: PersonId
    readonly now: Instant
    readonly manages: boolean
    readonly isOnRoster: (person: PersonId) => boolean
  },
): Result<null, ConsultationRefusal> {
  if (act.t === 'consult.open') {
    if (!manages) return fail('no-right')
    if (consultations.has(act.consultation)) return fail('already-exists')
    return isSound(act, isOnRoster) && act.deadline > now ? ok(null) : fail('invalid')
  }
  const consultation = consultations.get(act.consultation)
  if (!consultation) return fail('unknown-consultation')
  if (act.t === 'consult.answer') {
    if (!consultation.asked.includes(by)) return fail('no-right')
    if (act.opening !== consultation.opening) return fail('another-question')
    return isWholeAnswer(consultation.questions, act.answers) ? ok(null) : fail('invalid')
  }
  if (act.t === 'consult.delegate') {
    if (!consultation.asked.includes(by)) return fail('no-right')
    return act.assistant !== by ? ok(null) : fail('invalid')
  }
  if (act.t === 'consult.draft') {
    if (!helpedBy(consultation, by).includes(act.for)) return fail('no-right')
    if (act.opening !== consultation.opening) return fail('another-question')
    return isWholeAnswer(consultation.questions, act.answers) ? ok(null) : fail('invalid')
  }
  if (!manages) return fail('no-right')
  if (act.t === 'consult.remind')
    return isOverTime(consultation, now) || silentOf(consultation).length === 0 ? fail('illegal-transition') : ok(null)
  if (consultation.closedAt !== null) return fail('illegal-transition')
  if (act.t === 'consult.extend') {
    if (act.reason.trim() === '') return fail('reason-needed')
    return act.deadline > consultation.deadline && act.deadline > now ? ok(null) : fail('invalid')
  }
  const isEarly = now <= consultation.deadline && silentOf(consultation).length > 0
  return isEarly && act.reason.trim() === '' ? fail('reason-needed') : ok(null)
}

export function applyConsultation(
  consultations: ReadonlyMap<ConsultationId, Consultation>,
  act: ConsultationAct,
  context: { readonly by: PersonId; readonly at: Instant; readonly seq: number; readonly hash: string },
): ReadonlyMap<ConsultationId, Consultation> {
  if (act.t === 'consult.open') {
    const { t: _, meeting: __, consultation: id, ...terms } = act
    return new Map(consultations).set(id, {
      ...terms,
      id,
      opening: context.hash,
      openedBy: context.by,
      openedAt: context.at,
      extensions: [],
      closedAt: null,
      closingReason: '',
      assistants: [],
      drafts: [],
      reminders: [],
      answers: [],
      late: [],
    })
  }
  const consultation = consultations.get(act.consultation)
  return consultation
    ? new Map(consultations).set(act.consultation, changed(consultation, act, context))
    : consultations
}

function changed(
  consultation: Consultation,
  act: Exclude<ConsultationAct, { t: 'consult.open' }>,
  { by, at, seq }: { readonly by: PersonId; readonly at: Instant; readonly seq: number },
): Consultation {
  switch (act.t) {
    case 'consult.answer': {
      const answer: ConsultationAnswer = { by, at, seq, answers: act.answers }
      if (isOverTime(consultation, at)) return { ...consultation, late: [...consultation.late, answer] }
      return { ...consultation, answers: [...consultation.answers.filter((before) => before.by !== by), answer] }
    }
    case 'consult.delegate': {
      const others = consultation.assistants.filter((each) => each.for !== by)
      const added = act.assistant === null ? [] : [{ for: by, assistant: act.assistant }]
      return { ...consultation, assistants: [...others, ...added] }
    }
    case 'consult.draft': {
      const draft = { for: act.for, by, at, seq, answers: act.answers }
      return {
        ...consultation,
        drafts: [...consultation.drafts.filter((before) => before.for !== act.for), draft],
      }
    }
    case 'consult.remind':
      return { ...consultation, reminders: [...consultation.reminders, at] }
    case 'consult.extend':
      return {
        ...consultation,
        deadline: act.deadline,
        extensions: [...consultation.extensions, { deadline: act.deadline, by, at, reason: act.reason }],
      }
    case 'consult.close':
      return { ...consultation, closedAt: at, closingReason: act.reason }
  }
}
