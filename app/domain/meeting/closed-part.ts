import type { ItemId, MeetingId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { MeetingRole } from '../permissions/roles.ts'

/**
 * A closed part (nội dung ẩn, nội bộ): items that only some of a meeting's people may know of. It is a meeting of its own, with
 * its own roster, log and papers, so that nothing of it is ever on another machine, and the whole's numbering has no gap.
 */
export type MaybePart = { readonly id: MeetingId; readonly partOf: string; readonly partAfter: string }

/** What lists show: a closed part stands within its meeting, except for those who have only the part. */
export function outerMeetings<Meeting extends MaybePart>(meetings: readonly Meeting[]): readonly Meeting[] {
  const known = new Set<string>(meetings.map(({ id }) => id))
  return meetings.filter(({ partOf }) => !known.has(partOf))
}

/** The closed parts of a meeting that this machine knows of, by the item they follow; under '' those that come first. */
export function partsByItem<Meeting extends MaybePart & { readonly startsAt: Instant }>(
  meetings: readonly Meeting[],
  whole: MeetingId,
  items: readonly { readonly id: ItemId }[],
): ReadonlyMap<string, readonly Meeting[]> {
  const known = new Set<string>(items.map(({ id }) => id))
  const last = items.at(-1)?.id ?? ''
  const parts = meetings.filter(({ partOf }) => partOf === whole).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // An item that was removed leaves its closed part at the end.
  return Map.groupBy(parts, ({ partAfter }) => (partAfter === '' || known.has(partAfter) ? partAfter : last))
}

/** Who is in a closed part: who conducts and writes, as in the whole, and who is named. */
export function rosterOfPart(
  whole: readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[],
  named: ReadonlySet<PersonId>,
): readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[] {
  return whole.flatMap(({ person, roles }) => {
    const stays = named.has(person) ? roles : roles.filter((role) => role === 'chair' || role === 'secretary')
    return stays.length > 0 ? [{ person, roles: stays }] : []
  })
}
