import type { ItemKind } from '#domain/agenda/agenda.ts'
import type { ItemStatus } from '#domain/agenda/item-status.ts'
import type { FileId, ItemId, MeetingId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import type { Decision } from '#domain/meeting/decisions.ts'
import type { MeetingDuties } from '#domain/meeting/meeting-duties.ts'
import type { PreparationView } from '#domain/meeting/preparation-view.ts'
import type { MeetingStatus } from '#domain/meeting/meeting-status.ts'
import type { Marking } from '#domain/papers/marking.ts'
import type { PaperKind } from '#domain/papers/paper.ts'
import type { Consultation } from '#domain/consultation/consultation.ts'
import type { IssuedInvitation, UnitInvitation } from '#domain/invitation/invitation.ts'
import type { Letter } from '#domain/letters/letter.ts'
import type { MeetingFigures } from '#domain/statistics/meeting-figures.ts'
import type { Task } from '#domain/tasks/task.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'

/** What lists and pages show. Derived from documents, disposable, rebuilt whenever the layout changes. */
export type MeetingRow = {
  readonly id: MeetingId
  /** The meeting that this is a closed part of, and the item there that it follows; empty otherwise. */
  readonly partOf: string
  readonly partAfter: string
  readonly startsAt: number
  readonly status: MeetingStatus
  readonly title: string
  readonly place: string
  readonly description: string
  readonly bodyId: string
  /** Empty where none of the organisation's rooms is chosen. */
  readonly roomId: string
  /** Who sits where, in no order. */
  readonly seating: readonly { readonly seat: string; readonly person: PersonId }[]
  /** 0 where no time is set. */
  readonly remarksUntil: number
  readonly numbering: 'arabic' | 'roman'
  /** The secretaries are told who has opened which paper. */
  readonly tracksReading: boolean
  readonly endsAt: number
  /** So many days after its end private notes go; -1 where they are kept. */
  readonly notesDays: number
  /** When they go; 0 while that is not known, and where they are kept. */
  readonly notesGoneAt: number
  readonly itemCount: number
  readonly paperCount: number
  readonly myRoles: readonly MeetingRole[]
  readonly participants: readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[]
  /** What the meeting asked of people, in the order it was asked. */
  readonly tasks: readonly Task[]
  /** What it decided, in that order. */
  readonly decisions: readonly Decision[]
  /** What it waits for from the person of this machine. */
  readonly duties: MeetingDuties
  /** What it asks of people in writing, in the order it was sent. */
  readonly consultations: readonly Consultation[]
  readonly figures: MeetingFigures
  /** What this person has to do with the preparation. */
  readonly preparation: PreparationView
  /** What went out, and the units that send whom they choose. */
  readonly issued: readonly IssuedInvitation[]
  readonly unitInvitations: readonly UnitInvitation[]
  /** Letters to and from this person, in the order they were sent. */
  readonly letters: readonly Letter[]
}

export type ItemRow = {
  readonly id: ItemId
  readonly meetingId: MeetingId
  /** Place in the whole agenda, from 0. */
  readonly pos: number
  readonly depth: number
  readonly number: string
  readonly parentId: string
  readonly status: ItemStatus
  readonly kind: ItemKind
  readonly title: string
  readonly presenter: string
  readonly owningUnit: string
  readonly paperInRoom: string
  readonly note: string
  readonly minutes: number
  readonly plannedStart: number
  readonly plannedEnd: number
}

export type PaperRow = {
  readonly id: PaperId
  readonly meetingId: MeetingId
  readonly itemId: string
  readonly pos: number
  readonly status: 'published' | 'withdrawn'
  readonly fileId: FileId
  readonly title: string
  readonly kind: PaperKind
  readonly marking: Marking
  readonly version: number
  readonly size: number
  readonly pageCount: number
  readonly publishedAt: number
}
