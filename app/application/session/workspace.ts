import type { FileId, IdByPrefix, IdPrefix, ItemId, MeetingId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { CalendarEntry } from '#domain/meeting/office-calendar.ts'
import type { Result } from '#domain/kernel/result.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import type { Act } from '#protocol/commands/acts.ts'
import type { ReplyOf } from '#protocol/http/contract.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { ActOutcome } from '../acts/act-sender.ts'
import type { Letters } from '../letters/letters.ts'
import type { PrivateMarks } from '../marks/private-marks.ts'
import type { Readers } from '../marks/readers.ts'
import type { SharedMarks } from '../marks/shared-marks.ts'
import type { MeetingType } from '#domain/organisation/meeting-type.ts'
import type { PaperVersion } from '#domain/papers/paper.ts'
import type { ImportedPaper, ImportFailure, ImportStep } from '../papers/import-paper.ts'
import type { OpenFailure, FileState } from '../papers/paper-library.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'
import type { PaperTexts } from '../search/paper-texts.ts'
import type { OutboxEntry } from '../ports/device-store.ts'
import type { Live } from '../ports/live.ts'
import type {
  AgendaContent,
  AgendaEditor,
  DraftPaper,
  MinutesEditor,
  MinutesNotes,
  OpenDocument,
  PreparationContent,
  SecretariatEditor,
} from '../ports/meeting-documents.ts'
import type { Directory, ReadModels } from '../ports/read-models.ts'
import type { MeetingRow, PaperRow } from '../projection/rows.ts'
import type { CallFailure } from '../ports/server-api.ts'
import type { RestoreState } from '../sync/hand-back.ts'
import type { SyncStatus } from '../sync/sync-status.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { Remarks } from '../remarks/remarks.ts'
import type { OwnNotices } from '../reading/own-notices.ts'
import type { OwnPlaces } from '../reading/own-places.ts'
import type { CastFailure } from '../sitting/cast-ballot.ts'
import type { KeyHolding } from '../sitting/key-holding.ts'
import type { MeetingRoom } from '../sitting/meeting-room.ts'
import type { OwnBallots } from '../sitting/own-ballots.ts'
import type { Identity } from './session.ts'

/** A file on its way from the secretary's disk to the server. */
export type PaperTransfer =
  | {
      readonly kind: 'importing'
      readonly name: string
      readonly step: ImportStep
      /** While words are read from pictures; null in the other steps. */
      readonly pages: { readonly done: number; readonly of: number } | null
    }
  | { readonly kind: 'failed'; readonly name: string; readonly reason: ImportFailure }
  /** Taken in, but only pictures: whether it bears a marking of secrecy is for a person to see. */
  | { readonly kind: 'unseen'; readonly name: string }
  | { readonly kind: 'sending'; readonly sent: number; readonly size: number }
  | { readonly kind: 'sent' }
  | { readonly kind: 'waiting' }

export type ChosenFile = {
  readonly name: string
  readonly size: number
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>
  readonly head: () => Promise<Uint8Array>
}

export type StoreHealth = { readonly kind: 'well' } | { readonly kind: 'recovering'; readonly unsent: number }

/** Everything the screens may do for the person who is signed in. */
export type NewMeeting = {
  readonly title: string
  readonly startsAt: number
  /** Another meeting whose agenda, place and people it begins with; its papers and votes stay there. */
  readonly after?: MeetingRow | null
  /** How meetings of its kind begin, where it is not made after another one. */
  readonly type?: MeetingType | null
  /** The meeting that it is a closed part of: the item it follows there, and who of its people is in it. */
  readonly part?: {
    readonly of: MeetingRow
    readonly after: ItemId | null
    readonly people: readonly PersonId[]
  } | null
}

export type Workspace = {
  readonly identity: Identity
  readonly sync: Live<SyncStatus>
  readonly store: Live<StoreHealth>
  /** The server's collecting after a restore; null as always. */
  readonly restore: Live<RestoreState | null>
  agreeToEndRestore(): Promise<void>
  /** The server does not know this device's sign-in any more: again, with all that is here. */
  signInAgain(password: string): Promise<Result<null, CallFailure>>
  readonly outbox: Live<readonly OutboxEntry[]>
  readonly meetings: Live<readonly MeetingRow[] | null>
  readonly papers: Live<readonly PaperRow[] | null>
  readonly directory: Live<Directory | null>
  readonly items: ReadModels['items']
  /** Where the person was in each paper. */
  readonly places: OwnPlaces
  /** Until when the person has looked at what is new. */
  readonly notices: OwnNotices

  submit(act: Act): Promise<Result<ActOutcome, Refusal>>
  createMeeting(wanted: NewMeeting): Promise<MeetingId>
  openAgenda(meeting: MeetingId): Promise<OpenDocument<AgendaContent, AgendaEditor>>
  openPreparation(meeting: MeetingId): Promise<OpenDocument<PreparationContent, SecretariatEditor>>
  openMinutes(meeting: MeetingId): Promise<OpenDocument<MinutesNotes, MinutesEditor>>
  /** What the whole organisation knows of its meetings. */
  openCalendar(): Promise<Pick<OpenDocument<readonly CalendarEntry[], null>, 'content' | 'close'>>
  /** Keeps a meeting's documents connected while its page is shown. */
  follow(meeting: MeetingId): () => void
  /** Sends a file that was asked for, then submits it. */
  submitPaper(
    meeting: MeetingId,
    paper: PaperId,
    version: Omit<PaperVersion, 'number'>,
  ): Promise<Result<ActOutcome, Refusal | 'offline'>>
  publish(meeting: MeetingId, drafts: readonly DraftPaper[]): Promise<Result<ActOutcome, Refusal | 'offline'>>

  /** Which machines hold the papers of a meeting, or held them: for those who publish its papers, while the server is reached. */
  fileHolders(meeting: MeetingId): Promise<Result<ReplyOf<'fileHolders'>['holders'], CallFailure>>
  readonly transfers: Live<ReadonlyMap<string, PaperTransfer>>
  importPaper(
    meeting: MeetingId,
    file: ChosenFile,
    /** `keepsOriginal`: the file of an office program is kept beside the paper that is made of it. */
    place: { readonly id: PaperId; readonly keepsOriginal?: boolean },
  ): Promise<Result<ImportedPaper, ImportFailure>>
  forgetTransfer(id: string): void
  /** Takes a scan in as it is, without waiting until its words are read. */
  skipRecognition(id: string): void
  readonly fileStates: Live<ReadonlyMap<FileId, FileState>>
  fetchPaper(paper: PaperRow): Promise<FileState>
  /** `size`: bytes of the plain PDF. */
  fetchFile(wanted: { readonly meeting: MeetingId; readonly file: FileId; readonly size: number }): Promise<FileState>
  /** The words of the papers that are here, to be searched without a network. */
  readonly paperTexts: PaperTexts
  /** The person's own marks on a paper, through all its versions. */
  openMarks(paper: PaperId): Promise<PrivateMarks>
  /** All of the person's own marks that are on this device. */
  ownMarks(): Promise<ReadonlyMap<PaperId, readonly Mark[]>>
  /** What only some people read: instructions, notes, marks that are shared with them. */
  readonly letters: Letters
  /** What people share on a paper, with everybody who may read it or with some. */
  openShares(place: { readonly meeting: MeetingId; readonly paper: PaperId }): Promise<SharedMarks>
  /** Who has opened a paper, for those whom the meeting lets know it. */
  openReaders(place: { readonly meeting: MeetingId; readonly paper: PaperId }): Promise<Readers>
  /** What people want changed in a paper, and what became of it. `mayAnswer`: whose answers count. */
  openRemarks(
    place: { readonly meeting: MeetingId; readonly paper: PaperId },
    mayAnswer: (person: PersonId) => boolean,
  ): Promise<Remarks>
  /** The room of a meeting, followed while it is open. */
  openRoom(meeting: MeetingId): Promise<MeetingRoom>
  /** What this person chose in votes, on any of their machines. */
  readonly ownBallots: OwnBallots['choices']
  /** What the server signed for ballots that this person cast in a meeting, on any of their machines. */
  readonly receiptsOf: OwnBallots['receiptsOf']
  /** The record of a meeting for outsiders; null while the directory is not here. */
  makeRecord(room: MeetingRoom, title: string): MeetingRecord | null
  castBallot(
    place: {
      readonly room: MeetingRoom
      readonly poll: Poll
      readonly title: string
      /** Whose ballot it is: one's own, that of who left theirs to this person, or of who is helped. */
      readonly voter: PersonId
      readonly helpReason?: string
    },
    choice: Choice,
  ): Promise<Result<ActOutcome, CastFailure>>
  /** This machine's part in counting secret votes. */
  readonly keyHolding: Pick<KeyHolding, 'ceremonies' | 'take' | 'count'>
  /** The server's clock, milliseconds, as well as it is known here: entries of the log carry its times. */
  now(): number
  openPaper(file: FileId): Promise<Result<OpenContainer, OpenFailure>>

  invite(person: PersonId): Promise<Result<ReplyOf<'invite'>, CallFailure>>
  /** Puts a refused entry away for good, after the person has seen it. */
  discard(id: string): Promise<void>
  newId: <Prefix extends IdPrefix>(prefix: Prefix) => IdByPrefix[Prefix]
  flushAll(): Promise<void>
  close(): Promise<void>
}
