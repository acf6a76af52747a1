import { useEffect, useMemo } from 'react'
import { createCell } from '#application/ports/live.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { emptyMeetingLog } from '#domain/meeting/meeting-log.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useRoom } from '#renderer/shared/use-room.ts'
import { useLive } from '#design/index.ts'

const nothing = createCell(emptyMeetingLog)

/** The version before the one that is shown, fetched when it is wanted; null where there is none. */
export function usePreviousVersion(paper: PaperRow | undefined, isWanted: boolean): PaperRow | null {
  const workspace = useWorkspace()
  const room = useRoom(paper?.meetingId ?? null)
  const { papers } = useLive(room?.state ?? nothing)
  const versions = paper && papers.get(paper.id)?.versions
  const previous = useMemo(() => {
    const version = versions?.find(({ number }) => number === (paper?.version ?? 0) - 1)
    return paper && version
      ? {
          ...paper,
          fileId: version.file,
          version: version.number,
          size: version.size,
          pageCount: version.pageCount,
          publishedAt: version.publishedAt,
        }
      : null
  }, [paper, versions])
  useEffect(() => {
    if (isWanted && previous && workspace.fileStates.get().get(previous.fileId)?.kind !== 'ready')
      void workspace.fetchPaper(previous)
  }, [workspace, previous, isWanted])
  return previous
}
