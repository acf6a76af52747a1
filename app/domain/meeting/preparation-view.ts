import type { PersonId } from '../kernel/ids.ts'
import { can } from '../permissions/can.ts'
import {
  isAskedToReview,
  type Approval,
  type DraftComment,
  type ItemProposal,
  type PaperRequest,
  type Preparation,
} from '../preparation/preparation.ts'
import { isOut, type MeetingLogState } from './meeting-log.ts'

/** The preparation as one person sees it: all of it for those who prepare, their own part for the others. */
export type PreparationView = {
  readonly isOut: boolean
  readonly reviewers: readonly PersonId[]
  readonly reviewNote: string
  readonly comments: readonly DraftComment[]
  readonly approval: Approval | null
  readonly proposals: readonly ItemProposal[]
  readonly requests: readonly (PaperRequest & { readonly isTaken: boolean })[]
  readonly halt: Preparation['halt']
}

export function preparationFor(state: MeetingLogState, me: PersonId): PreparationView {
  const { preparation, papers } = state
  const meetingRoles = state.roles.get(me) ?? []
  const prepares = can({ deviceRevoked: false, suspended: false, systemRoles: [], meetingRoles }, 'agenda.edit')
  const reviews = prepares || isAskedToReview(preparation, me)
  return {
    isOut: isOut(state),
    reviewers: reviews ? [...preparation.reviewers] : [],
    reviewNote: reviews ? preparation.reviewNote : '',
    comments: reviews ? [...preparation.comments.values()] : [],
    approval: reviews ? preparation.approval : null,
    proposals: [...preparation.proposals.values()].filter(({ by }) => prepares || by === me),
    requests: [...preparation.requests.values()]
      .filter(({ lead, reviewer }) => prepares || lead === me || reviewer === me)
      .map((request) => ({ ...request, isTaken: papers.has(request.paper) })),
    halt: preparation.halt,
  }
}
