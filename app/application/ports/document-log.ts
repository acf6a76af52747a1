import type { Unsubscribe } from './live.ts'

/** What the device keeps of a shared document, as Yjs updates. The database may lose it as a whole; see Journal. */
export type DocumentLog = {
  load(document: string): Promise<readonly Uint8Array<ArrayBuffer>[]>
  /** Resolves when the updates would survive a power cut. Rejects with DeviceFull. */
  append(document: string, updates: readonly Uint8Array<ArrayBuffer>[]): Promise<void>
  /** Replaces all that this window has loaded and appended by one state. A crash leaves duplicates, never a hole. */
  compact(document: string, state: Uint8Array<ArrayBuffer>): Promise<void>
  /** Rows of the document that this window has written or loaded since the last compaction. */
  rows(document: string): number
  /** Updates that another window of this app appends. */
  watch(document: string, listener: (updates: readonly Uint8Array<ArrayBuffer>[]) => void): Unsubscribe
  /** State vectors as of the last write, to ask the server for what is missing without loading the document. */
  vectors(documents: readonly string[]): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>>
  saveVector(document: string, vector: Uint8Array<ArrayBuffer>): Promise<void>
  forget(document: string): Promise<void>
  documents(): Promise<readonly string[]>
}
