import { judgeInvitation, type InvitationAct } from '../invitation/invitation.ts'
import type { PersonId } from '../kernel/ids.ts'
import { fail, type Result } from '../kernel/result.ts'
import { can } from '../permissions/can.ts'
import type { ActRefusal, ActWorld } from './act-refusal.ts'
import { meetingSubject, type Actor } from './actor.ts'
import type { MeetingLogState } from './meeting-log.ts'
import { isOver } from './meeting-status.ts'
import { leavingOf } from './roster-changes.ts'

/** Whether an invitation may go out, or a unit may send whom it wants to send. */
export function judgeInvitingAct(
  state: MeetingLogState,
  act: InvitationAct,
  { actor, world }: { readonly actor: Actor; readonly world: ActWorld },
): Result<null, ActRefusal> {
  const subject = meetingSubject(state, actor)
  if (subject.deviceRevoked || subject.suspended) return fail('no-right')
  const decided = judgeInvitation(state.invitations, act)
  switch (act.t) {
    case 'invitation.issue':
      if (!can(subject, 'invitation.send')) return fail('no-right')
      return state.status === 'invited' ? decided : fail('illegal-transition')
    case 'unit.invite':
      if (!can(subject, 'roster.edit')) return fail('no-right')
      if (isOver(state.status)) return fail('illegal-transition')
      return world.isActivePerson(act.head) ? decided : fail('invalid')
    case 'unit.assign': {
      const isHead = state.invitations.units.get(act.unit)?.head === actor.person
      if (!isHead && !can(subject, 'roster.edit')) return fail('no-right')
      if (isOver(state.status) || hasComeIn(state, leavingOf(state, act))) return fail('illegal-transition')
      const areOfIt = act.people.every((person) => world.isActivePerson(person) && world.isOfUnit(person, act.unit))
      return areOfIt ? decided : fail('invalid')
    }
    case 'unit.uninvite':
      if (!can(subject, 'roster.edit')) return fail('no-right')
      return isOver(state.status) || hasComeIn(state, leavingOf(state, { unit: act.unit, people: [] }))
        ? fail('illegal-transition')
        : decided
  }
}

/** Who has come in has answered with their feet, and is not called back. */
const hasComeIn = ({ roll }: MeetingLogState, people: readonly PersonId[]): boolean =>
  people.some((person) => (roll.presence.get(person) ?? []).length > 0)

const invitingActs: ReadonlySet<string> = new Set<InvitationAct['t']>([
  'invitation.issue',
  'unit.invite',
  'unit.assign',
  'unit.uninvite',
])
export const isInviting = (act: { readonly t: string }): act is InvitationAct => invitingActs.has(act.t)
