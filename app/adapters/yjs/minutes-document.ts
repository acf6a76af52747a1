import type * as Y from 'yjs'
import type { MinutesEditor, MinutesNotes } from '#application/ports/meeting-documents.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { itemOfMinutesRoot, minutesRoot } from '#protocol/documents/layouts.ts'
import { localOrigin } from './shared-document.ts'

export function readMinutes(doc: Y.Doc): MinutesNotes {
  const notes = { notes: new Map<ItemId, string>(), conclusion: new Map<ItemId, string>() }
  for (const root of doc.share.keys()) {
    const place = itemOfMinutesRoot(root)
    if (place) notes[place.field].set(place.item, doc.getText(root).toJSON())
  }
  return notes
}

/** Writes only the letters that differ, so that two people in one text both keep theirs. */
export function createMinutesEditor(doc: Y.Doc): MinutesEditor {
  return {
    setText(field, item, next) {
      const text = doc.getText(minutesRoot(field, item))
      const before = text.toJSON()
      if (before === next) return
      let start = 0
      while (start < before.length && start < next.length && before[start] === next[start]) start++
      let end = 0
      while (
        end < before.length - start &&
        end < next.length - start &&
        before[before.length - 1 - end] === next[next.length - 1 - end]
      )
        end++
      doc.transact(() => {
        if (before.length - end > start) text.delete(start, before.length - end - start)
        if (next.length - end > start) text.insert(start, next.slice(start, next.length - end))
      }, localOrigin)
    },
  }
}
