import type { ItemStatus } from '../agenda/item-status.ts'
import { begin, finish, type Interval } from '../kernel/interval.ts'
import type { ItemId, MeetingId, PaperId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { defaultQuorum, type QuorumCount, type QuorumRule } from '../attendance/quorum.ts'

/** What the room screen shows. Only what stands here can ever appear on it. */
export type ScreenContent =
  | { readonly kind: 'current' }
  | { readonly kind: 'message'; readonly text: string }
  /** Runs from the moment it is shown. */
  | { readonly kind: 'countdown'; readonly text: string; readonly minutes: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'plan' }

/** As many of the last ones are remembered, to be shown again. */
export const mostShown = 12

/** How the session runs: the part of the meeting's state between its first arrival and its closing. */
export type Sitting = {
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly breaks: readonly Interval[]
  readonly currentItem: ItemId | null
  readonly itemTimes: ReadonlyMap<ItemId, readonly Interval[]>
  readonly itemStatuses: ReadonlyMap<ItemId, ItemStatus>
  /** Who holds control in the chair's place; null: the chair does. */
  readonly operator: PersonId | null
  readonly quorum: QuorumRule
  /** Frozen when the session began. */
  readonly quorumAtStart: QuorumCount | null
  /** Why it began without enough members; empty where it did not. */
  readonly startReason: string
  readonly presenting: { readonly person: PersonId; readonly paper: PaperId } | null
  readonly screen: ScreenContent
  /** What was shown before and when, the newest first; what is shown now is the first. */
  readonly shown: readonly { readonly content: ScreenContent; readonly at: Instant }[]
  /** What is ready to be shown, in this order. */
  readonly screenQueue: readonly ScreenContent[]
  /** Persons without a part in an item, because they have an interest in it. */
  readonly recused: ReadonlyMap<ItemId, ReadonlySet<PersonId>>
  /** Guests who were let in for an item, true, or asked out again, false; those who never were are not there. */
  readonly admitted: ReadonlyMap<ItemId, ReadonlyMap<PersonId, boolean>>
  readonly seals: ReadonlyMap<PersonId, string>
}

export const emptySitting: Sitting = {
  startedAt: null,
  endedAt: null,
  breaks: [],
  currentItem: null,
  itemTimes: new Map(),
  itemStatuses: new Map(),
  operator: null,
  quorum: defaultQuorum,
  quorumAtStart: null,
  startReason: '',
  presenting: null,
  screen: { kind: 'current' },
  shown: [],
  screenQueue: [],
  recused: new Map(),
  admitted: new Map(),
  seals: new Map(),
}

export type SittingAct =
  | {
      readonly t: 'session.start'
      readonly meeting: MeetingId
      /** Needed when there are not enough members. */
      readonly reason: string
    }
  | { readonly t: 'session.pause' | 'session.resume' | 'session.end'; readonly meeting: MeetingId }
  | {
      readonly t: 'item.open'
      readonly meeting: MeetingId
      readonly item: ItemId
      /** The items that it is a part of: they go on, while what it is no part of is concluded. */
      readonly under?: readonly ItemId[] | undefined
    }
  | {
      readonly t: 'item.close'
      readonly meeting: MeetingId
      readonly item: ItemId
      readonly outcome: 'concluded' | 'deferred' | 'withdrawn'
    }
  | { readonly t: 'control.hand'; readonly meeting: MeetingId; readonly to: PersonId }
  | { readonly t: 'control.take'; readonly meeting: MeetingId }
  | { readonly t: 'quorum.set'; readonly meeting: MeetingId; readonly quorum: QuorumRule }
  | { readonly t: 'present.start'; readonly meeting: MeetingId; readonly paper: PaperId }
  | { readonly t: 'present.stop'; readonly meeting: MeetingId }
  | { readonly t: 'screen.show'; readonly meeting: MeetingId; readonly content: ScreenContent }
  | { readonly t: 'screen.queue'; readonly meeting: MeetingId; readonly contents: readonly ScreenContent[] }
  | {
      /** The chair's and the secretary's devices vouch for the whole log up to that entry. */
      readonly t: 'log.seal'
      readonly meeting: MeetingId
      readonly seq: number
      /** Hash of that entry. */
      readonly head: string
    }
  | {
      readonly t: 'recusal.set'
      readonly meeting: MeetingId
      readonly item: ItemId
      readonly person: PersonId
      readonly recused: boolean
    }
  | {
      /** Mời vào, mời ra: a guest has the papers of an item while they are in for it. */
      readonly t: 'guest.admit'
      readonly meeting: MeetingId
      readonly item: ItemId
      readonly person: PersonId
      readonly admitted: boolean
    }

export const isRecused = (sitting: Sitting, item: ItemId | null, person: PersonId): boolean =>
  item !== null && (sitting.recused.get(item)?.has(person) ?? false)

export const isAdmitted = (sitting: Sitting, item: ItemId | null, person: PersonId): boolean =>
  item !== null && sitting.admitted.get(item)?.get(person) === true

/** Was in for the item, and is no more. */
export const isDismissed = (sitting: Sitting, item: ItemId | null, person: PersonId): boolean =>
  item !== null && sitting.admitted.get(item)?.get(person) === false

/** With an item its guests leave, and with the session all of them. */
function withGuestsOut(before: Sitting, after: Sitting): Sitting {
  const ends = before.endedAt === null && after.endedAt !== null
  const left = [...after.admitted].filter(
    ([item, guests]) =>
      [...guests.values()].includes(true) &&
      (ends || (before.itemStatuses.get(item) === 'current' && after.itemStatuses.get(item) !== 'current')),
  )
  if (left.length === 0) return after
  const admitted = new Map(after.admitted)
  for (const [item, guests] of left) admitted.set(item, new Map([...guests.keys()].map((person) => [person, false])))
  return { ...after, admitted }
}

export function applySitting(sitting: Sitting, act: SittingAct, context: SittingContext): Sitting {
  return withGuestsOut(sitting, applied(sitting, act, context))
}

type SittingContext = {
  readonly by: PersonId
  readonly at: Instant
  readonly isChair: boolean
  /** As counted when the act was written. */
  readonly quorum: QuorumCount
}

function applied(sitting: Sitting, act: SittingAct, { by, at, isChair, quorum }: SittingContext): Sitting {
  switch (act.t) {
    case 'session.start':
      return { ...sitting, startedAt: at, quorumAtStart: quorum, startReason: quorum.isMet ? '' : act.reason }
    case 'session.pause':
      return { ...clockItem(sitting, (times) => finish(times, at)), breaks: begin(sitting.breaks, at) }
    case 'session.resume':
      return { ...clockItem(sitting, (times) => begin(times, at)), breaks: finish(sitting.breaks, at) }
    case 'session.end': {
      const left = leaveItem(sitting, at, 'concluded')
      const itemStatuses = new Map(left.itemStatuses)
      for (const [item, status] of itemStatuses) if (status === 'current') itemStatuses.set(item, 'concluded')
      return {
        ...left,
        itemStatuses,
        endedAt: at,
        breaks: finish(sitting.breaks, at),
        presenting: null,
        operator: null,
      }
    }
    case 'item.open': {
      const left = sitting.currentItem === act.item ? sitting : leaveItem(sitting, at, 'concluded')
      const goOn = new Set<ItemId>([act.item, ...(act.under ?? [])])
      const itemStatuses = new Map(left.itemStatuses)
      for (const [item, status] of sitting.itemStatuses)
        if (status === 'current') itemStatuses.set(item, goOn.has(item) ? 'current' : 'concluded')
      return {
        ...left,
        currentItem: act.item,
        itemTimes: new Map(left.itemTimes).set(act.item, begin(left.itemTimes.get(act.item) ?? [], at)),
        itemStatuses: itemStatuses.set(act.item, 'current'),
      }
    }
    case 'item.close': {
      if (sitting.currentItem === act.item) return leaveItem(sitting, at, act.outcome)
      return { ...sitting, itemStatuses: new Map(sitting.itemStatuses).set(act.item, act.outcome) }
    }
    case 'control.hand':
      return { ...sitting, operator: act.to }
    case 'control.take':
      return { ...sitting, operator: isChair ? null : by }
    case 'quorum.set':
      return { ...sitting, quorum: act.quorum }
    case 'present.start':
      return { ...sitting, presenting: { person: by, paper: act.paper } }
    case 'present.stop':
      return { ...sitting, presenting: null }
    case 'screen.show':
      return {
        ...sitting,
        screen: act.content,
        shown: [{ content: act.content, at }, ...sitting.shown].slice(0, mostShown),
      }
    case 'screen.queue':
      return { ...sitting, screenQueue: act.contents }
    case 'log.seal':
      return { ...sitting, seals: new Map(sitting.seals).set(by, act.head) }
    case 'recusal.set': {
      const persons = new Set(sitting.recused.get(act.item) ?? [])
      if (act.recused) persons.add(act.person)
      else persons.delete(act.person)
      return { ...sitting, recused: new Map(sitting.recused).set(act.item, persons) }
    }
    case 'guest.admit': {
      const guests = new Map(sitting.admitted.get(act.item)).set(act.person, act.admitted)
      return { ...sitting, admitted: new Map(sitting.admitted).set(act.item, guests) }
    }
  }
}

/** A break is no time of the item. */
function clockItem(sitting: Sitting, change: (times: readonly Interval[]) => readonly Interval[]): Sitting {
  const item = sitting.currentItem
  if (item === null) return sitting
  return { ...sitting, itemTimes: new Map(sitting.itemTimes).set(item, change(sitting.itemTimes.get(item) ?? [])) }
}

function leaveItem(sitting: Sitting, at: Instant, status: ItemStatus): Sitting {
  const item = sitting.currentItem
  if (item === null) return sitting
  return {
    ...sitting,
    currentItem: null,
    itemTimes: new Map(sitting.itemTimes).set(item, finish(sitting.itemTimes.get(item) ?? [], at)),
    itemStatuses: new Map(sitting.itemStatuses).set(item, status),
  }
}
