import type { FileId } from '../kernel/ids.ts'
import { fail, type Result } from '../kernel/result.ts'
import { can } from '../permissions/can.ts'
import { judgePreparing, type PreparingAct } from '../preparation/preparation.ts'
import type { ActRefusal, ActWorld } from './act-refusal.ts'
import { meetingSubject, type Actor } from './actor.ts'
import { isOut, type MeetingLogState } from './meeting-log.ts'
import { isOver, meetingLifeCycle } from './meeting-status.ts'

/** Whether an act of the preparation may be written now. */
export function judgePreparingAct(
  state: MeetingLogState,
  act: PreparingAct,
  { actor, world }: { readonly actor: Actor; readonly world: ActWorld },
): Result<null, ActRefusal> {
  const subject = meetingSubject(state, actor)
  if (subject.deviceRevoked || subject.suspended) return fail('no-right')
  const { preparation } = state
  const decided = judgePreparing(preparation, act)
  const moves = (event: 'submit' | 'approve' | 'refuse' | 'postpone'): Result<null, ActRefusal> =>
    meetingLifeCycle.next(state.status, event).ok ? decided : fail('illegal-transition')
  switch (act.t) {
    case 'meeting.submit':
      if (!can(subject, 'meeting.submit')) return fail('no-right')
      return world.isActivePerson(act.approver) ? moves('submit') : fail('invalid')
    case 'meeting.approve':
    case 'meeting.refuse':
      // Whoever was named decides, whatever their part in the meeting is.
      if (preparation.approval?.approver !== actor.person) return fail('no-right')
      return moves(act.t === 'meeting.approve' ? 'approve' : 'refuse')
    case 'meeting.postpone':
      return can(subject, 'meeting.withdraw') ? moves('postpone') : fail('no-right')
    case 'review.ask':
      if (!can(subject, 'agenda.edit')) return fail('no-right')
      if (isOut(state) || isOver(state.status)) return fail('illegal-transition')
      return act.persons.every((person) => world.isActivePerson(person)) ? decided : fail('invalid')
    case 'review.comment':
      if (
        !preparation.reviewers.has(actor.person) &&
        preparation.approval?.approver !== actor.person &&
        !can(subject, 'agenda.edit')
      )
        return fail('no-right')
      return isOut(state) ? fail('illegal-transition') : decided
    case 'review.resolve':
      return can(subject, 'agenda.edit') ? decided : fail('no-right')
    case 'proposal.make':
      if (!can(subject, 'agenda.propose', { own: true })) return fail('no-right')
      return isOut(state) && !isOver(state.status) ? decided : fail('illegal-transition')
    case 'proposal.decide':
      return can(subject, 'agenda.edit') ? decided : fail('no-right')
    case 'paper.ask':
      if (!can(subject, 'paper.publish')) return fail('no-right')
      if (isOver(state.status)) return fail('illegal-transition')
      if (state.papers.has(act.paper)) return fail('already-exists')
      return world.isActivePerson(act.lead) && (act.reviewer === null || world.isActivePerson(act.reviewer))
        ? decided
        : fail('invalid')
    case 'paper.submit':
      if (preparation.requests.get(act.paper)?.lead !== actor.person && !can(subject, 'paper.upload'))
        return fail('no-right')
      // The names of files stand in the log: sending somebody else's in must not make it one's own to read.
      if (isKnownElsewhere(state, act)) return fail('already-exists')
      return !decided.ok || world.hasFile(act.version.file) ? decided : fail('unknown-file')
    case 'paper.review': {
      const reviewer = preparation.requests.get(act.paper)?.reviewer ?? null
      const may = reviewer === null ? can(subject, 'paper.publish') : reviewer === actor.person
      return may ? decided : fail('no-right')
    }
    case 'paper.unask':
      return can(subject, 'paper.publish') ? decided : fail('no-right')
  }
}

function isKnownElsewhere(
  { papers, preparation }: MeetingLogState,
  { paper, version }: Extract<PreparingAct, { t: 'paper.submit' }>,
): boolean {
  const has = (versions: readonly { readonly file: FileId }[]) => versions.some(({ file }) => file === version.file)
  return (
    [...papers.values()].some(({ versions }) => has(versions)) ||
    [...preparation.requests.values()].some((request) => request.paper !== paper && has(request.sent))
  )
}

const preparingActs: ReadonlySet<string> = new Set<PreparingAct['t']>([
  'meeting.submit',
  'meeting.approve',
  'meeting.refuse',
  'meeting.postpone',
  'review.ask',
  'review.comment',
  'review.resolve',
  'proposal.make',
  'proposal.decide',
  'paper.ask',
  'paper.submit',
  'paper.review',
  'paper.unask',
])
export const isPreparing = (act: { readonly t: string }): act is PreparingAct => preparingActs.has(act.t)
