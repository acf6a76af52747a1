import type { AgendaItem } from '#domain/agenda/agenda.ts'
import type { FileId, ItemId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import type { CalendarEntry } from '#domain/meeting/office-calendar.ts'
import type { MeetingDetails } from '#domain/meeting/meeting-details.ts'
import type { Marking } from '#domain/papers/marking.ts'
import type { Seating } from '#domain/seating/seating.ts'
import type { PaperKind } from '#domain/papers/paper.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type { Choices } from '#protocol/commands/replay.ts'
import type { Directory } from './read-models.ts'
import type { Live } from './live.ts'

export type AgendaContent = {
  readonly details: MeetingDetails
  readonly items: readonly AgendaItem[]
  readonly seating: Seating
}

/** Edits of a meeting. They show at once, are saved on this device within a tenth of a second, and merge with those of others. */
export type AgendaEditor = {
  setDetails(change: Partial<MeetingDetails>): void
  addItems(items: readonly AgendaItem[]): void
  changeItem(id: ItemId, change: Partial<Omit<AgendaItem, 'id'>>): void
  removeItems(ids: readonly ItemId[]): void
  /** Writes only the seats that differ. */
  setSeating(seating: Seating): void
}

/** A paper that the secretariat prepares and the participants do not have yet. */
export type DraftPaper = {
  readonly id: PaperId
  readonly item: ItemId | null
  readonly title: string
  readonly kind: PaperKind
  readonly marking: Marking
  readonly position: string
  readonly file: FileId
  readonly size: number
  readonly sha256: string
  readonly pageCount: number
  /** The published paper that this is a new version of. */
  readonly replaces: PaperId | null
}
/** The file of an office program that a paper was made of, kept for whoever writes the next version. */
export type OriginalFile = { readonly file: FileId; readonly name: string; readonly size: number }
export type PreparationContent = {
  readonly drafts: readonly DraftPaper[]
  /** By the file of the paper. */
  readonly originals: ReadonlyMap<FileId, OriginalFile>
}
export type SecretariatEditor = {
  keepOriginal(paper: FileId, original: OriginalFile): void
  putPaper(paper: DraftPaper): void
  changePaper(id: PaperId, change: Partial<Pick<DraftPaper, 'title' | 'kind' | 'marking' | 'item' | 'position'>>): void
  removePaper(id: PaperId): void
}

/** What the secretaries write down while the meeting is held, by item. */
export type MinutesNotes = Readonly<Record<'notes' | 'conclusion', ReadonlyMap<ItemId, string>>>
export type MinutesEditor = {
  /** `text` is the whole text as it should read now. */
  setText(field: keyof MinutesNotes, item: ItemId, text: string): void
}

export type DocumentProgressView = {
  readonly unsaved: number
  readonly unsent: number
  readonly fault: 'device-full' | 'failed' | null
}

/** One open document of a meeting. Close it when the screen goes. */
export type OpenDocument<Content, Editor> = {
  readonly content: Live<Content>
  readonly progress: Live<DocumentProgressView>
  readonly editor: Editor
  /** false while the server says that this person may only read. */
  readonly mayWrite: Live<boolean>
  flush(): Promise<void>
  close(): void
}

/** Values that only their owner can read; the server merges them by key. */
export type SealedValuesEditor = {
  set(values: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): void
  remove(keys: readonly string[]): void
}

/** By author, then by key: JSON texts. */
export type AuthorValues = ReadonlyMap<PersonId, ReadonlyMap<string, string>>
/** Changes what one author has in a document that is divided by author. */
export type AuthorEditor = {
  set(key: string, text: string): void
  remove(keys: readonly string[]): void
}

export type DocumentReaders = {
  authors: AuthorValues
  /** The same bytes object for a key until its value changes. */
  'sealed-values': ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  agenda: AgendaContent
  log: readonly RecordedAct[]
  /** Of a meeting's log: what ballots say, where it may be seen, by command hash. */
  choices: Choices
  directory: Directory
  meetings: readonly string[]
  /** In the order of time. */
  calendar: readonly CalendarEntry[]
  secretariat: PreparationContent
  minutes: MinutesNotes
}
