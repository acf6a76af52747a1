import type { Journal } from '#application/documents/journal.ts'
import type { PaperTransfers } from '#application/papers/paper-transfers.ts'
import type { Outbox, OutboxCommand } from '#application/ports/device-store.ts'
import type { DocumentHub, HubDocument } from '#application/ports/document-hub.ts'
import { createCell, derive, type Live, type Unsubscribe } from '#application/ports/live.ts'
import type { Access } from '#application/session/access.ts'
import type { SyncEngine } from '#application/sync/sync-engine.ts'
import { describeSync, type SyncStatus } from '#application/sync/sync-status.ts'

/** What the chip says, from everything that may still be under way: edits, acts and files. */
export function followProgress(parts: {
  readonly hub: DocumentHub
  readonly journal: Journal
  readonly engine: SyncEngine
  readonly access: Access
  readonly transfers: PaperTransfers
  readonly outbox: Outbox
  readonly waitingCommands: () => readonly OutboxCommand[]
  /** Takes what ends the watching. */
  readonly ends: Unsubscribe[]
}): Live<SyncStatus> {
  const { hub, journal, engine, access, transfers, outbox } = parts
  const unsentFiles = () => [...transfers.states.get().values()].filter(({ kind }) => kind === 'sending').length
  const progress = createCell({ unsaved: 0, unsent: 0, isFull: false })
  const watched = new Map<HubDocument, Unsubscribe>()

  const sumProgress = () => {
    const views = hub.documents.get().map((document) => document.progress.get())
    const unsaved = views.reduce((sum, view) => sum + view.unsaved, 0)
    const unsent = journal.documents().reduce((sum, key) => sum + journal.pending(key).length, 0)
    const isFull = views.some(({ fault }) => fault === 'device-full')
    const before = progress.get()
    if (before.unsaved !== unsaved || before.unsent !== unsent || before.isFull !== isFull)
      progress.set({ unsaved, unsent, isFull })
  }
  const watchDocuments = () => {
    const open = hub.documents.get()
    for (const document of open)
      if (!watched.has(document)) watched.set(document, document.progress.subscribe(sumProgress))
    for (const [document, end] of watched) {
      if (open.includes(document)) continue
      end()
      watched.delete(document)
    }
    sumProgress()
  }
  parts.ends.push(hub.documents.subscribe(watchDocuments), () => watched.forEach((end) => end()))
  watchDocuments()

  return derive(
    [engine.isOnline, engine.isChecked, progress, outbox.entries, transfers.states, access.isSignedOut],
    () => {
      const { unsaved, unsent, isFull } = progress.get()
      return describeSync({
        isOnline: engine.isOnline.get(),
        isChecked: engine.isChecked.get(),
        unsaved,
        unsent: unsent + parts.waitingCommands().length + unsentFiles(),
        refused: outbox.entries.get().filter(({ state }) => state === 'refused').length,
        isDeviceFull: isFull,
        isSignedOut: access.isSignedOut.get(),
      })
    },
  )
}
