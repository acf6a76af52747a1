import type { DocumentLog } from '#application/ports/document-log.ts'
import { DeviceFull } from '#application/ports/file-space.ts'
import type { LocalDatabase } from './local-database.ts'
import { fromLatin1, toLatin1 } from './sealed-storage.ts'

/**
 * One row per batch of changes, and one row with the whole state after a compaction. Row ids carry the window's name, so
 * that two windows can never overwrite each other.
 */
export function createRxdbDocumentLog(
  database: LocalDatabase,
  { window, now }: { readonly window: string; readonly now: () => number },
): DocumentLog {
  const { yupdates, ydocs } = database.core.collections
  const known = new Map<string, Set<string>>()
  let lastSeq = 0
  const nextSeq = () => (lastSeq = Math.max(lastSeq + 1, now() * 1000))
  const rowId = (document: string, seq: number) => `${document}|${String(seq).padStart(17, '0')}|${window}`
  const knownOf = (document: string) => {
    let ids = known.get(document)
    if (!ids) known.set(document, (ids = new Set()))
    return ids
  }
  const insert = async (document: string, { kind, data }: { readonly kind: string; readonly data: Uint8Array }) => {
    const seq = nextSeq()
    const id = rowId(document, seq)
    await guardSpace(() => yupdates.insert({ id, docId: document, seq, kind, data: toLatin1(data) }))
    knownOf(document).add(id)
    return id
  }
  return {
    async load(document) {
      const rows = await yupdates
        .find({ selector: { docId: document }, sort: [{ docId: 'asc' }, { seq: 'asc' }] })
        .exec()
      const ids = knownOf(document)
      for (const { id } of rows) ids.add(id)
      return rows.filter(({ data }) => data !== undefined).flatMap(({ data }) => unpack(fromLatin1(data)))
    },
    async append(document, updates) {
      if (updates.length > 0) await insert(document, { kind: 'u', data: pack(updates) })
    },
    async compact(document, state) {
      const old = [...knownOf(document)]
      const kept = await insert(document, { kind: 's', data: pack([state]) })
      const { error } = await yupdates.bulkRemove(old)
      known.set(document, new Set([kept, ...error.map(({ documentId }) => documentId)]))
    },
    rows: (document) => knownOf(document).size,
    watch(document, listener) {
      const subscription = yupdates.insert$.subscribe((event) => {
        const row = event.documentData
        if (row.docId !== document || knownOf(document).has(row.id) || row.id.endsWith(`|${window}`)) return
        knownOf(document).add(row.id)
        listener(unpack(fromLatin1(row.data)))
      })
      return () => subscription.unsubscribe()
    },
    async vectors(documents) {
      const rows = await ydocs.findByIds([...documents]).exec()
      return new Map(
        [...rows]
          .filter(([, row]) => row.stateVector !== undefined)
          .map(([id, row]) => [id, fromLatin1(row.stateVector)]),
      )
    },
    async saveVector(document, vector) {
      await guardSpace(() => ydocs.upsert({ docId: document, updatedAt: now(), stateVector: toLatin1(vector) }))
    },
    async forget(document) {
      const rows = await yupdates.find({ selector: { docId: document } }).exec()
      await yupdates.bulkRemove(rows.map(({ id }) => id))
      await ydocs.bulkRemove([document])
      known.delete(document)
    },
    async documents() {
      // Not from `ydocs`: a vector is written a moment later, and may be missing after a power cut.
      return [...new Set((await yupdates.find().exec()).map(({ docId }) => docId))]
    },
  }
}

/** u32 length and bytes, repeated. */
function pack(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(updates.reduce((sum, { length }) => sum + 4 + length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const update of updates) {
    view.setUint32(at, update.length)
    bytes.set(update, at + 4)
    at += 4 + update.length
  }
  return bytes
}

function unpack(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const updates: Uint8Array<ArrayBuffer>[] = []
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at)
    updates.push(bytes.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return updates
}

/** The database reports a full disk as an aborted transaction with the reason inside. RxDB's own message is never passed on: it holds the row. */
export async function guardSpace<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (isQuotaError(error)) throw new DeviceFull()
    throw error
  }
}

function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, inner, cause } = error as { name?: string; inner?: unknown; cause?: unknown }
  return name === 'QuotaExceededError' || isQuotaError(inner) || isQuotaError(cause)
}
