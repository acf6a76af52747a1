import type { PersonId } from '../kernel/ids.ts'
import type { Subject } from '../permissions/can.ts'
import type { SystemRole } from '../permissions/roles.ts'
import type { MeetingLogState } from './meeting-log.ts'

export type Actor = {
  readonly person: PersonId
  readonly systemRoles: readonly SystemRole[]
  readonly suspended: boolean
  readonly deviceRevoked: boolean
}

export function meetingSubject(state: MeetingLogState, actor: Actor): Subject {
  return { ...actor, meetingRoles: state.roles.get(actor.person) ?? [] }
}
