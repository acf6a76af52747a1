import { replyStatus } from '../attendance/roll.ts'
import { changesSince, mustAnswerAgain, seatsToFill } from '../invitation/invitation.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { currentDraft, draftToSign, mayCommentOnMinutes, signaturesOn } from '../minutes/minutes.ts'
import { isReviewedBy } from '../preparation/preparation.ts'
import { isOut, type MeetingLogState } from './meeting-log.ts'
import { isOver } from './meeting-status.ts'

/** What a meeting waits for from one person, besides its tasks and consultations. */
export type MeetingDuties = {
  /** The invitation is not answered, or was answered for another day or place. */
  readonly reply: boolean
  /** Seats of this person's unit that nobody is named for. */
  readonly assign: number
  /** Absences that were asked for and not decided; 0 for those who do not decide. */
  readonly absences: number
  /** The minutes wait for this person's signature. */
  readonly sign: boolean
  /** The minutes are out for comments until then, and this person has said nothing; null where they are not. */
  readonly commentUntil: Instant | null
  /** The draft waits for this person's approval. */
  readonly approve: boolean
  /** The draft is out for review, and this person has said nothing. */
  readonly review: boolean
  /** Papers that this person is to send in, or to send in again; and the first day on which one is due. */
  readonly papersToSend: number
  readonly papersUntil: Instant | null
  readonly papersToReview: number
}

export const noDuties: MeetingDuties = {
  reply: false,
  assign: 0,
  absences: 0,
  sign: false,
  commentUntil: null,
  approve: false,
  review: false,
  papersToSend: 0,
  papersUntil: null,
  papersToReview: 0,
}

const answering = ['chair', 'member', 'guest', 'presenter'] as const

export function dutiesOf(state: MeetingLogState, me: PersonId): MeetingDuties {
  const roles = state.roles.get(me) ?? []
  const toSign = draftToSign(state.minutes)
  const signed = toSign ? signaturesOn(state.minutes, toSign.seq) : []
  const mine = (['chair', 'secretary'] as const).filter(
    (as) => roles.includes(as) && !signed.some((signature) => signature.as === as || signature.by === me),
  )
  const draft = currentDraft(state.minutes)
  const isAsked =
    draft?.purpose === 'comments' &&
    (roles.includes('member') || roles.includes('chair') || mayCommentOnMinutes(roles)) &&
    !state.minutes.comments.some((comment) => comment.draft === draft.seq && comment.by === me)
  const status = replyStatus(state.roll, me)
  const changes = changesSince(state.invitations.issued, state.roll.replies.get(me)?.at ?? null)
  const decides = roles.includes('chair') || roles.includes('secretary')
  return {
    reply:
      state.status === 'invited' &&
      answering.some((role) => roles.includes(role)) &&
      (status === 'sent' || (status === 'accepted' && mustAnswerAgain(changes))),
    assign: isOut(state) && !isOver(state.status) ? seatsToFill(state.invitations, me) : 0,
    absences:
      decides && state.status === 'invited'
        ? [...state.roll.replies.values()].filter(({ status }) => status === 'absence-requested').length
        : 0,
    sign: state.status === 'ended' && toSign !== null && mine.length > 0,
    commentUntil: isAsked ? draft.deadline : null,
    ...preparingDuties(state, me, roles.includes('secretary')),
  }
}

function preparingDuties(state: MeetingLogState, me: PersonId, isSecretary: boolean) {
  const { approval, reviewers, comments, requests } = state.preparation
  const all = [...requests.values()]
  const toSend = all.filter(({ lead, status }) => lead === me && (status === 'requested' || status === 'rejected'))
  return {
    approve: state.status === 'pending' && approval?.approver === me,
    review:
      (state.status === 'draft' || state.status === 'pending') &&
      reviewers.has(me) &&
      ![...comments.values()].some(({ by }) => by === me),
    papersToSend: toSend.length,
    papersUntil: toSend.length > 0 ? Math.min(...toSend.map(({ until }) => until)) : null,
    papersToReview: all.filter((request) => isReviewedBy(request, { person: me, isSecretary })).length,
  }
}
