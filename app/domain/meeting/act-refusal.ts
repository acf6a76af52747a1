import type { RollRefusal } from '../attendance/roll.ts'
import type { ConsultationRefusal } from '../consultation/consultation.ts'
import type { FloorRefusal } from '../floor/floor.ts'
import type { LetterRefusal } from '../letters/letter.ts'
import type { MinutesRefusal } from '../minutes/minutes.ts'
import type { PreparationRefusal } from '../preparation/preparation.ts'
import type { TaskRefusal } from '../tasks/task.ts'
import type { FileId, PersonId, UnitId } from '../kernel/ids.ts'
import type { FranchiseRefusal } from '../voting/franchise.ts'
import type { PollRefusal } from '../voting/poll.ts'

export type ActRefusal =
  | 'no-right'
  | 'unknown-meeting'
  | 'already-exists'
  | 'illegal-transition'
  | 'unknown-paper'
  | 'unknown-file'
  | 'last-secretary'
  | 'invalid'
  | 'not-in-control'
  | 'vote-open'
  | 'vote-unpublished'
  | PreparationRefusal
  | RollRefusal
  | FloorRefusal
  | FranchiseRefusal
  | PollRefusal
  | MinutesRefusal
  | TaskRefusal
  | ConsultationRefusal
  | LetterRefusal

/** What the decision may ask about the world outside the log. */
export type ActWorld = {
  /** Whether the server holds all bytes of a sealed file, registered for this meeting. */
  readonly hasFile: (file: FileId) => boolean
  readonly isActivePerson: (person: PersonId) => boolean
  /** Whether somebody belongs to a unit, or to one below it. */
  readonly isOfUnit: (person: PersonId, unit: UnitId) => boolean
  /** The authority's clock, milliseconds. */
  readonly now: number
}
