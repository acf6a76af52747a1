import * as Y from 'yjs'
import type { Journal } from '#application/documents/journal.ts'
import type { DocumentLog } from '#application/ports/document-log.ts'
import type { Environment } from '#application/ports/environment.ts'
import { createCell, type Live } from '#application/ports/live.ts'

/** Origin of changes that this person makes in this window. Everything else came from storage or from the server. */
export const localOrigin = 'local'
const storageOrigin = 'storage'

const batchMs = 100
const compactAtRows = 200

/** How far the edits of this person have got: on their way to this device's disk, and here but not on the server. */
export type DocumentProgress = {
  readonly unsaved: number
  readonly unsent: number
  readonly fault: 'device-full' | 'failed' | null
}

export class DocumentHasGap extends Error {
  constructor() {
    super('The update builds on changes that are not here')
    this.name = 'DocumentHasGap'
  }
}

export type SharedDocument = {
  readonly key: string
  readonly doc: Y.Doc
  readonly progress: Live<DocumentProgress>
  /** Writes what is waiting at once: at the end of a gesture, when the window hides, before a vote. */
  flush(): Promise<void>
  /** Keeps only what the document says now, and nothing of how it came to it. */
  compact(): Promise<void>
  /**
   * Applies what the server sent over HTTP; resolves when it is kept here.
   * @throws DocumentHasGap when it builds on what is not here: asked again, the server sends that, too.
   */
  applyRemote(update: Uint8Array<ArrayBuffer>): Promise<void>
  /** The server has acknowledged everything this document holds now. */
  markSent(): void
  /** Unsent changes, to be set aside when the server refuses them. */
  unsentUpdates(): readonly Uint8Array<ArrayBuffer>[]
  close(): Promise<void>
}

/**
 * A shared document with its memory: every local change goes to the journal and to the database before it counts as saved.
 * The client id is a new one each time and never stored.
 */
