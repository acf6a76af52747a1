import { createAgendaEditor, readAgenda } from '#adapters/yjs/agenda-document.ts'
import { createMinutesEditor, readMinutes } from '#adapters/yjs/minutes-document.ts'
import {
  createAuthorEditor,
  readAuthors,
  readCalendar,
  readChoices,
  readDirectory,
  readLog,
  readMeetingIds,
  readableText,
} from '#adapters/yjs/other-documents.ts'
import { createSecretariatEditor, readPreparation } from '#adapters/yjs/preparation-document.ts'
import { createSealedValuesEditor, readSealedValues } from '#adapters/yjs/sealed-values.ts'
import { copyForLateEdits, openSharedDocument, type SharedDocument } from '#adapters/yjs/shared-document.ts'
import type { SocketClass } from '#adapters/sync-client/counting-socket.ts'
import { connectDocument, type SyncConnection } from '#adapters/sync-client/sync-connection.ts'
import type { Result } from '#domain/kernel/result.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import type {
  ConnectionView,
  DocumentHub,
  HubDocument,
  Presence,
  PresenceState,
} from '#application/ports/document-hub.ts'
import type { DocumentLog } from '#application/ports/document-log.ts'
import type { Environment } from '#application/ports/environment.ts'
import { createCell, type Cell } from '#application/ports/live.ts'
import type { DocumentProgressView, DocumentReaders } from '#application/ports/meeting-documents.ts'
import type { CallFailure } from '#application/ports/server-api.ts'
import type { Journal } from '#application/documents/journal.ts'
import { documentName } from '#protocol/documents/document-names.ts'
import type { Refusal } from '#protocol/refusals.ts'

const readers: { readonly [Kind in keyof DocumentReaders]: (doc: SharedDocument['doc']) => DocumentReaders[Kind] } = {
  agenda: readAgenda,
  log: readLog,
  choices: readChoices,
  authors: readAuthors,
  directory: readDirectory,
  meetings: readMeetingIds,
  calendar: readCalendar,
  secretariat: readPreparation,
  minutes: readMinutes,
  'sealed-values': readSealedValues,
}

export type SetAsideEdits = {
  readonly document: string
  readonly refusal: Refusal
  readonly text: string
  readonly updates: readonly Uint8Array<ArrayBuffer>[]
}

const endedRetryMs = 5000
const graceMs = 3000
/** How long a document that nobody shows any more stays connected to send what is not sent. */
const lingerMs = 10_000

type HubParts = {
  readonly log: DocumentLog
  readonly journal: Journal
  readonly env: Environment
  readonly url: string
  readonly Socket: SocketClass
  readonly person: PersonId
  readonly epoch: () => number
  readonly ticket: (name: string) => Promise<Result<string, CallFailure>>
  readonly onFailure: (failure: CallFailure) => void
  readonly onChanged: (name: string) => void
  /** Must be kept durably before it resolves: the document is emptied right after. */
  readonly onSetAside: (edits: SetAsideEdits) => Promise<void>
  readonly onEpochGone: () => void
  /** False while the server cannot know the document yet, because the act that makes it still waits. */
  readonly mayConnect: (key: string) => boolean
}

/** Joins a document's memory with its connection, and swaps the document for a fresh one when the server refused an edit. */
export function createDocumentHub(parts: HubParts): DocumentHub {
  const open = new Map<string, Promise<Entry>>()
  /** A document that is being put away still writes: opened again before that, it would lack what is being written. */
  const closing = new Map<string, Promise<void>>()
  const documents = createCell<readonly HubDocument[]>([])
  const entries = new Set<Entry>()
  const report = () => documents.set([...entries].map(({ document }) => document))

  return {
    documents,
    async open(key) {
      let entry = open.get(key)
      if (!entry) {
        const before = closing.get(key) ?? Promise.resolve()
        entry = before
          .catch(() => {})
          .then(() =>
            createEntry(key, parts, (closed) => {
              open.delete(key)
              void entry?.then((gone) => entries.delete(gone)).then(report)
              const done = closed.finally(() => closing.get(key) === done && closing.delete(key))
              closing.set(key, done)
            }),
          )
        open.set(key, entry)
        entry.catch(() => open.delete(key))
      }
      const ready = await entry
      if (!entries.has(ready)) {
        entries.add(ready)
        report()
      }
      ready.retain()
      return ready.document
    },
    isConnected: (key) =>
      [...entries].some(({ document }) => document.key === key && document.connection.get() !== 'unconnected'),
    async replace(key, state) {
      const entry = await open.get(key)
      if (entry) return entry.replace(state)
      await parts.log.forget(key)
      await parts.log.append(key, [state])
    },
    hurry: () => entries.forEach((entry) => entry.hurry()),
    async closeAll() {
      await Promise.all([...entries].map((entry) => entry.close()))
      entries.clear()
      open.clear()
    },
  }
}

