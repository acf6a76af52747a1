import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import type { Result } from '#domain/kernel/result.ts'
import { createCell, type Live } from '../ports/live.ts'
import type { CallFailure } from '../ports/server-api.ts'
import type { PaperTransfer } from '../session/workspace.ts'
import type { PaperLibrary } from './paper-library.ts'

export type PaperTransfers = {
  readonly states: Live<ReadonlyMap<string, PaperTransfer>>
  set(id: string, state: PaperTransfer): void
  forget(id: string): void
  /** Takes a scan in as it is, without waiting until its words are read. */
  skip(id: string): void
  isSkipped(id: string): boolean
  /** Sends one file, unless it is on its way already; all who ask get the one answer. */
  send(file: FileId, meeting: MeetingId): Promise<Result<null, CallFailure | 'not-here'>>
}

/** Files on their way in and out, by transfer id or file id, for the screens. */
export function createPaperTransfers(library: PaperLibrary): PaperTransfers {
  const states = createCell<ReadonlyMap<string, PaperTransfer>>(new Map())
  const skipped = new Set<string>()
  const running = new Map<FileId, Promise<Result<null, CallFailure | 'not-here'>>>()
  const set = (id: string, state: PaperTransfer) => states.set(new Map(states.get()).set(id, state))
  return {
    states,
    set,
    skip: (id) => void skipped.add(id),
    isSkipped: (id) => skipped.has(id),
    forget(id) {
      const next = new Map(states.get())
      next.delete(id)
      states.set(next)
    },
    send(file, meeting) {
      let work = running.get(file)
      if (!work) {
        set(file, { kind: 'sending', sent: 0, size: 0 })
        work = library
          .send(file, {
            meeting,
            signal: new AbortController().signal,
            onProgress: (sent, size) => set(file, { kind: 'sending', sent, size }),
          })
          .then((result) => {
            set(file, result.ok ? { kind: 'sent' } : { kind: 'waiting' })
            return result
          })
          .finally(() => running.delete(file))
        running.set(file, work)
      }
      return work
    },
  }
}
