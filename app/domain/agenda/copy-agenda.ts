import type { ItemId, PersonId } from '../kernel/ids.ts'
import type { MeetingRole } from '../permissions/roles.ts'
import type { AgendaItem } from './agenda.ts'

/** The same agenda for another meeting: new names, nothing begun, what was said of papers kept. */
export function copyAgenda(items: readonly AgendaItem[], newId: () => ItemId): readonly AgendaItem[] {
  const names = new Map(items.map(({ id }) => [id, newId()]))
  return items.map((item) => ({
    ...item,
    id: names.get(item.id) ?? newId(),
    parent: item.parent === null ? null : (names.get(item.parent) ?? null),
    status: 'planned',
  }))
}

/** Who takes part in a meeting that is made after another one. Who sat there for a member did so that once. */
export function copyRoster(
  participants: readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[],
): readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[] {
  return participants
    .map(({ person, roles }) => ({ person, roles: roles.filter((role) => role !== 'substitute') }))
    .filter(({ roles }) => roles.length > 0)
}
