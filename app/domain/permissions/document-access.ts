import { assertNever } from '../kernel/assert-never.ts'
import type { MeetingId, OrganisationId, PaperId, PersonId } from '../kernel/ids.ts'
import { meetingSubject, type Actor } from '../meeting/actor.ts'
import { isOut, type MeetingLogState } from '../meeting/meeting-log.ts'
import { isAskedForPapers, isAskedToReview } from '../preparation/preparation.ts'
import { paperResource } from '../papers/paper-access.ts'
import { sendsFor } from '../invitation/invitation.ts'
import { can } from './can.ts'

/** Every shared document that exists, by its audience. */
export type DocumentScope =
  | { readonly kind: 'directory' | 'calendar' | 'organisation-log'; readonly organisation: OrganisationId }
  | { readonly kind: 'agenda' | 'log' | 'secretariat' | 'minutes'; readonly meeting: MeetingId }
  | { readonly kind: 'meetings' | 'private'; readonly person: PersonId }
  | { readonly kind: 'private-marks'; readonly person: PersonId; readonly paper: PaperId }
  | { readonly kind: 'shared-marks'; readonly meeting: MeetingId; readonly paper: PaperId }

/** none is also the answer for a document that does not exist: the two must not be told apart. */
export type DocumentRights = 'none' | 'read' | 'write'

/** Its participants once it is out; before, who looks the draft through; whoever a paper is waited for from, or says whom their unit sends. */
function mayReadMeeting(state: MeetingLogState, actor: Actor): boolean {
  if (isAskedForPapers(state.preparation, actor.person)) return true
  return isOut(state)
    ? can(meetingSubject(state, actor), 'meeting.read') || sendsFor(state.invitations, actor.person)
    : isAskedToReview(state.preparation, actor.person)
}

/** Decided on join, on each write and on each fan-out, by the same function. */
export function documentRights(
  scope: DocumentScope,
  actor: Actor,
  meetingLog: (meeting: MeetingId) => MeetingLogState,
): DocumentRights {
  if (actor.suspended || actor.deviceRevoked) return 'none'
  switch (scope.kind) {
    case 'directory':
    case 'calendar':
      return 'read'
    // Kept by those who run the organisation, so that its log survives the server.
    case 'organisation-log':
      return actor.systemRoles.some((role) => role === 'admin' || role === 'secretariat') ? 'read' : 'none'
    case 'meetings':
      return scope.person === actor.person ? 'read' : 'none'
    case 'private':
    case 'private-marks':
      return scope.person === actor.person ? 'write' : 'none'
    case 'agenda':
    case 'log':
    case 'secretariat':
    case 'minutes': {
      const state = meetingLog(scope.meeting)
      if (state.id === null) return 'none'
      const subject = meetingSubject(state, actor)
      const edits = can(subject, 'agenda.edit')
      if (scope.kind === 'minutes') return can(subject, 'minutes.write', { policy: true }) ? 'write' : 'none'
      if (scope.kind === 'secretariat') return edits ? 'write' : 'none'
      if (scope.kind === 'agenda' && edits) return 'write'
      return edits || mayReadMeeting(state, actor) ? 'read' : 'none'
    }
    case 'shared-marks': {
      const state = meetingLog(scope.meeting)
      const paper = state.papers.get(scope.paper)
      if (!paper || !isOut(state)) return 'none'
      const subject = meetingSubject(state, actor)
      const resource = paperResource(state, paper, actor.person)
      if (!can(subject, 'paper.read', resource)) return 'none'
      return can(subject, 'mark.share', resource) ? 'write' : 'read'
    }
    default:
      return assertNever(scope)
  }
}
