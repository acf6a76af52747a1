import { useEffect, useMemo, useState } from 'react'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { Remarks } from '#application/remarks/remarks.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { can } from '#domain/permissions/can.ts'
import type { Remark } from '#domain/remarks/remark.ts'
import { useWorkspace } from '../../shell/app-context.ts'

export type RemarkOnPaper = { readonly paper: PaperRow; readonly remark: Remark; readonly store: Remarks }

/** Whose answers to remarks count: those who answer for the meeting. */
const answerers =
  (participants: MeetingRow['participants']) =>
  (person: PersonId): boolean =>
    can(
      {
        deviceRevoked: false,
        suspended: false,
        systemRoles: [],
        meetingRoles: participants.find((other) => other.person === person)?.roles ?? [],
      },
      'comment.answer',
    )

/** Every remark on the papers, paper by paper; null until all have been looked at. */
export function useRemarks(meeting: MeetingRow, papers: readonly PaperRow[]): readonly RemarkOnPaper[] | null {
  const workspace = useWorkspace()
  // A meeting's row is new with every act in it; what is read here changes only with its people.
  const roles = JSON.stringify(meeting.participants)
  const mayAnswer = useMemo(() => answerers(JSON.parse(roles) as MeetingRow['participants']), [roles])
  const [all, setAll] = useState<ReadonlyMap<string, { readonly store: Remarks; readonly remarks: readonly Remark[] }>>(
    new Map(),
  )
  const wanted = papers.map(({ id }) => id as string).join(' ')
  useEffect(() => {
    let isGone = false
    const opening = papers.map(async ({ id, meetingId }) => {
      const store = await workspace.openRemarks({ meeting: meetingId, paper: id }, mayAnswer)
      const look = () => setAll((now) => new Map(now).set(id, { store, remarks: store.remarks.get() }))
      const end = store.remarks.subscribe(look)
      if (!isGone) look()
      return () => {
        end()
        void store.flush().finally(() => store.close())
      }
    })
    return () => {
      isGone = true
      setAll(new Map())
      for (const opened of opening) void opened.then((close) => close())
    }
    // The papers by their ids: a new state of their rows does not open them anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [workspace, mayAnswer, wanted])
  return useMemo(
    () =>
      papers.every(({ id }) => all.has(id))
        ? papers.flatMap((paper) => {
            const opened = all.get(paper.id)
            return (opened?.remarks ?? []).map((remark) => ({ paper, remark, store: opened?.store as Remarks }))
          })
        : null,
    [papers, all],
  )
}
