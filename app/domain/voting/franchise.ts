import type { MeetingId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'

/** Ủy quyền biểu quyết: a member who is away leaves their vote to one who is here. No chains. */
export type Proxy = {
  readonly to: PersonId
  /** The written mandate as the secretary noted it; may be empty where the person gave it themselves. */
  readonly reason: string
}

/** Who votes for whom and with what weight. A vote that opens keeps what it finds. */
export type Franchise = {
  /** Whole units, e.g. shares. Who does not stand here has one. Empty: everybody has. */
  readonly weights: ReadonlyMap<PersonId, number>
  /** Mandates that one person may hold; 0: nobody votes for another. */
  readonly proxyLimit: number
  /** By who is represented. */
  readonly proxies: ReadonlyMap<PersonId, Proxy>
}

export const plainFranchise: Franchise = { weights: new Map(), proxyLimit: 0, proxies: new Map() }

export type Weight = { readonly person: PersonId; readonly weight: number }

export type FranchiseAct =
  | { readonly t: 'franchise.weigh'; readonly meeting: MeetingId; readonly weights: readonly Weight[] }
  | { readonly t: 'proxy.allow'; readonly meeting: MeetingId; readonly most: number }
  | {
      readonly t: 'proxy.give'
      readonly meeting: MeetingId
      readonly from: PersonId
      readonly to: PersonId
      readonly reason: string
    }
  | { readonly t: 'proxy.end'; readonly meeting: MeetingId; readonly from: PersonId }

export type FranchiseRefusal = 'invalid' | 'illegal-transition' | 'no-proxies' | 'proxy-chain' | 'proxy-full'

/** All units of a meeting together: the largest sum that stays exact in every product of a rule. */
export const mostUnits = 1_000_000_000

/** Whether the meeting allows it; who may act is decided before. */
export function judgeFranchise(
  { proxies, proxyLimit }: Franchise,
  act: FranchiseAct,
  isMember: (person: PersonId) => boolean,
): Result<null, FranchiseRefusal> {
  switch (act.t) {
    case 'franchise.weigh': {
      const persons = act.weights.map(({ person }) => person)
      const sum = act.weights.reduce((total, { weight }) => total + weight, 0)
      const isSound = new Set(persons).size === persons.length && persons.every(isMember) && sum <= mostUnits
      return isSound ? ok(null) : fail('invalid')
    }
    case 'proxy.allow':
      return act.most >= Math.max(0, ...holdings(proxies).values()) ? ok(null) : fail('illegal-transition')
    case 'proxy.give': {
      if (act.from === act.to || !isMember(act.from) || !isMember(act.to)) return fail('invalid')
      if (proxyLimit === 0) return fail('no-proxies')
      const held = holdings(proxies)
      if (proxies.has(act.to) || held.has(act.from)) return fail('proxy-chain')
      const others = (held.get(act.to) ?? 0) - (proxies.get(act.from)?.to === act.to ? 1 : 0)
      return others < proxyLimit ? ok(null) : fail('proxy-full')
    }
    case 'proxy.end':
      return proxies.has(act.from) ? ok(null) : fail('illegal-transition')
  }
}

export function applyFranchise(franchise: Franchise, act: FranchiseAct): Franchise {
  switch (act.t) {
    case 'franchise.weigh':
      return { ...franchise, weights: new Map(act.weights.map(({ person, weight }) => [person, weight])) }
    case 'proxy.allow':
      return { ...franchise, proxyLimit: act.most }
    case 'proxy.give':
      return {
        ...franchise,
        proxies: new Map(franchise.proxies).set(act.from, { to: act.to, reason: act.reason }),
      }
    case 'proxy.end': {
      const proxies = new Map(franchise.proxies)
      proxies.delete(act.from)
      return { ...franchise, proxies }
    }
  }
}

/** How many mandates each person holds. */
function holdings(proxies: ReadonlyMap<PersonId, Proxy>): ReadonlyMap<PersonId, number> {
  const held = new Map<PersonId, number>()
  for (const { to } of proxies.values()) held.set(to, (held.get(to) ?? 0) + 1)
  return held
}

export const weightIn = ({ weights }: Pick<Franchise, 'weights'>, person: PersonId): number => weights.get(person) ?? 1

/** Units of these persons together. */
export const unitsOf = (franchise: Pick<Franchise, 'weights'>, persons: Iterable<PersonId>): number =>
  [...persons].reduce((sum, person) => sum + weightIn(franchise, person), 0)