type Entry = {
  readonly document: HubDocument
  retain(): void
  hurry(): void
  replace(state: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
}

async function createEntry(key: string, parts: HubParts, onClosing: (closed: Promise<void>) => void): Promise<Entry> {
  let shared: SharedDocument = await openSharedDocument({ key, ...parts })
  /** Where edits go: the document itself, but for the moment in which refused edits are set aside. */
  let editable = shared.doc
  let settling: Promise<void> = Promise.resolve()
  let connection: SyncConnection | null = null
  let references = 0
  let wishes = 0
  let cancelClosing = () => {}
  let isClosed = false
  let endShared = () => {}
  const progress = createCell<DocumentProgressView>(shared.progress.get())
  const view = createCell<ConnectionView>('unconnected')
  const rights: Cell<'unknown' | 'read' | 'write'> = createCell<'unknown' | 'read' | 'write'>('unknown')
  const presence = createCell<readonly Presence[]>([])
  let announced: PresenceState | null = null
  const listeners = new Set<() => void>()
  const cache = new Map<string, unknown>()

  const notify = () => {
    cache.clear()
    for (const listener of Array.from(listeners)) listener()
  }
  const follow = () => {
    const { doc } = shared
    doc.on('update', notify)
    const endProgress = shared.progress.subscribe(() => progress.set(shared.progress.get()))
    progress.set(shared.progress.get())
    endShared = () => {
      doc.off('update', notify)
      endProgress()
    }
  }
  follow()

  function connectNow(): void {
    if (connection || isClosed || !parts.mayConnect(key)) return
    const current = shared
    const made = connectDocument({
      doc: current.doc,
      url: parts.url,
      name: () => documentName(key, parts.epoch()),
      ticket: parts.ticket,
      env: parts.env,
      Socket: parts.Socket,
      person: parts.person,
      onSaved: () => {
        // Without the right to write nothing of ours was taken, whatever the connection says.
        if (made.rights.get() === 'read' && current.progress.get().unsent > 0) void setAside('no-right')
        else current.markSent()
      },
      onEnded: ({ reason, refusal }) => {
        if (reason === 'epochGone') {
          disconnectNow()
          parts.onEpochGone()
          connectNow()
        } else if (current.unsentUpdates().length > 0)
          void setAside(refusal ?? (reason === 'notFound' ? 'no-right' : 'invalid'))
        else comeBackLater(made)
      },
      onChanged: parts.onChanged,
      onFailure: parts.onFailure,
    })
    connection = made
    made.state.subscribe(() => connection === made && view.set(made.state.get()))
    made.rights.subscribe(() => connection === made && rights.set(made.rights.get()))
    made.presence.subscribe(() => connection === made && presence.set(made.presence.get()))
    if (announced) made.announce(announced)
    view.set(made.state.get())
  }
  /** Nothing of ours was refused: the right may have changed in the same moment, or may come back. */
  function comeBackLater(ended: SyncConnection): void {
    parts.env.setTimer(() => {
      if (connection !== ended) return
      disconnectNow()
      if (wishes > 0) connectNow()
    }, endedRetryMs)
  }
  function disconnectNow(): void {
    connection?.close()
    connection = null
    presence.set([])
    view.set('unconnected')
  }

  /**
   * Keeps the refused edits where the person finds them, then begins again from what the server has. What is typed meanwhile
   * belongs to the refused text, and goes the same way.
   */
  function setAside(refusal: Refusal): Promise<void> {
    // One that failed must not stop the next.
    settling = settling
      .catch(() => {})
      .then(async () => {
        disconnectNow()
        const limbo = copyForLateEdits(shared.doc)
        editable = limbo.doc
        await shared.flush().catch(() => {})
        try {
          await keepAside(refusal, shared.unsentUpdates())
        } catch {
          // A full disk: the edits stay in the journal, and are refused and put away another time.
          limbo.giveBack()
          editable = shared.doc
          return
        }
        const last = parts.journal.pending(key).at(-1)
        if (last) await parts.journal.acknowledge(key, last.seq)
        await beginAnew()
        await keepAside(refusal, limbo.edits())
        limbo.doc.destroy()
      })
    return settling.then(() => {
      if (wishes > 0 && refusal !== 'no-right') connectNow()
      else if (wishes > 0) parts.env.setTimer(() => wishes > 0 && connectNow(), 1000)
    })
  }

  async function keepAside(refusal: Refusal, updates: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    if (updates.length > 0) await parts.onSetAside({ document: key, refusal, updates, text: readableText(updates) })
  }

  async function beginAnew(state?: Uint8Array<ArrayBuffer>): Promise<void> {
    endShared()
    await shared.close()
    await parts.log.forget(key)
    if (state) await parts.log.append(key, [state])
    shared = await openSharedDocument({ key, ...parts })
    editable = shared.doc
    follow()
    notify()
  }

  async function replace(state: Uint8Array<ArrayBuffer>): Promise<void> {
    disconnectNow()
    await beginAnew(state)
    if (wishes > 0) connectNow()
  }

  function close(): Promise<void> {
    if (isClosed) return Promise.resolve()
    isClosed = true
    disconnectNow()
    endShared()
    const closed = shared.close()
    // At once, so that whoever opens it now gets a new one.
    onClosing(closed)
    return closed
  }

  function giveUp(): void {
    wishes--
    if (wishes === 0) disconnectNow()
  }
  /** Who edits and leaves at once need not come back for the edit to be sent; without a network it is sent later. */
  function staysUntilSent(done: () => void): void {
    references++
    let isOver = false
    const finish = () => {
      if (isOver) return
      isOver = true
      end()
      cancel()
      done()
      document.release()
    }
    const end = progress.subscribe(() => progress.get().unsent === 0 && finish())
    const cancel = parts.env.setTimer(finish, lingerMs)
  }

  const hurry = () => {
    if (connection) connection.hurry()
    else if (wishes > 0) connectNow()
  }

  const document: HubDocument = {
    key,
    progress,
    connection: view,
    rights,
    presence,
    announce(state) {
      announced = state
      connection?.announce(state)
    },
    watch(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    read(kind) {
      let value = cache.get(kind)
      if (value === undefined) cache.set(kind, (value = readers[kind](shared.doc)))
      return value as DocumentReaders[typeof kind]
    },
    agendaEditor: () => createAgendaEditor(editable),
    secretariatEditor: () => createSecretariatEditor(editable),
    minutesEditor: () => createMinutesEditor(editable),
    sealedValuesEditor: () => createSealedValuesEditor(editable),
    authorEditor: (person) => createAuthorEditor(editable, person),
    connect() {
      wishes++
      connectNow()
      let isGiven = false
      return () => {
        if (isGiven) return
        isGiven = true
        if (connection && progress.get().unsent > 0) staysUntilSent(giveUp)
        else giveUp()
      }
    },
    applyRemote: (update) => shared.applyRemote(update),
    flush: () => settling.then(() => shared.flush()),
    forgetHistory: () => settling.then(() => shared.compact()),
    release() {
      references--
      if (references > 0) return
      // A moment of grace: screens that follow each other open the same documents.
      cancelClosing()
      cancelClosing = parts.env.setTimer(
        () => references === 0 && progress.get().unsaved === 0 && void close(),
        graceMs,
      )
    },
  }
  return { document, retain: () => void references++, hurry, replace, close }
}
