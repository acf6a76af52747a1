import { useMemo } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useWorkspace } from '../../shell/app-context.ts'
import { useLive } from '../../design/index.ts'

/** The meeting around a closed part, where this machine has it; and the closed parts of a meeting that this person may know of. */
export function useClosedParts(meeting: MeetingRow | null | undefined): {
  readonly whole: MeetingRow | null
  readonly parts: readonly MeetingRow[]
} {
  const meetings = useLive(useWorkspace().meetings)
  return useMemo(
    () => ({
      whole: meetings?.find(({ id }) => id === meeting?.partOf) ?? null,
      parts: meetings?.filter(({ partOf }) => partOf === meeting?.id) ?? [],
    }),
    [meetings, meeting?.id, meeting?.partOf],
  )
}
