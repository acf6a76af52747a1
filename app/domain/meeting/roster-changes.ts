import type { Consultation } from '../consultation/consultation.ts'
import type { InvitationAct, Invitations } from '../invitation/invitation.ts'
import type { ConsultationId, PersonId, UnitId } from '../kernel/ids.ts'
import type { MeetingRole } from '../permissions/roles.ts'

type Sent = { readonly unit: UnitId; readonly people: readonly PersonId[] }
type Roster = ReadonlyMap<PersonId, readonly MeetingRole[]>
type State = { readonly invitations: Invitations; readonly roles: Roster }
type Consultations = ReadonlyMap<ConsultationId, Consultation>

/** Those whom the unit sent until now and does not send any more. */
export function leavingOf({ invitations }: Pick<State, 'invitations'>, { unit, people }: Sent): readonly PersonId[] {
  return (invitations.units.get(unit)?.assigned ?? []).filter((person) => !people.includes(person))
}

/** The roster after an act on a unit's invitation; a role that somebody has otherwise stays. */
export function rosterAfterInviting(state: State, act: Exclude<InvitationAct, { t: 'invitation.issue' }>): Roster {
  const before = state.invitations.units.get(act.unit)
  if (!before) return state.roles
  // Whom the secretaries have taken off the roster meanwhile does not come back by another role of the unit.
  const still = before.assigned.filter((person) => state.roles.get(person)?.includes(before.role))
  const people = act.t === 'unit.assign' ? act.people : act.t === 'unit.invite' ? still : []
  const role = act.t === 'unit.invite' ? act.role : before.role
  const roles = new Map(state.roles)
  for (const person of before.assigned) {
    const left = (roles.get(person) ?? []).filter((known) => known !== before.role)
    if (left.length > 0) roles.set(person, left)
    else roles.delete(person)
  }
  for (const person of people) roles.set(person, [...new Set([...(roles.get(person) ?? []), role])])
  return roles
}

/** Who drafts for somebody may read what it is about, for as long as they do; a role that they have otherwise stays. */
export function rosterAfterDelegating(
  { roles: before, consultations: old }: { readonly roles: Roster; readonly consultations: Consultations },
  consultations: Consultations,
): Roster {
  const draftingIn = (some: Consultations) =>
    new Set([...some.values()].flatMap((each) => each.assistants.map(({ assistant }) => assistant)))
  const now = draftingIn(consultations)
  const roles = new Map(before)
  for (const person of draftingIn(old))
    if (!now.has(person) && roles.get(person)?.every((role) => role === 'assistant')) roles.delete(person)
  for (const person of now) if (!roles.has(person)) roles.set(person, ['assistant'])
  return roles
}
