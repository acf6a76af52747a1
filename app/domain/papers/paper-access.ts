import type { FileId } from '../kernel/ids.ts'
import { isShared } from '../meeting/meeting-status.ts'
import { meetingSubject, type Actor } from '../meeting/actor.ts'
import type { MeetingLogState } from '../meeting/meeting-log.ts'
import { isRecused } from '../sitting/sitting.ts'
import { can } from '../permissions/can.ts'

/**
 * Whether a person may have the bytes and the key of a sealed file now. Those who prepare papers may read every file
 * registered for the meeting; the others only what is published and not withdrawn.
 */
export function mayReadFile(state: MeetingLogState, actor: Actor, file: FileId): boolean {
  if (state.id === null) return false
  const subject = meetingSubject(state, actor)
  const paper = [...state.papers.values()].find(({ versions }) => versions.some((version) => version.file === file))
  if (!paper) return can(subject, 'paper.upload')
  if (!isShared(state.status)) return can(subject, 'paper.publish', { policy: true })
  return can(subject, 'paper.read', {
    withdrawn: paper.status === 'withdrawn',
    recused: isRecused(state.sitting, paper.item, actor.person),
    policy: true,
  })
}
