import type * as Y from 'yjs'
import type { SealedValuesEditor } from '#application/ports/meeting-documents.ts'
import { localOrigin } from './shared-document.ts'

export function readSealedValues(doc: Y.Doc): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const values = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [key, value] of doc.getMap<unknown>('values').entries())
    if (value instanceof Uint8Array) values.set(key, value as Uint8Array<ArrayBuffer>)
  return values
}

export function createSealedValuesEditor(doc: Y.Doc): SealedValuesEditor {
  const edit = (change: (values: Y.Map<unknown>) => void) =>
    doc.transact(() => change(doc.getMap('values')), localOrigin)
  return {
    set: (values) => edit((map) => values.forEach((value, key) => map.set(key, value))),
    remove: (keys) => edit((map) => keys.forEach((key) => map.delete(key))),
  }
}
