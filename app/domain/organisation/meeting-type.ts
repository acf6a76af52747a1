import { parsePastedAgenda } from '../agenda/paste-agenda.ts'
import { keyBetween } from '../agenda/order-key.ts'
import type { AgendaItem } from '../agenda/agenda.ts'
import type { NotesLimit } from '../meeting/notes-limit.ts'
import type { QuorumRule } from '../attendance/quorum.ts'
import type { BodyId, ItemId, RoomId, TypeId } from '../kernel/ids.ts'

/** Loại phiên họp: how meetings of one kind begin, so that the office writes it once. */
export type MeetingType = {
  readonly id: TypeId
  readonly name: string
  /** Whose members of today are invited; null: nobody yet. */
  readonly body: BodyId | null
  readonly room: RoomId | null
  /** The agenda as a list that people write: one item to a line, with numbers or indents, and minutes in brackets. */
  readonly agenda: string
  readonly quorum: QuorumRule
  readonly tracksReading: boolean
  /** So many days before the meeting remarks on its papers are due; 0: no day is set. */
  readonly remarkDays: number
  /** Absent in what was written before there was one: notes are kept. */
  readonly notesLimit?: NotesLimit | undefined
  /** False: offered no more. */
  readonly isOffered: boolean
}

export const isSoundType = ({ name, quorum, remarkDays }: MeetingType): boolean =>
  name.trim() !== '' && quorum.den > 0 && quorum.num >= 0 && quorum.num <= quorum.den && remarkDays >= 0

/** The items of a list, each below the last one that stands further out. */
export function agendaFromList(text: string, newId: () => ItemId): readonly AgendaItem[] {
  const items: AgendaItem[] = []
  const above: ItemId[] = []
  let position: string | null = null
  for (const { title, depth, minutes } of parsePastedAgenda(text)) {
    const level = Math.min(depth, above.length)
    position = keyBetween(position, null)
    const id = newId()
    items.push({
      id,
      parent: level === 0 ? null : (above[level - 1] ?? null),
      position,
      title,
      kind: 'other',
      presenter: '',
      owningUnit: '',
      paperInRoom: '',
      minutes,
      status: 'planned',
      note: '',
    })
    above.splice(level, above.length, id)
  }
  return items
}
