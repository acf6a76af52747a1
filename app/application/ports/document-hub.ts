import type {
  AgendaEditor,
  AuthorEditor,
  DocumentProgressView,
  DocumentReaders,
  MinutesEditor,
  SealedValuesEditor,
  SecretariatEditor,
} from './meeting-documents.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { Live, Unsubscribe } from './live.ts'

export type ConnectionView = 'unconnected' | 'offline' | 'checking' | 'saving' | 'saved' | 'ended'

/** What a machine says about itself while it has a document open. Not kept anywhere. */
export type PresenceState = Readonly<Record<string, unknown>>
export type Presence = { readonly person: PersonId; readonly state: PresenceState }

/** A shared document that is open on this device, whether or not there is a network. */
export type HubDocument = {
  readonly key: string
  readonly progress: Live<DocumentProgressView>
  readonly connection: Live<ConnectionView>
  readonly rights: Live<'unknown' | 'read' | 'write'>
  /** Who has the document open now, as far as this machine hears. The server vouches for the person, not for the rest. */
  readonly presence: Live<readonly Presence[]>
  announce(state: PresenceState | null): void
  /** Called after each change, whoever made it. */
  watch(listener: () => void): Unsubscribe
  /** The document as plain values; the same object until it changes. */
  read<Kind extends keyof DocumentReaders>(kind: Kind): DocumentReaders[Kind]
  agendaEditor(): AgendaEditor
  secretariatEditor(): SecretariatEditor
  minutesEditor(): MinutesEditor
  sealedValuesEditor(): SealedValuesEditor
  authorEditor(person: PersonId): AuthorEditor
  /** Keeps a connection while at least one caller wants it; the answer gives it up. */
  connect(): Unsubscribe
  /** Applies what came over HTTP; resolves when it is kept here. */
  applyRemote(update: Uint8Array<ArrayBuffer>): Promise<void>
  flush(): Promise<void>
  /** Keeps what the document says, and on this machine nothing of what it said before. */
  forgetHistory(): Promise<void>
  /** Gives back what `open` gave. The last one closes the document. */
  release(): void
}

export type DocumentHub = {
  open(key: string): Promise<HubDocument>
  /** Puts the server's state in the place of everything known of a document that only the server writes. */
  replace(key: string, state: Uint8Array<ArrayBuffer>): Promise<void>
  isConnected(key: string): boolean
  /** All documents that are open now. */
  readonly documents: Live<readonly HubDocument[]>
  /** Network seems to be back: try now. */
  hurry(): void
  closeAll(): Promise<void>
}
