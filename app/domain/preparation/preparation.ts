import type { FileId, ItemId, MeetingId, PaperId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'
import type { PaperVersion } from '../papers/paper.ts'

type SentVersion = Omit<PaperVersion, 'number'>

/** A paper that the office asks somebody for, from the asking to its approval. */
export type PaperRequest = {
  /** The paper keeps it when it is published, so that what was marked while it was looked through stays. */
  readonly paper: PaperId
  readonly item: ItemId | null
  readonly title: string
  readonly note: string
  readonly lead: PersonId
  /** Who approves it; null: the secretaries. */
  readonly reviewer: PersonId | null
  readonly until: Instant
  readonly askedAt: Instant
  readonly status: 'requested' | 'submitted' | 'approved' | 'rejected' | 'cancelled'
  /** What was sent in, the newest last; none is ever removed. */
  readonly sent: readonly (SentVersion & { readonly by: PersonId; readonly at: Instant; readonly note: string })[]
  /** Of the last review; null before. */
  readonly reviewedAt: Instant | null
  /** Of the last refusal. */
  readonly reason: string
}

/** What a reviewer says about the draft of the agenda, or about one of its items. */
export type DraftComment = {
  readonly id: string
  readonly by: PersonId
  readonly at: Instant
  readonly item: ItemId | null
  readonly text: string
  readonly isResolved: boolean
}

export type Approval = {
  readonly approver: PersonId
  readonly by: PersonId
  readonly at: Instant
  readonly note: string
  readonly answer: { readonly approved: boolean; readonly note: string; readonly at: Instant } | null
}

/** An item that a member wants to have on the agenda. */
export type ItemProposal = {
  readonly id: string
  readonly by: PersonId
  readonly at: Instant
  readonly title: string
  readonly reason: string
  readonly minutes: number
  readonly decision: { readonly accepted: boolean; readonly reason: string; readonly at: Instant } | null
}

/** Everything between the idea of a meeting and its invitation. */
export type Preparation = {
  readonly reviewers: ReadonlySet<PersonId>
  readonly reviewNote: string
  readonly comments: ReadonlyMap<string, DraftComment>
  /** The last one that was asked for. */
  readonly approval: Approval | null
  readonly proposals: ReadonlyMap<string, ItemProposal>
  readonly requests: ReadonlyMap<PaperId, PaperRequest>
  /** Why the meeting does not take place as it was said; null where it does. */
  readonly halt: { readonly kind: 'postponed' | 'cancelled'; readonly reason: string; readonly at: Instant } | null
}

export const nothingPrepared: Preparation = {
  reviewers: new Set(),
  reviewNote: '',
  comments: new Map(),
  approval: null,
  proposals: new Map(),
  requests: new Map(),
  halt: null,
}

export type PreparingAct =
  | { readonly t: 'meeting.submit'; readonly meeting: MeetingId; readonly approver: PersonId; readonly note: string }
  | { readonly t: 'meeting.approve'; readonly meeting: MeetingId; readonly note: string }
  | { readonly t: 'meeting.refuse' | 'meeting.postpone'; readonly meeting: MeetingId; readonly reason: string }
  | {
      readonly t: 'review.ask'
      readonly meeting: MeetingId
      readonly persons: readonly PersonId[]
      readonly note: string
    }
  | { readonly t: 'review.comment'; readonly meeting: MeetingId; readonly item: ItemId | null; readonly text: string }
  | { readonly t: 'review.resolve'; readonly meeting: MeetingId; readonly comment: string }
  | {
      readonly t: 'proposal.make'
      readonly meeting: MeetingId
      readonly title: string
      readonly reason: string
      readonly minutes: number
    }
  | {
      readonly t: 'proposal.decide'
      readonly meeting: MeetingId
      readonly proposal: string
      readonly accepted: boolean
      /** Needed where it is declined. */
      readonly reason: string
    }
  | {
      readonly t: 'paper.ask'
      readonly meeting: MeetingId
      readonly paper: PaperId
      readonly item: ItemId | null
      readonly title: string
      readonly note: string
      readonly lead: PersonId
      readonly reviewer: PersonId | null
      readonly until: Instant
    }
  | {
      readonly t: 'paper.submit'
      readonly meeting: MeetingId
      readonly paper: PaperId
      readonly version: SentVersion
      readonly note: string
    }
  | {
      readonly t: 'paper.review'
      readonly meeting: MeetingId
      readonly paper: PaperId
      readonly approved: boolean
      /** Needed where it is refused. */
      readonly reason: string
    }
  | { readonly t: 'paper.unask'; readonly meeting: MeetingId; readonly paper: PaperId }

export type PreparationRefusal = 'illegal-transition' | 'reason-needed' | 'invalid' | 'already-exists' | 'unknown-paper'

export const isOpenRequest = ({ status }: PaperRequest): boolean =>
  status === 'requested' || status === 'submitted' || status === 'rejected'

/** Whether what is sent in for it waits for this person's word. */
export const isReviewedBy = (
  { status, reviewer }: PaperRequest,
  { person, isSecretary }: { readonly person: PersonId; readonly isSecretary: boolean },
): boolean => status === 'submitted' && (reviewer === null ? isSecretary : reviewer === person)

/** Whether the preparation allows it; who may act is decided before. */
export function judgePreparing(state: Preparation, act: PreparingAct): Result<null, PreparationRefusal> {
  const needs = (text: string): Result<null, PreparationRefusal> =>
    text.trim() === '' ? fail('reason-needed') : ok(null)
  switch (act.t) {
    case 'meeting.submit':
      return needs(act.note)
    case 'meeting.approve':
    case 'meeting.refuse':
      if (state.approval === null || state.approval.answer !== null) return fail('illegal-transition')
      return act.t === 'meeting.refuse' ? needs(act.reason) : ok(null)
    case 'meeting.postpone':
      return needs(act.reason)
    case 'review.ask':
      return act.persons.length > 0 ? ok(null) : fail('invalid')
    case 'review.comment':
      return act.text.trim() === '' ? fail('invalid') : ok(null)
    case 'review.resolve':
      return state.comments.get(act.comment)?.isResolved === false ? ok(null) : fail('illegal-transition')
    case 'proposal.make':
      return act.title.trim() === '' ? fail('invalid') : needs(act.reason)
    case 'proposal.decide':
      if (state.proposals.get(act.proposal)?.decision !== null) return fail('illegal-transition')
      return act.accepted ? ok(null) : needs(act.reason)
    case 'paper.ask':
      if (state.requests.has(act.paper)) return fail('already-exists')
      return act.title.trim() === '' || act.lead === act.reviewer ? fail('invalid') : ok(null)
    case 'paper.submit':
    case 'paper.review':
    case 'paper.unask': {
      const request = state.requests.get(act.paper)
      if (!request) return fail('unknown-paper')
      if (act.t === 'paper.review') {
        if (request.status !== 'submitted') return fail('illegal-transition')
        return act.approved ? ok(null) : needs(act.reason)
      }
      return isOpenRequest(request) ? ok(null) : fail('illegal-transition')
    }
  }
}

type By = { readonly by: PersonId; readonly at: Instant; readonly hash: string }

export function applyPreparing(state: Preparation, act: PreparingAct, { by, at, hash }: By): Preparation {
  switch (act.t) {
    case 'meeting.submit':
      return { ...state, approval: { approver: act.approver, by, at, note: act.note, answer: null } }
    case 'meeting.approve':
    case 'meeting.refuse': {
      const answer =
        act.t === 'meeting.approve' ? { approved: true, note: act.note, at } : { approved: false, note: act.reason, at }
      return { ...state, approval: state.approval && { ...state.approval, answer } }
    }
    case 'meeting.postpone':
      return { ...state, halt: { kind: 'postponed', reason: act.reason, at } }
    case 'review.ask':
      return { ...state, reviewers: new Set([...state.reviewers, ...act.persons]), reviewNote: act.note }
    case 'review.comment': {
      const comment = { id: hash, by, at, item: act.item, text: act.text, isResolved: false }
      return { ...state, comments: new Map(state.comments).set(hash, comment) }
    }
    case 'review.resolve': {
      const comment = state.comments.get(act.comment)
      if (!comment) return state
      return { ...state, comments: new Map(state.comments).set(act.comment, { ...comment, isResolved: true }) }
    }
    case 'proposal.make': {
      const { title, reason, minutes } = act
      const proposal = { id: hash, by, at, title, reason, minutes, decision: null }
      return { ...state, proposals: new Map(state.proposals).set(hash, proposal) }
    }
    case 'proposal.decide': {
      const proposal = state.proposals.get(act.proposal)
      if (!proposal) return state
      const decision = { accepted: act.accepted, reason: act.reason, at }
      return { ...state, proposals: new Map(state.proposals).set(act.proposal, { ...proposal, decision }) }
    }
    case 'paper.ask': {
      const { t: _t, meeting: _meeting, ...asked } = act
      const request = { ...asked, askedAt: at, status: 'requested' as const, sent: [], reviewedAt: null, reason: '' }
      return { ...state, requests: new Map(state.requests).set(act.paper, request) }
    }
    case 'paper.submit':
      return withRequest(state, act.paper, (request) => ({
        status: 'submitted',
        sent: [...request.sent, { ...act.version, by, at, note: act.note }],
      }))
    case 'paper.review':
      return withRequest(state, act.paper, () => ({
        status: act.approved ? 'approved' : 'rejected',
        reviewedAt: at,
        reason: act.reason,
      }))
    case 'paper.unask':
      return withRequest(state, act.paper, () => ({ status: 'cancelled' }))
  }
}

function withRequest(
  state: Preparation,
  paper: PaperId,
  change: (request: PaperRequest) => Partial<PaperRequest>,
): Preparation {
  const request = state.requests.get(paper)
  if (!request) return state
  return { ...state, requests: new Map(state.requests).set(paper, { ...request, ...change(request) }) }
}

/** Whether a person reads the draft because they were asked to look it through or to approve it. */
export const isAskedToReview = ({ reviewers, approval }: Preparation, person: PersonId): boolean =>
  reviewers.has(person) || approval?.approver === person

/** Whether somebody waits for a paper of this person, or for their word on one. */
export const isAskedForPapers = ({ requests }: Preparation, person: PersonId): boolean =>
  [...requests.values()].some(
    (request) => isOpenRequest(request) && (request.lead === person || request.reviewer === person),
  )

/** Whether a file was sent in for a paper that this person sends, or approves. */
export const isOwnSubmission = ({ requests }: Preparation, person: PersonId, file: FileId): boolean =>
  [...requests.values()].some(
    ({ lead, reviewer, sent }) => (lead === person || reviewer === person) && sent.some((each) => each.file === file),
  )
