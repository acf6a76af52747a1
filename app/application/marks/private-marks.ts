import type { PaperId } from '#domain/kernel/ids.ts'
import { compareMarks, type Mark } from '#domain/marks/mark.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import { decodeMark, encodeMark } from '#protocol/marks/mark-format.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'
import type { DocumentProgressView } from '../ports/meeting-documents.ts'

/** One gesture: what each mark was before it, and is after it. Null: not there. */
type Change = { readonly before: Mark | null; readonly after: Mark | null }

export type PrivateMarks = {
  /** In reading order. Null until they have been opened. */
  readonly marks: Live<readonly Mark[] | null>
  readonly progress: Live<DocumentProgressView>
  readonly history: Live<{ readonly canUndo: boolean; readonly canRedo: boolean }>
  /** Shows at once; sealed and kept within a moment. One call is one step of undo. */
  change(changes: readonly Change[]): void
  undo(): void
  redo(): void
  /** Resolves when everything is sealed and kept on this device. */
  flush(): Promise<void>
  /** Nothing of what the marks were before stays on this machine. */
  forgetHistory(): Promise<void>
  close(): void
}

const longestHistory = 200

/**
 * The marks that only their owner sees. Each is sealed under the owner's key before it enters the shared document, so that the
 * server merges what two machines of one person did, and reads nothing.
 */
export function openPrivateMarks(parts: {
  readonly paper: PaperId
  readonly document: HubDocument
  readonly sealer: Sealer
  /** Called when the paper has marks, and before its first one is kept. */
  readonly onMarks: () => Promise<void>
}): PrivateMarks {
  const { document, sealer } = parts
  const label = (id: string) => `mark ${parts.paper} ${id}`
  const cell = createCell<readonly Mark[] | null>(null)
  const history = createCell({ canUndo: false, canRedo: false })
  /** What the document holds, opened. A mark that cannot be read here stays in the document and is not shown. */
  const opened = new Map<string, { readonly sealed: Uint8Array; readonly mark: Mark | null }>()
  /** What is shown already and not yet in the document. */
  const waiting = new Map<string, Mark | null>()
  const done: (readonly Change[])[] = []
  const undone: (readonly Change[])[] = []
  let isClosed = false
  let last: Promise<void> = Promise.resolve()
  const inOrder = (work: () => Promise<void>): Promise<void> => (last = last.then(work, work))

  function show(): void {
    const marks = new Map<string, Mark>()
    for (const [id, { mark }] of opened) if (mark) marks.set(id, mark)
    for (const [id, mark] of waiting) {
      if (mark) marks.set(id, mark)
      else marks.delete(id)
    }
    cell.set([...marks.values()].toSorted(compareMarks))
    history.set({ canUndo: done.length > 0, canRedo: undone.length > 0 })
  }

  async function read(): Promise<void> {
    const values = document.read('sealed-values')
    for (const id of opened.keys()) if (!values.has(id)) opened.delete(id)
    for (const [id, sealed] of values) {
      if (opened.get(id)?.sealed === sealed) continue
      const plain = await sealer.open(sealed, label(id))
      const mark = plain && decodeMark(new TextDecoder().decode(plain))
      opened.set(id, { sealed, mark: mark?.id === id ? mark : null })
    }
    if (!isClosed) show()
  }

  async function write(changes: ReadonlyMap<string, Mark | null>): Promise<void> {
    const put = new Map<string, Uint8Array<ArrayBuffer>>()
    const removed: string[] = []
    for (const [id, mark] of changes) {
      if (mark) put.set(id, await sealer.seal(new TextEncoder().encode(encodeMark(mark)), label(id)))
      else removed.push(id)
    }
    if (put.size > 0) await parts.onMarks()
    const editor = document.sealedValuesEditor()
    if (put.size > 0) editor.set(put)
    if (removed.length > 0) editor.remove(removed)
    await read()
    for (const [id, mark] of changes) if (waiting.get(id) === mark) waiting.delete(id)
    if (!isClosed) show()
  }

  function apply(changes: readonly Change[], side: 'before' | 'after'): void {
    const wanted = new Map<string, Mark | null>()
    for (const change of changes) {
      const id = change.after?.id ?? change.before?.id
      if (id === undefined) continue
      wanted.set(id, change[side])
      waiting.set(id, change[side])
    }
    show()
    void inOrder(() => write(wanted))
  }

  const endWatch = document.watch(() => void inOrder(read))
  void inOrder(async () => {
    await read()
    if (opened.size > 0) await parts.onMarks()
  })

  return {
    marks: cell,
    progress: document.progress,
    history,
    change(changes) {
      if (changes.length === 0) return
      done.push(changes)
      if (done.length > longestHistory) done.shift()
      undone.length = 0
      apply(changes, 'after')
    },
    undo() {
      const changes = done.pop()
      if (!changes) return
      undone.push(changes)
      apply(changes, 'before')
    },
    redo() {
      const changes = undone.pop()
      if (!changes) return
      done.push(changes)
      apply(changes, 'after')
    },
    async flush() {
      await last
      await document.flush()
    },
    forgetHistory: () => document.forgetHistory(),
    close() {
      isClosed = true
      endWatch()
    },
  }
}

/** The key under which a person's private document says that a paper has marks, so that other machines fetch them. */
export const marksIndexKey = (paper: PaperId): string => `marks/${paper}`
export const paperOfIndexKey = (key: string): string | null => /^marks\/(t_[0-9a-z]{26})$/.exec(key)?.[1] ?? null
