import type { MeetingId } from '#domain/kernel/ids.ts'
import type { PreparationAct } from '#domain/meeting/meeting-log.ts'
import type { MeetingStatus } from '#domain/meeting/meeting-status.ts'
import type { DraftPaper } from '../ports/meeting-documents.ts'

/** The acts that publish what is prepared: with the meeting when it is not out yet, one by one afterwards; replacements last. */
export function publishingActs(
  meeting: MeetingId,
  drafts: readonly DraftPaper[],
  status: MeetingStatus,
): readonly PreparationAct[] {
  const version = ({ file, size, sha256, pageCount }: DraftPaper) => ({ file, size, sha256, pageCount })
  const papers = drafts
    .filter(({ replaces }) => replaces === null)
    .map((draft) => ({
      paper: draft.id,
      item: draft.item,
      title: draft.title,
      kind: draft.kind,
      marking: draft.marking,
      position: draft.position,
      version: version(draft),
    }))
  const fresh: readonly PreparationAct[] =
    status === 'draft' || status === 'approved' || status === 'postponed'
      ? [{ t: 'meeting.publish', meeting, papers }]
      : papers.map((paper) => ({ t: 'paper.publish', meeting, paper }))
  const replaced = drafts.flatMap((draft): PreparationAct[] =>
    draft.replaces === null
      ? []
      : [{ t: 'paper.replace', meeting, paper: draft.replaces, title: draft.title, version: version(draft) }],
  )
  return [...fresh, ...replaced]
}
