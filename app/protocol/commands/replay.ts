import { applyMeetingAct, emptyMeetingLog, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { applyOrganisationAct, type OrganisationLogState } from '#domain/organisation/organisation-log.ts'
import { isMeetingAct } from './acts.ts'
import type { RecordedAct } from './log-entry.ts'

export function applyRecordedToMeeting(state: MeetingLogState, { entry, command }: RecordedAct): MeetingLogState {
  const { act, person } = command.body
  return isMeetingAct(act) ? applyMeetingAct(state, act, { by: person, at: entry.ts }) : state
}

export function applyRecordedToOrganisation(
  state: OrganisationLogState,
  { entry, command }: RecordedAct,
): OrganisationLogState {
  const { act } = command.body
  return isMeetingAct(act) ? state : applyOrganisationAct(state, act, entry.ts)
}

/** The state of a meeting is nothing but its log read from the first entry. */
export const replayMeeting = (acts: readonly RecordedAct[]): MeetingLogState =>
  acts.reduce(applyRecordedToMeeting, emptyMeetingLog)
