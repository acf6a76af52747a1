import { countQuorum, type QuorumCount, type QuorumRule } from '../attendance/quorum.ts'
import type { PersonId } from '../kernel/ids.ts'
import { keyStage, type CountingKey } from './counting-key.ts'
import { unitsOf, weightIn, type Franchise } from './franchise.ts'
import { leastMinBallots, type PollQuestion } from './question.ts'

/** The state of the room that a vote is opened in. */
export type Room = {
  readonly members: readonly PersonId[]
  readonly excused: ReadonlySet<PersonId>
  readonly present: ReadonlySet<PersonId>
  readonly recused: ReadonlySet<PersonId>
  readonly quorum: QuorumRule
  readonly chair: PersonId | null
  readonly countingKey: CountingKey | null
  readonly franchise: Franchise
}

/** The list of voters as a vote keeps it. */
export type Electorate = {
  readonly electorate: ReadonlySet<PersonId>
  /** Who of them votes through another, and through whom. */
  readonly proxies: ReadonlyMap<PersonId, PersonId>
  /** Units of who does not have just one. */
  readonly weights: ReadonlyMap<PersonId, number>
}

/**
 * Who would be on the list of a vote that opened now: who is here, and who is not but has left their vote to somebody who is. Who
 * comes in person votes in person.
 */
export const electorateOf = (room: Room): readonly PersonId[] => {
  const votes = (person: PersonId) => room.present.has(person) && !room.recused.has(person)
  return room.members.filter((person) => {
    const holder = proxyOf(room, person)
    return (
      weightIn(room.franchise, person) > 0 &&
      !room.recused.has(person) &&
      (votes(person) || (holder !== null && votes(holder)))
    )
  })
}

/** Who votes for a member now; null where they are here themselves, or nobody does. */
const proxyOf = ({ present, franchise }: Room, person: PersonId): PersonId | null =>
  present.has(person) ? null : (franchise.proxies.get(person)?.to ?? null)

/** Members in the room against how many are needed, in units. Who is only represented is not in the room. */
export const quorumIn = (rule: QuorumRule, room: Omit<Room, 'quorum'>): QuorumCount =>
  countQuorum(rule, {
    present: unitsOf(
      room.franchise,
      room.members.filter((person) => room.present.has(person)),
    ),
    total: unitsOf(room.franchise, room.members),
    excused: unitsOf(room.franchise, room.excused),
  })

/** By the rule of the vote itself, where it has one. */
export const quorumOf = (question: PollQuestion, room: Room): QuorumCount =>
  quorumIn(question.rule.quorum ?? room.quorum, room)

/** Why a secret vote cannot be opened in this room now; null where it can, and for open votes. */
export function secretObstacle({ secret }: PollQuestion, room: Room): SecretObstacle | null {
  if (!secret) return null
  if (!room.countingKey || keyStage(room.countingKey) !== 'ready') return 'key-not-ready'
  const voters = electorateOf(room)
  if (voters.length < secret.minBallots) return 'too-few-voters'
  const alike = new Map<number, number>()
  for (const voter of voters) {
    const weight = weightIn(room.franchise, voter)
    alike.set(weight, (alike.get(weight) ?? 0) + 1)
  }
  const isTelling = [...alike.values()].some((count) => count < leastMinBallots)
  return isTelling || unitsOf(room.franchise, voters) > mostSecretUnits ? 'too-few-alike' : null
}
type SecretObstacle = 'key-not-ready' | 'too-few-voters' | 'too-few-alike'

/** Above this the sum of a secret vote would take its holders minutes to find. */
const mostSecretUnits = 100_000

/** The list of a vote that opens now. */
export function listOf(room: Room): Electorate {
  const voters = electorateOf(room)
  return {
    electorate: new Set(voters),
    proxies: new Map(
      voters.flatMap((voter) => {
        const holder = proxyOf(room, voter)
        return holder === null ? [] : [[voter, holder] as const]
      }),
    ),
    weights: room.franchise.weights,
  }
}