export async function openSharedDocument(parts: {
  readonly key: string
  readonly log: DocumentLog
  readonly journal: Journal
  readonly env: Environment
}): Promise<SharedDocument> {
  const { key, log, journal, env } = parts
  const doc = new Y.Doc()
  const stored = await log.load(key)
  const unsent = journal.pending(key)
  doc.transact(() => {
    for (const update of stored) Y.applyUpdate(doc, update, storageOrigin)
    for (const { update } of unsent) Y.applyUpdate(doc, update, storageOrigin)
  }, storageOrigin)
  // The journal may know changes that the database lost: put them back.
  if (unsent.length > 0)
    await log.append(
      key,
      unsent.map(({ update }) => update),
    )

  const progress = createCell<DocumentProgress>({ unsaved: 0, unsent: unsent.length, fault: null })
  let localWaiting: Uint8Array<ArrayBuffer>[] = []
  let remoteWaiting: Uint8Array<ArrayBuffer>[] = []
  let cancelTimer: (() => void) | null = null
  let isSentUpTo = 0
  let localCount = 0
  let writing: Promise<void> = Promise.resolve()
  let hasGap = false

  const report = (fault: DocumentProgress['fault'] = progress.get().fault) => {
    const next = { unsaved: localWaiting.length, unsent: journal.pending(key).length, fault }
    const before = progress.get()
    if (next.unsaved !== before.unsaved || next.unsent !== before.unsent || next.fault !== before.fault)
      progress.set(next)
  }

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === storageOrigin) return
    const copy = new Uint8Array(update)
    if (origin === localOrigin) {
      localWaiting.push(copy)
      localCount++
      report()
    } else remoteWaiting.push(copy)
    cancelTimer ??= env.setTimer(() => void flush().catch(() => {}), batchMs)
  }
  doc.on('update', onUpdate)

  const endWatch = log.watch(key, (updates) => {
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update, storageOrigin)), storageOrigin)
  })

  async function write(): Promise<void> {
    const local = localWaiting
    const remote = remoteWaiting
    const countAtWrite = localCount
    // What the document holds now is stored after this write. Taken later, it would claim what came meanwhile, too.
    const vector = new Uint8Array(Y.encodeStateVector(doc))
    if (local.length === 0 && remote.length === 0) return
    const keepInJournal = async () => {
      if (local.length === 0) return
      const seq = await journal.append(key, local.length === 1 && local[0] ? local[0] : mergeFew(local))
      if (isSentUpTo >= countAtWrite) await journal.acknowledge(key, seq)
    }
    const keepInDatabase = () => (hasGap ? log.compact(key, encodeState(doc)) : log.append(key, [...remote, ...local]))
    try {
      // Two homes that do not wait for each other; saved means that both have it.
      const kept = await Promise.allSettled([keepInJournal(), keepInDatabase()])
      const failed = kept.find((result) => result.status === 'rejected')
      if (failed) throw failed.reason
      hasGap = false
    } catch (error) {
      // Later rows would hang on the missing one: the next write stores the whole state instead.
      hasGap = true
      report(error instanceof Error && error.name === 'DeviceFull' ? 'device-full' : 'failed')
      throw error
    }
    localWaiting = localWaiting.slice(local.length)
    remoteWaiting = remoteWaiting.slice(remote.length)
    report(null)
    // An older vector only makes the next comparison a little longer; one that says too much would leave a gap for good.
    void log.saveVector(key, vector).catch(() => {})
    if (log.rows(key) >= compactAtRows) await log.compact(key, encodeState(doc))
  }

  function flush(): Promise<void> {
    cancelTimer?.()
    cancelTimer = null
    writing = writing.catch(() => {}).then(write)
    // A failed write is tried again: what is on the screen must not stay only there.
    writing.catch(() => {
      cancelTimer ??= env.setTimer(() => void flush().catch(() => {}), 2000)
    })
    return writing
  }

  return {
    key,
    doc,
    progress,
    flush,
    async applyRemote(update) {
      Y.applyUpdate(doc, update, 'exchange')
      await flush()
      if (doc.store.pendingStructs === null && doc.store.pendingDs === null) return
      // The server left out what it was told is here: it is told the truth the next time.
      await log.saveVector(key, new Uint8Array(Y.encodeStateVector(doc)))
      throw new DocumentHasGap()
    },
    markSent() {
      isSentUpTo = localCount
      const last = journal.pending(key).at(-1)
      if (last) void journal.acknowledge(key, last.seq).then(() => report())
      report()
    },
    async compact() {
      await flush()
      await log.compact(key, encodeState(doc))
    },
    unsentUpdates: () => [...journal.pending(key).map(({ update }) => update), ...localWaiting],
    async close() {
      await flush().catch(() => {})
      endWatch()
      cancelTimer?.()
      doc.off('update', onUpdate)
      doc.destroy()
    },
  }
}

/** Takes edits while the document itself is being put away. */
export function copyForLateEdits(doc: Y.Doc): {
  readonly doc: Y.Doc
  readonly edits: () => readonly Uint8Array<ArrayBuffer>[]
  /** Nothing was put away after all: what was typed meanwhile is an edit of the document as any other. */
  readonly giveBack: () => void
} {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, encodeState(doc))
  const edits: Uint8Array<ArrayBuffer>[] = []
  copy.on('update', (update: Uint8Array) => edits.push(new Uint8Array(update)))
  return {
    doc: copy,
    edits: () => edits,
    giveBack: () => edits.forEach((update) => Y.applyUpdate(doc, update, localOrigin)),
  }
}

const encodeState = (doc: Y.Doc) => new Uint8Array(Y.encodeStateAsUpdate(doc))

/** Merging is quadratic for thousands of updates; a batch of a tenth of a second has few. */
const mergeFew = (updates: readonly Uint8Array[]) => new Uint8Array(Y.mergeUpdates([...updates]))
