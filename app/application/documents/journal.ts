import type { FileSpace } from '../ports/file-space.ts'
import type { Sealer } from '#protocol/files/sealer.ts'

/** A local change that the server has not acknowledged yet. `seq` grows over the whole journal. */
export type JournalChange = { readonly seq: number; readonly update: Uint8Array<ArrayBuffer> }

export type Journal = {
  /** Resolves when the change would survive the end of the process. */
  append(document: string, update: Uint8Array<ArrayBuffer>): Promise<number>
  /** The server holds everything of the document up to `seq`. */
  acknowledge(document: string, seq: number): Promise<void>
  /** Changes of a document that are only here, in order. */
  pending(document: string): readonly JournalChange[]
  documents(): readonly string[]
}

const nameOf = (window: string) => `journal-${window}.log`
export const isJournalName = (name: string): boolean => /^journal-[a-z0-9]+\.log$/.test(name)

/** After so many bytes of settled records the file is written anew. */
const rewriteAfter = 4 * 1024 * 1024

/**
 * The second home of unsent work, outside the database, because Chromium can lose that as a whole. A file of sealed
 * records; a torn last record is what a power cut leaves and is left out. Each window writes its own file and takes
 * over those that no window holds.
 */
export async function openJournal(parts: {
  readonly files: FileSpace
  readonly sealer: Sealer
  readonly window: string
  /** Journals of windows that are gone; they are taken over and removed. */
  readonly orphans: readonly string[]
}): Promise<Journal> {
  const { files, sealer } = parts
  const name = nameOf(parts.window)
  const pending = new Map<string, JournalChange[]>()
  let lastSeq = 0
  let size = 0

  for (const orphan of [...parts.orphans, name]) {
    for (const record of await readRecords(files, sealer, orphan)) apply(record)
  }

  function apply(record: JournalRecord): void {
    const changes = pending.get(record.document) ?? []
    if (record.kind === 'change') {
      lastSeq = Math.max(lastSeq, record.seq)
      pending.set(record.document, [...changes, { seq: record.seq, update: record.update }])
      return
    }
    const left = changes.filter(({ seq }) => seq > record.seq)
    if (left.length > 0) pending.set(record.document, left)
    else pending.delete(record.document)
  }

  async function writeRecord(record: JournalRecord): Promise<void> {
    const bytes = frame(await sealer.seal(encode(record), recordLabel))
    await files.append(name, bytes)
    size += bytes.length
  }

  async function rewrite(): Promise<void> {
    const parts: Uint8Array<ArrayBuffer>[] = []
    for (const [document, changes] of pending) {
      for (const change of changes)
        parts.push(frame(await sealer.seal(encode({ kind: 'change', document, ...change }), recordLabel)))
    }
    const whole = concat(parts)
    await files.write(name, whole)
    size = whole.length
  }

  await rewrite()
  for (const orphan of parts.orphans) if (orphan !== name) await files.remove(orphan)

  // One record after another: the order in the file is the order of the changes.
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }

  return {
    append: (document, update) =>
      inOrder(async () => {
        const record = { kind: 'change', document, seq: lastSeq + 1, update } as const
        await writeRecord(record)
        apply(record)
        return record.seq
      }),
    acknowledge: (document, seq) =>
      inOrder(async () => {
        if (!pending.get(document)?.some((change) => change.seq <= seq)) return
        const record = { kind: 'acknowledged', document, seq } as const
        apply(record)
        if (pending.size === 0 || size > rewriteAfter) await rewrite()
        else await writeRecord(record)
      }),
    pending: (document) => pending.get(document) ?? [],
    documents: () => [...pending.keys()],
  }
}

type JournalRecord =
  | {
      readonly kind: 'change'
      readonly document: string
      readonly seq: number
      readonly update: Uint8Array<ArrayBuffer>
    }
  | { readonly kind: 'acknowledged'; readonly document: string; readonly seq: number }

const recordLabel = 'journal-record'

/** u8 kind, f64 seq, u16 length of the document's name, name, update. */
function encode(record: JournalRecord): Uint8Array<ArrayBuffer> {
  const document = utf8(record.document)
  const update = record.kind === 'change' ? record.update : new Uint8Array()
  const bytes = new Uint8Array(11 + document.length + update.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, record.kind === 'change' ? 1 : 2)
  view.setFloat64(1, record.seq)
  view.setUint16(9, document.length)
  bytes.set(document, 11)
  bytes.set(update, 11 + document.length)
  return bytes
}

function decode(bytes: Uint8Array<ArrayBuffer>): JournalRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const seq = view.getFloat64(1)
  const end = 11 + view.getUint16(9)
  const document = String.fromCharCode(...bytes.subarray(11, end))
  return view.getUint8(0) === 1
    ? { kind: 'change', document, seq, update: bytes.slice(end) }
    : { kind: 'acknowledged', document, seq }
}

/** Document names are plain ASCII. */
function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function frame(sealed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + sealed.length)
  new DataView(bytes.buffer).setUint32(0, sealed.length)
  bytes.set(sealed, 4)
  return bytes
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function readRecords(files: FileSpace, sealer: Sealer, name: string): Promise<readonly JournalRecord[]> {
  const bytes = await files.read(name)
  const records: JournalRecord[] = []
  if (bytes === null) return records
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + 4 + length
    if (end > bytes.length) break
    const plain = await sealer.open(bytes.slice(at + 4, end), recordLabel)
    // A record that cannot be opened is damage in the middle; those after it may still be good.
    if (plain) records.push(decode(plain))
    at = end
  }
  return records
}
