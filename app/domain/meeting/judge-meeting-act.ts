import { fail, ok, type Result } from '../kernel/result.ts'
import { paperLifeCycle } from '../papers/paper-status.ts'
import { can } from '../permissions/can.ts'
import type { ActRefusal, ActWorld } from './act-refusal.ts'
import { meetingSubject, type Actor } from './actor.ts'
import { isInviting, judgeInvitingAct } from './judge-inviting.ts'
import { isPreparing, judgePreparingAct } from './judge-preparing.ts'
import { judgeRoomAct } from './judge-room-act.ts'
import {
  isOut,
  type MeetingAct,
  type MeetingLogState,
  type PreparationAct,
  type PublishedPaper,
} from './meeting-log.ts'
import { isBeforeSession, meetingLifeCycle } from './meeting-status.ts'

/** Whether an act may be written now. Pure: the server, the room hub and the verifier decide alike. */
export function judgeMeetingAct(
  state: MeetingLogState,
  act: MeetingAct,
  { actor, world }: { readonly actor: Actor; readonly world: ActWorld },
): Result<null, ActRefusal> {
  const subject = meetingSubject(state, actor)
  if (act.t === 'meeting.create') {
    if (state.id !== null) return fail('already-exists')
    return can(subject, 'meeting.create') ? ok(null) : fail('no-right')
  }
  if (state.id === null || state.id !== act.meeting) return fail('unknown-meeting')
  if (state.sitting.seals.size > 0 && !mayFollowSeals(act)) return fail('illegal-transition')
  if (isInviting(act)) return judgeInvitingAct(state, act, { actor, world })
  if (isPreparing(act)) return judgePreparingAct(state, act, { actor, world })
  if (!isPreparation(act)) return judgeRoomAct(state, act, { actor, world })
  switch (act.t) {
    case 'meeting.publish': {
      if (!can(subject, 'meeting.publish')) return fail('no-right')
      if (!meetingLifeCycle.next(state.status, 'publish').ok) return fail('illegal-transition')
      return judgeNewPapers(state, act.papers, world)
    }
    case 'notes.limit':
      if (!can(subject, 'meeting.edit', { policy: true })) return fail('no-right')
      // What people were told when they wrote is not changed behind them.
      return isBeforeSession(state.status) ? ok(null) : fail('illegal-transition')
    case 'meeting.withdraw':
    case 'meeting.cancel':
      if (!can(subject, 'meeting.withdraw')) return fail('no-right')
      if (act.t === 'meeting.cancel' && act.reason.trim() === '') return fail('reason-needed')
      return meetingLifeCycle.next(state.status, act.t === 'meeting.withdraw' ? 'withdraw' : 'cancel').ok
        ? ok(null)
        : fail('illegal-transition')
    case 'role.set': {
      if (!can(subject, 'roster.edit')) return fail('no-right')
      if (act.roles.length > 0 && !world.isActivePerson(act.person)) return fail('invalid')
      return keepsASecretary(state, act) ? ok(null) : fail('last-secretary')
    }
    case 'paper.publish':
      if (!can(subject, 'paper.publish')) return fail('no-right')
      if (!isOut(state) || state.status === 'cancelled') return fail('illegal-transition')
      return judgeNewPapers(state, [act.paper], world)
    case 'paper.replace': {
      if (!can(subject, 'paper.publish')) return fail('no-right')
      const paper = state.papers.get(act.paper)
      if (!paper) return fail('unknown-paper')
      if (!paperLifeCycle.next(paper.status, 'replace').ok) return fail('illegal-transition')
      return world.hasFile(act.version.file) ? ok(null) : fail('unknown-file')
    }
    case 'paper.withdraw': {
      if (!can(subject, 'paper.withdraw')) return fail('no-right')
      const paper = state.papers.get(act.paper)
      if (!paper) return fail('unknown-paper')
      return paperLifeCycle.next(paper.status, 'withdraw').ok ? ok(null) : fail('illegal-transition')
    }
  }
}

/**
 * What was sealed is closed: afterwards its minutes are written, its tasks carried out and instructions given, and a paper may still
 * have to be taken back. The verifier of records decides by the same.
 */
export const mayFollowSeals = ({ t }: MeetingAct): boolean =>
  t === 'log.seal' || t === 'paper.withdraw' || ['minutes.', 'task.', 'letter.'].some((kind) => t.startsWith(kind))

const preparations: ReadonlySet<string> = new Set<PreparationAct['t']>([
  'meeting.create',
  'meeting.publish',
  'notes.limit',
  'meeting.withdraw',
  'meeting.cancel',
  'role.set',
  'paper.publish',
  'paper.replace',
  'paper.withdraw',
])
const isPreparation = (act: MeetingAct): act is PreparationAct => preparations.has(act.t)

function judgeNewPapers(
  state: MeetingLogState,
  papers: readonly PublishedPaper[],
  world: ActWorld,
): Result<null, ActRefusal> {
  const ids = papers.map(({ paper }) => paper)
  if (new Set(ids).size !== ids.length) return fail('invalid')
  if (ids.some((id) => state.papers.has(id))) return fail('already-exists')
  return papers.every(({ version }) => world.hasFile(version.file)) ? ok(null) : fail('unknown-file')
}

function keepsASecretary(state: MeetingLogState, act: Extract<MeetingAct, { t: 'role.set' }>): boolean {
  if (act.roles.includes('secretary')) return true
  return [...state.roles].some(([person, roles]) => person !== act.person && roles.includes('secretary'))
}
