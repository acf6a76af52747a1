import type { PersonId } from '../kernel/ids.ts'
import { decideVote, type VoteCounts, type VoteDecision } from '../voting/decide.ts'
import {
  agree,
  choicesOf,
  disagree,
  other,
  silentOf,
  type Consultation,
  type ConsultationQuestion,
} from './consultation.ts'

export type QuestionResult = {
  /** Answers in time, by choice; every choice of the question is there. */
  readonly votes: ReadonlyMap<string, number>
  readonly silent: number
  /** By the rule of the consultation; null where it has none, or the question is not one of agreeing. */
  readonly judged: { readonly kind: 'motion'; readonly counts: VoteCounts; readonly decision: VoteDecision } | null
}

/** Counts what came in time, for all who were asked or for some of them, and judges it by the rule. */
export function questionResult(
  consultation: Consultation,
  question: ConsultationQuestion,
  isCounted: (person: PersonId) => boolean = () => true,
): QuestionResult {
  const votes = new Map(choicesOf(question).map((choice) => [choice, 0]))
  for (const { by, answers } of consultation.answers) {
    const choice = isCounted(by) ? answers.find((answer) => answer.question === question.id)?.choice : undefined
    if (choice !== undefined) votes.set(choice, (votes.get(choice) ?? 0) + 1)
  }
  const silent = silentOf(consultation).filter(isCounted).length
  const { rule, silence } = consultation
  if (rule === null || question.kind !== 'opinion') return { votes, silent, judged: null }
  const asked = consultation.asked.filter(isCounted).length
  const counts: VoteCounts = {
    yes: (votes.get(agree) ?? 0) + (silence === 'as-yes' ? silent : 0),
    no: votes.get(disagree) ?? 0,
    abstain: silence === 'as-abstain' ? silent : 0,
    other: votes.get(other) ?? 0,
    invalid: 0,
    issued: asked,
    present: asked,
    entitled: asked,
    total: asked,
    convened: asked,
  }
  return { votes, silent, judged: { kind: 'motion', counts, decision: decideVote(rule, counts) } }
}
