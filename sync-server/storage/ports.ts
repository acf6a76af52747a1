import type { DeviceId, FileId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type { PasswordParameters } from '#protocol/http/contract.ts'

/** A change of a shared document as it is kept: who sent it, and which Yjs client ids it was the first to use. */
export type DocumentUpdate = {
  readonly body: Uint8Array
  readonly person: PersonId | 'server'
  readonly claims: readonly number[]
}

export type StoredDocument = {
  readonly snapshot: Uint8Array | null
  /** Updates after the snapshot, in order. */
  readonly updates: readonly Uint8Array[]
  readonly seq: number
  /** Which person a Yjs client id belongs to. */
  readonly clients: ReadonlyMap<number, string>
}

/** Shared documents. Every promise resolves only after the data would survive a power cut. */
export type DocumentStore = {
  load(key: string): Promise<StoredDocument>
  /** Appends in the order of the calls; answers the sequence number of the last update. */
  append(key: string, updates: readonly DocumentUpdate[]): Promise<number>
  /** Replaces everything up to `seq` by one state, in one step. */
  compact(key: string, state: { readonly seq: number; readonly snapshot: Uint8Array }): Promise<void>
  keys(): Promise<readonly string[]>
  /** The whole of a document that does not exist yet, as `load` answered it elsewhere. Rejects where one exists. */
  put(key: string, document: StoredDocument): Promise<void>
  /** 0 for a document that does not exist. */
  heads(keys: readonly string[]): Promise<readonly number[]>
}

/** The hash-chained logs. */
export type LogStore = {
  load(log: string): Promise<readonly RecordedAct[]>
  /** All of them or none, in one write. Rejects when a number is taken: two writers of one log are a fault. */
  append(acts: readonly RecordedAct[]): Promise<void>
  logs(): Promise<readonly string[]>
}

export type Account = {
  readonly person: PersonId
  readonly account: string
  readonly parameters: PasswordParameters
  /** argon2id of the client's proof, in encoded form. */
  readonly proofHash: string
  readonly sealedMasterKey: string
}
export type Session = {
  /** SHA-256 (hex) of the refresh token. */
  readonly refreshHash: string
  readonly family: string
  readonly person: PersonId
  readonly device: DeviceId
  readonly endsAt: number
  readonly familyEndsAt: number
  /** Hash of the token it was exchanged for; null while it is the newest of its family. */
  readonly replacedBy: string | null
}
export type Invitation = {
  readonly codeHash: string
  readonly person: PersonId
  readonly endsAt: number
  readonly usedAt: number | null
}

/** The second way to a person's master key, opened by a code that they keep on paper. */
export type Recovery = Pick<Account, 'parameters' | 'proofHash' | 'sealedMasterKey'>

export type AccountStore = {
  all(): Promise<readonly Account[]>
  byAccount(account: string): Promise<Account | null>
  byPerson(person: PersonId): Promise<Account | null>
  put(account: Account): Promise<void>
  recovery(person: PersonId): Promise<Recovery | null>
  /** Null removes it. */
  putRecovery(person: PersonId, recovery: Recovery | null): Promise<void>
  session(refreshHash: string): Promise<Session | null>
  /** Writes the new session and marks the one it replaces as used, in one step. */
  putSession(session: Session, replaces: string | null): Promise<void>
  endFamily(family: string): Promise<void>
  /** Ends every session of a person, or of one device; answers how many devices that were. */
  endSessions(of: { readonly person: PersonId } | { readonly device: DeviceId }): Promise<number>
  putInvitation(invitation: Invitation): Promise<void>
  invitation(codeHash: string): Promise<Invitation | null>
  /** False when somebody else was first. */
  useInvitation(codeHash: string, at: number): Promise<boolean>
}

export type FileRecord = {
  readonly file: FileId
  readonly meeting: MeetingId
  readonly size: number
  /** The file's key, sealed under the server's own key. */
  readonly sealedKey: Uint8Array
  readonly stored: boolean
}
/** A machine that says it holds the bytes of a file, or held them once. */
export type FileHolder = {
  readonly file: FileId
  readonly device: DeviceId
  readonly person: PersonId
  readonly heldAt: number
  /** Null while it still does. */
  readonly goneAt: number | null
}
/** What is known about sealed paper files; the bytes are in the BlobStore. */
export type FileStore = {
  /** One file may be registered for several meetings; a second registration for the same one changes nothing. */
  register(record: FileRecord): Promise<void>
  markStored(file: FileId): Promise<void>
  of(file: FileId): Promise<readonly FileRecord[]>
  all(): Promise<readonly FileRecord[]>
  /** All that a machine holds now, of the files that are known here; what it held before and does not name is gone. */
  report(
    holder: { readonly device: DeviceId; readonly person: PersonId; readonly at: number },
    held: readonly FileId[],
  ): Promise<void>
  holders(files: readonly FileId[]): Promise<readonly FileHolder[]>
}

export type KeptMail = {
  readonly key: string
  /** An address. */
  readonly to: string
  readonly subject: string
  readonly text: string
}
/** Mails on their way out. What was sent keeps its key and loses its text. */
export type MailStore = {
  /** A key that is known already changes nothing. */
  add(mails: readonly KeptMail[], dueAt: number): Promise<void>
  /** Those that wait and are due, the oldest first, with how often each was tried. */
  due(now: number, most: number): Promise<readonly (KeptMail & { readonly tries: number })[]>
  /** Counts one try. */
  settle(
    key: string,
    outcome: { readonly state: 'sent' | 'given-up' } | { readonly state: 'waiting'; readonly dueAt: number },
  ): Promise<void>
}

export type MetaStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
  all(): Promise<ReadonlyMap<string, string>>
}

export type Stores = {
  readonly documents: DocumentStore
  readonly logs: LogStore
  readonly accounts: AccountStore
  readonly files: FileStore
  readonly mails: MailStore
  readonly meta: MetaStore
  /** Writes a consistent copy of everything but the blobs into an empty place. */
  backup(target: string): Promise<void>
  close(): Promise<void>
}

/** Sealed paper containers by the SHA-256 of their bytes. */
export type BlobStore = {
  /** Takes all bytes, checks the hash, and only then makes them visible. Rejects with BlobDamaged when it differs. */
  put(file: FileId, bytes: AsyncIterable<Uint8Array>): Promise<void>
  has(file: FileId): Promise<boolean>
  /** Null when there is no such file. */
  size(file: FileId): Promise<number | null>
  /** `end` is exclusive. */
  read(file: FileId, range: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array>
  list(): Promise<readonly FileId[]>
}

export class BlobDamaged extends Error {
  constructor(file: FileId) {
    super(`The bytes of ${file} do not match their name`)
    this.name = 'BlobDamaged'
  }
}
