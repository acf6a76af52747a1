import type { BodyId, PersonId, RoomId, UnitId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { RoomPlan } from '../seating/room-plan.ts'
import type { SystemRole } from '../permissions/roles.ts'

export type Person = {
  readonly id: PersonId
  /** The name a person signs in with; unique in the organisation, compared without case. */
  readonly account: string
  readonly name: string
  /** Position as printed in documents, e.g. "Bí thư thường trực". */
  readonly position: string
  readonly unit: UnitId | null
  /** Where reminders are sent; absent: nowhere. */
  readonly email?: string | undefined
  readonly systemRoles: readonly SystemRole[]
  readonly active: boolean
  /** Protocol order: lower comes first in rosters and seat plans; equal numbers are ordered by name. */
  readonly order: number
}

/** As much as can be said of an address without writing to it; no list and no name beside it. */
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text)

/** Ban, phòng, văn phòng: where people work and which unit prepares a paper. */
export type Unit = { readonly id: UnitId; readonly name: string; readonly parent: UnitId | null }

export type Room = {
  readonly id: RoomId
  readonly name: string
  readonly place: string
  readonly seats: number
  /** Absent where nobody has drawn one. */
  readonly plan?: RoomPlan | undefined
}

export type Membership = { readonly person: PersonId; readonly position: string }

/** Nhiệm kỳ. Old meetings keep the members of their own term, so a term is never edited away. */
export type Term = {
  readonly name: string
  readonly from: Instant
  readonly until: Instant | null
  readonly members: readonly Membership[]
}

/** Ban Chấp hành, Ban Thường vụ, Ban Bí thư, Ủy ban Kiểm tra, hội đồng… */
export type Body = { readonly id: BodyId; readonly name: string; readonly terms: readonly Term[] }

/** The term in force at a moment; of two that overlap, the one that began later. */
export function termAt(body: Body, at: Instant): Term | undefined {
  return body.terms
    .filter((term) => term.from <= at && (term.until === null || at < term.until))
    .reduce<Term | undefined>((latest, term) => (latest && latest.from > term.from ? latest : term), undefined)
}

export function comparePeople(a: Pick<Person, 'order' | 'name'>, b: Pick<Person, 'order' | 'name'>): number {
  return a.order - b.order || compareVietnameseNames(a.name, b.name)
}

/** Vietnamese lists are ordered by given name (the last word), then by family and middle name. */
export function compareVietnameseNames(a: string, b: string): number {
  const given = (name: string) => name.trim().split(/\s+/).at(-1) ?? ''
  return given(a).localeCompare(given(b), 'vi') || a.localeCompare(b, 'vi')
}

/** Whether `unit` is `wanted`, or stands somewhere below it. */
export function isOfUnit(units: ReadonlyMap<UnitId, Unit>, unit: UnitId | null, wanted: UnitId): boolean {
  const seen = new Set<UnitId>()
  for (let at = unit; at !== null && !seen.has(at); at = units.get(at)?.parent ?? null) {
    if (at === wanted) return true
    seen.add(at)
  }
  return false
}
