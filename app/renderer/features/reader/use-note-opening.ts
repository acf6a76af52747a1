import { useEffect } from 'react'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'

/**
 * Lets the secretaries know that the person has opened this version, where the meeting tracks it. `mayWrite`: beside the paper; the
 * server would refuse it from a guest.
 */
export function useNoteOpening(
  meeting: MeetingRow | null | undefined,
  { paper, isOpen, mayWrite }: { readonly paper: PaperRow; readonly isOpen: boolean; readonly mayWrite: boolean },
): void {
  const workspace = useWorkspace()
  const tracks = meeting?.tracksReading ?? false
  const participants = meeting?.participants
  const { id, meetingId, fileId } = paper
  useEffect(() => {
    if (!tracks || !isOpen || !mayWrite || !participants) return
    const secretaries = participants.filter(({ roles }) => roles.includes('secretary')).map(({ person }) => person)
    void workspace.openReaders({ meeting: meetingId, paper: id }).then(async (readers) => {
      await readers.note(fileId, secretaries)
      await readers.flush()
      readers.close()
    })
  }, [workspace, tracks, isOpen, mayWrite, participants, id, meetingId, fileId])
}
