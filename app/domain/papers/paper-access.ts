import type { FileId, PersonId } from '../kernel/ids.ts'
import { meetingSubject, type Actor } from '../meeting/actor.ts'
import { isOut, type MeetingLogState } from '../meeting/meeting-log.ts'
import { isAskedForPapers, isOwnSubmission } from '../preparation/preparation.ts'
import { isAdmitted, isRecused } from '../sitting/sitting.ts'
import { can, type Resource } from '../permissions/can.ts'
import type { Paper } from './paper.ts'

/** What decides about a paper for one person, besides their roles: the same for its bytes, its marks and its row. */
export function paperResource(
  { sitting }: Pick<MeetingLogState, 'sitting'>,
  paper: Pick<Paper, 'status' | 'item'>,
  person: PersonId,
): Resource {
  const admitted = isAdmitted(sitting, paper.item, person)
  return {
    withdrawn: paper.status === 'withdrawn',
    recused: isRecused(sitting, paper.item, person),
    admitted,
    // Who presents an item is let in for it like a guest, and has its papers as their own.
    own: admitted,
    policy: true,
  }
}

/** Whether a person may send files in for a meeting: who prepares its papers, and whoever is asked for one. */
export const maySendFiles = (state: MeetingLogState, actor: Actor): boolean =>
  state.id !== null &&
  (can(meetingSubject(state, actor), 'paper.upload') ||
    (!actor.suspended && !actor.deviceRevoked && isAskedForPapers(state.preparation, actor.person)))

/**
 * Whether a person may have the bytes and the key of a sealed file now. Those who prepare papers may read every file
 * registered for the meeting; the others only what is published and not withdrawn.
 */
export function mayReadFile(state: MeetingLogState, actor: Actor, file: FileId): boolean {
  if (state.id === null) return false
  const subject = meetingSubject(state, actor)
  const paper = [...state.papers.values()].find(({ versions }) => versions.some((version) => version.file === file))
  if (!paper) return can(subject, 'paper.upload') || isOwnSubmission(state.preparation, actor.person, file)
  if (!isOut(state)) return can(subject, 'paper.publish', { policy: true })
  return can(subject, 'paper.read', paperResource(state, paper, actor.person))
}
