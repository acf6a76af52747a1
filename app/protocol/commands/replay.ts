import { applyMeetingAct, emptyMeetingLog, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { applyOrganisationAct, type OrganisationLogState } from '#domain/organisation/organisation-log.ts'
import { revealChoice } from '#domain/voting/reveal.ts'
import { isMeetingAct } from './acts.ts'
import { sealOf, type BallotContent } from './ballot.ts'
import type { RecordedAct } from './log-entry.ts'

/** What ballots carry, where it may be seen, by the hash of the ballot's command. */
export type Choices = ReadonlyMap<string, BallotContent>

export function applyRecordedToMeeting(state: MeetingLogState, { entry, command }: RecordedAct): MeetingLogState {
  const { act, person } = command.body
  return isMeetingAct(act)
    ? applyMeetingAct(state, act, { by: person, at: entry.ts, seq: entry.seq, hash: entry.cmdHash })
    : state
}

/** Shows what an open ballot says, where that is what was sealed; anything else is left unseen. */
export function revealRecorded(
  state: MeetingLogState,
  { entry, command }: RecordedAct,
  ballot: BallotContent,
): MeetingLogState {
  const { act } = command.body
  if (!('choice' in ballot)) return state
  if (act.t !== 'poll.ballot' || sealOf(act.poll, ballot) !== act.seal) return state
  return { ...state, polls: revealChoice(state.polls, { poll: act.poll, seq: entry.seq, choice: ballot.choice }) }
}

export function applyRecordedToOrganisation(
  state: OrganisationLogState,
  { entry, command }: RecordedAct,
): OrganisationLogState {
  const { act } = command.body
  return isMeetingAct(act) ? state : applyOrganisationAct(state, act, { by: command.body.person, at: entry.ts })
}

/** The state of a meeting is nothing but its log read from the first entry, and the choices that may be seen. */
export const replayMeeting = (acts: readonly RecordedAct[], choices: Choices): MeetingLogState =>
  createMeetingReplay().read(acts, choices)

/** Reads a growing log: what was read before is not read again. */
export function createMeetingReplay() {
  let state = emptyMeetingLog
  let read: readonly RecordedAct[] = []
  let shown = new Set<string>()
  return {
    read(acts: readonly RecordedAct[], choices: Choices): MeetingLogState {
      const continues = read.length <= acts.length && read.every((act, index) => act === acts[index])
      if (!continues) {
        state = emptyMeetingLog
        shown = new Set()
      }
      for (const act of acts.slice(continues ? read.length : 0)) state = applyRecordedToMeeting(state, act)
      read = acts
      if (choices.size > shown.size) {
        const byHash = new Map(acts.map((act) => [act.entry.cmdHash, act]))
        for (const [hash, ballot] of choices) {
          const act = byHash.get(hash)
          if (!act || shown.has(hash)) continue
          state = revealRecorded(state, act, ballot)
          shown.add(hash)
        }
      }
      return state
    },
  }
}
