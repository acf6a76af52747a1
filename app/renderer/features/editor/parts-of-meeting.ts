import { useEffect } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { Workspace } from '#application/session/workspace.ts'
import { buildAgenda } from '#domain/agenda/agenda.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { rosterOfPart } from '#domain/meeting/closed-part.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useLive } from '#design/index.ts'
import type { Agenda } from './documents.ts'

/** While the whole is edited, its closed parts keep to its place and its times: they begin where the item before them ends. */
export function useFollowingParts(whole: Agenda, parts: readonly MeetingRow[]): void {
  const workspace = useWorkspace()
  const { details, items } = useLive(whole.content)
  const { startsAt, room, place, body, numbering } = details
  useEffect(() => {
    const { byItem } = planAgenda(buildAgenda(items), startsAt)
    for (const part of parts) {
      const start = byItem.get(part.partAfter as ItemId)?.end ?? startsAt
      if (
        part.startsAt === start &&
        part.roomId === (room ?? '') &&
        part.place === place &&
        part.bodyId === (body ?? '')
      )
        continue
      void workspace.openAgenda(part.id).then(async (agenda) => {
        agenda.editor.setDetails({ startsAt: start, room, place, body, numbering })
        await agenda.flush()
        agenda.close()
      })
    }
  }, [workspace, parts, items, startsAt, room, place, body, numbering])
}

/** Sends the closed parts of a meeting out with it, to their own people and to whoever conducts and writes by now. */
export async function publishParts(
  workspace: Workspace,
  whole: MeetingRow,
  parts: readonly MeetingRow[],
): ReturnType<Workspace['publish']> {
  let outcome: 'accepted' | 'waiting' = 'accepted'
  for (const part of parts) {
    const inPart = new Map(part.participants.map(({ person, roles }) => [person, roles]))
    for (const { person, roles } of rosterOfPart(whole.participants, new Set())) {
      const before = inPart.get(person) ?? []
      if (roles.every((role) => before.includes(role))) continue
      const done = await workspace.submit({
        t: 'role.set',
        meeting: part.id,
        person,
        roles: [...new Set([...before, ...roles])],
      })
      if (!done.ok) return done
    }
    const preparation = await workspace.openPreparation(part.id)
    const { drafts } = preparation.content.get()
    preparation.close()
    const done = await workspace.publish(part.id, drafts)
    if (!done.ok) return done
    if (done.value === 'waiting') outcome = 'waiting'
  }
  return { ok: true, value: outcome }
}
