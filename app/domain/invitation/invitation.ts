import type { BodyId, ItemId, MeetingId, PersonId, RoomId, UnitId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'

/** What an invitation says: when, where, about what. */
export type InvitationFacts = {
  readonly title: string
  readonly startsAt: Instant
  readonly place: string
  /** The items of the first level, in their order. */
  readonly items: readonly { readonly item: ItemId; readonly title: string }[]
  /** What the office's calendar says beside the above; absent or null: the meeting is not in it. */
  readonly listed?:
    { readonly endsAt: Instant; readonly room: RoomId | null; readonly body: BodyId | null } | null | undefined
}

/** As it went out; the first, and each one that took its place. */
export type IssuedInvitation = InvitationFacts & { readonly by: PersonId; readonly at: Instant }

/** As what those whom a unit sends take part. */
export const unitRoles = ['member', 'guest', 'presenter', 'observer'] as const
export type UnitRole = (typeof unitRoles)[number]

/** Mời đơn vị: a unit sends whom it chooses. */
export type UnitInvitation = {
  readonly unit: UnitId
  /** Who says whom the unit sends. */
  readonly head: PersonId
  readonly role: UnitRole
  readonly seats: number
  readonly assigned: readonly PersonId[]
  readonly invitedAt: Instant
}

export type Invitations = {
  /** The last one is what holds. */
  readonly issued: readonly IssuedInvitation[]
  readonly units: ReadonlyMap<UnitId, UnitInvitation>
}

export const noInvitations: Invitations = { issued: [], units: new Map() }

export const mostSent = 50

export type InvitationAct =
  | { readonly t: 'invitation.issue'; readonly meeting: MeetingId; readonly invitation: InvitationFacts }
  | {
      readonly t: 'unit.invite'
      readonly meeting: MeetingId
      readonly unit: UnitId
      readonly head: PersonId
      readonly role: UnitRole
      readonly seats: number
    }
  /** Phân công tham dự: all whom the unit sends. */
  | {
      readonly t: 'unit.assign'
      readonly meeting: MeetingId
      readonly unit: UnitId
      readonly people: readonly PersonId[]
    }
  | { readonly t: 'unit.uninvite'; readonly meeting: MeetingId; readonly unit: UnitId }

/** Whether it fits what was invited so far; who may act is decided before. */
export function judgeInvitation(
  { issued, units }: Invitations,
  act: InvitationAct,
): Result<null, 'already-exists' | 'invalid'> {
  switch (act.t) {
    case 'invitation.issue': {
      const last = issued.at(-1)
      return last && changesBetween(last, act.invitation).length === 0 ? fail('already-exists') : ok(null)
    }
    case 'unit.invite':
      return act.seats >= (units.get(act.unit)?.assigned.length ?? 0) ? ok(null) : fail('invalid')
    case 'unit.assign': {
      const invited = units.get(act.unit)
      return invited && act.people.length <= invited.seats && new Set(act.people).size === act.people.length
        ? ok(null)
        : fail('invalid')
    }
    case 'unit.uninvite':
      return units.has(act.unit) ? ok(null) : fail('invalid')
  }
}

export function applyInvitation(
  { issued, units }: Invitations,
  act: InvitationAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): Invitations {
  switch (act.t) {
    case 'invitation.issue':
      return { issued: [...issued, { ...act.invitation, by, at }], units }
    case 'unit.invite': {
      const { unit, head, role, seats } = act
      const before = units.get(unit)
      const invited = { unit, head, role, seats, assigned: before?.assigned ?? [], invitedAt: before?.invitedAt ?? at }
      return { issued, units: new Map(units).set(unit, invited) }
    }
    case 'unit.assign': {
      const invited = units.get(act.unit)
      return invited
        ? { issued, units: new Map(units).set(act.unit, { ...invited, assigned: act.people }) }
        : { issued, units }
    }
    case 'unit.uninvite': {
      const left = new Map(units)
      left.delete(act.unit)
      return { issued, units: left }
    }
  }
}

/** Whether somebody reads the meeting because they say whom their unit sends. */
export const sendsFor = ({ units }: Invitations, person: PersonId): boolean =>
  [...units.values()].some(({ head }) => head === person)

/** Seats of the units that this person chooses for, and that nobody has yet. */
export const seatsToFill = ({ units }: Invitations, person: PersonId): number =>
  [...units.values()]
    .filter(({ head, assigned }) => head === person && assigned.length === 0)
    .reduce((sum, { seats }) => sum + seats, 0)

export type InvitationChange =
  | { readonly kind: 'title' | 'place'; readonly before: string; readonly after: string }
  | { readonly kind: 'time'; readonly before: Instant; readonly after: Instant }
  | { readonly kind: 'item-added' | 'item-removed'; readonly title: string }
  | { readonly kind: 'item-renamed'; readonly before: string; readonly after: string }
  | { readonly kind: 'order' | 'listed' | 'unlisted' }
  /** Only in the calendar: when it ends, in which room. */
  | { readonly kind: 'calendar' }

/** What somebody who knows the one must learn of the other. */
export function changesBetween(before: InvitationFacts, after: InvitationFacts): readonly InvitationChange[] {
  const old = new Map(before.items.map(({ item, title }) => [item, title]))
  const now = new Map(after.items.map(({ item, title }) => [item, title]))
  const kept = (items: InvitationFacts['items']) =>
    items.filter(({ item }) => old.has(item) && now.has(item)).map(({ item }) => item)
  return [
    ...(before.title === after.title ? [] : [{ kind: 'title' as const, before: before.title, after: after.title }]),
    ...(before.startsAt === after.startsAt
      ? []
      : [{ kind: 'time' as const, before: before.startsAt, after: after.startsAt }]),
    ...(before.place === after.place ? [] : [{ kind: 'place' as const, before: before.place, after: after.place }]),
    ...after.items.flatMap(({ item, title }): InvitationChange[] => {
      const was = old.get(item)
      if (was === undefined) return [{ kind: 'item-added', title }]
      return was === title ? [] : [{ kind: 'item-renamed', before: was, after: title }]
    }),
    ...before.items.filter(({ item }) => !now.has(item)).map(({ title }) => ({ kind: 'item-removed' as const, title })),
    ...(kept(before.items).join() === kept(after.items).join() ? [] : [{ kind: 'order' as const }]),
    ...listedChange(before.listed ?? null, after.listed ?? null),
  ]
}

type Listed = InvitationFacts['listed'] | null
function listedChange(before: Listed, after: Listed): readonly InvitationChange[] {
  if (!before || !after) return before === after ? [] : [{ kind: after ? 'listed' : 'unlisted' }]
  const isSame = before.endsAt === after.endsAt && before.room === after.room && before.body === after.body
  return isSame ? [] : [{ kind: 'calendar' }]
}

/** What changed since somebody last knew: since the invitation that was out when they answered, or the first one. */
export function changesSince(
  issued: readonly IssuedInvitation[],
  answeredAt: Instant | null,
): readonly InvitationChange[] {
  const known = issued.findLast(({ at }) => answeredAt !== null && at <= answeredAt) ?? issued[0]
  const last = issued.at(-1)
  return known && last && known !== last ? changesBetween(known, last) : []
}

/** Whether an answer was given for another day or another place. */
export const mustAnswerAgain = (changes: readonly InvitationChange[]): boolean =>
  changes.some(({ kind }) => kind === 'time' || kind === 'place')
