import type { PaperRow } from '#application/projection/rows.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { markingUnlessSaid } from '#domain/papers/marking.ts'
import { guessPaperKind } from '#domain/papers/paper.ts'
import type { PaperRequest } from '#domain/preparation/preparation.ts'

/** What was sent in for a request as a paper to be read; null where nothing was, or where it is a paper of the meeting by now. */
export function submittedPaper(
  meetingId: MeetingId,
  request: PaperRequest & { readonly isTaken: boolean },
): PaperRow | null {
  const last = request.sent.at(-1)
  if (!last || request.isTaken) return null
  return {
    id: request.paper,
    meetingId,
    itemId: request.item ?? '',
    pos: 0,
    status: 'published',
    fileId: last.file,
    title: request.title,
    kind: guessPaperKind(request.title),
    marking: markingUnlessSaid,
    version: request.sent.length,
    size: last.size,
    pageCount: last.pageCount,
    publishedAt: last.at,
  }
}
