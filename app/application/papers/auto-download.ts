import type { FileId } from '#domain/kernel/ids.ts'
import type { Environment } from '../ports/environment.ts'
import type { Live, Unsubscribe } from '../ports/live.ts'
import type { PaperRow } from '../projection/rows.ts'
import type { PaperLibrary } from './paper-library.ts'
import { containerSize } from '#protocol/files/sealed-container.ts'

const atOnce = 2
const retryMs = 15_000

/**
 * Every published paper of this person's meetings comes to the device by itself, soonest meeting first as the rows are
 * ordered; withdrawn ones leave it, key first.
 */
export function keepPapersHere(parts: {
  readonly papers: Live<readonly PaperRow[] | null>
  readonly library: PaperLibrary
  readonly isOnline: Live<boolean>
  readonly env: Environment
}): Unsubscribe {
  const { papers, library, isOnline, env } = parts
  const running = new Set<FileId>()
  let cancelRetry: (() => void) | null = null
  let isStopped = false

  const look = () => {
    if (isStopped) return
    const rows = papers.get() ?? []
    const states = library.states.get()
    const published = new Set(rows.filter(({ status }) => status === 'published').map(({ fileId }) => fileId))
    for (const { status, fileId } of rows) {
      if (status === 'withdrawn' && !published.has(fileId) && states.has(fileId)) void library.remove(fileId)
    }
    if (!isOnline.get()) return
    for (const row of rows) {
      if (running.size >= atOnce) return
      const state = states.get(row.fileId)?.kind
      if (
        row.status !== 'published' ||
        state === 'ready' ||
        state === 'downloading' ||
        state === 'failed' ||
        running.has(row.fileId)
      )
        continue
      running.add(row.fileId)
      void library
        .fetch({ file: row.fileId, meeting: row.meetingId, containerSize: containerSize(row.size) })
        .then((result) => {
          running.delete(row.fileId)
          if (result.kind === 'failed') retryLater(row)
          look()
        })
    }
  }

  function retryLater(row: PaperRow): void {
    cancelRetry ??= env.setTimer(() => {
      cancelRetry = null
      if (isStopped || !isOnline.get()) return
      void library
        .fetch({ file: row.fileId, meeting: row.meetingId, containerSize: containerSize(row.size) })
        .then(retryOthers)
    }, retryMs)
  }
  const retryOthers = () => {
    const failed = (papers.get() ?? []).find(
      ({ fileId, status }) => status === 'published' && library.states.get().get(fileId)?.kind === 'failed',
    )
    if (failed) retryLater(failed)
    look()
  }

  const ends = [
    papers.subscribe(look),
    library.states.subscribe(look),
    isOnline.subscribe(() => (isOnline.get() ? retryNow() : undefined)),
  ]
  const retryNow = () => {
    cancelRetry?.()
    cancelRetry = null
    look()
    const failed = (papers.get() ?? []).filter(
      ({ fileId, status }) => status === 'published' && library.states.get().get(fileId)?.kind === 'failed',
    )
    for (const row of failed)
      void library.fetch({ file: row.fileId, meeting: row.meetingId, containerSize: containerSize(row.size) })
  }
  look()
  return () => {
    isStopped = true
    cancelRetry?.()
    ends.forEach((end) => end())
  }
}
