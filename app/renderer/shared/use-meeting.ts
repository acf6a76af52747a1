import { useEffect, useMemo } from 'react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { Actor } from '#domain/meeting/actor.ts'
import { can, type Resource } from '#domain/permissions/can.ts'
import type { Action } from '#domain/permissions/rights-table.ts'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { useWorkspace } from '../shell/app-context.ts'
import { useLive } from '../design/index.ts'

/** The rows of one meeting, and its documents connected while the screen is there. undefined: not read yet; null: not on this device. */
export function useMeeting(id: MeetingId) {
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const items = useLive(useMemo(() => workspace.items(id), [workspace, id]))
  const papers = useLive(workspace.papers)
  useEffect(() => workspace.follow(id), [workspace, id])
  const meeting = meetings === null ? undefined : (meetings.find((row) => row.id === id) ?? null)
  const own = useMemo(
    () => (papers ?? []).filter(({ meetingId }) => meetingId === id).toSorted((a, b) => a.pos - b.pos),
    [papers, id],
  )
  return { meeting, items, papers: own satisfies readonly PaperRow[] }
}

/** The person of this window as rights are decided on. */
export function useActor(): Actor {
  const { person } = useWorkspace().identity
  return { person: person.id, systemRoles: person.systemRoles, suspended: false, deviceRevoked: false }
}

/** The screen repeats the server's decision so that it does not offer what would be refused. */
export function useMayIn(meeting: MeetingRow | null | undefined): (action: Action, resource?: Resource) => boolean {
  const { identity } = useWorkspace()
  return (action, resource) =>
    can(
      {
        deviceRevoked: false,
        suspended: false,
        systemRoles: identity.person.systemRoles,
        meetingRoles: meeting?.myRoles ?? [],
      },
      action,
      resource,
    )
}
