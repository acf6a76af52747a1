import type { MeetingRow } from '#application/projection/rows.ts'
import { answerOf, helpedBy, isOverTime, type Consultation } from '#domain/consultation/consultation.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { can } from '#domain/permissions/can.ts'
import type { SystemRole } from '#domain/permissions/roles.ts'

export type ConsultationOfMeeting = {
  readonly consultation: Consultation
  readonly meeting: MeetingRow
  /** Sends, extends and ends what this meeting asks in writing. */
  readonly manages: boolean
}

export const managesConsultations = (meeting: MeetingRow, systemRoles: readonly SystemRole[]): boolean =>
  can({ deviceRevoked: false, suspended: false, systemRoles, meetingRoles: meeting.myRoles }, 'consult.manage')

/** Is asked, or drafts for somebody who is. */
export const takesPart = (consultation: Consultation, me: PersonId): boolean =>
  consultation.asked.includes(me) || helpedBy(consultation, me).length > 0

export type OwnStage = 'not-asked' | 'to-answer' | 'overdue' | 'answered'

/** How a consultation stands for one person now. */
export function ownStage(consultation: Consultation, me: PersonId, now: number): OwnStage {
  if (!consultation.asked.includes(me)) return 'not-asked'
  if (answerOf(consultation, me) !== null) return 'answered'
  return isOverTime(consultation, now) ? 'overdue' : 'to-answer'
}
