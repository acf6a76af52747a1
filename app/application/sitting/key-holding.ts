import { fail, type Result } from '#domain/kernel/result.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { keyStage, type CountingKey } from '#domain/voting/counting-key.ts'
import { unitsOf } from '#domain/voting/franchise.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { Refusal } from '#protocol/refusals.ts'
import {
  commitmentOf,
  holderShare,
  isPromiseOf,
  makeHolderSecret,
  sealShare,
  type HolderSecret,
} from '#protocol/secret/ceremony.ts'
import { decodeHeldSecret, encodeHeldSecret, type HeldSecret } from '#protocol/secret/held-secret.ts'
import { pollSums } from '#protocol/secret/sound-act.ts'
import { makePartial, openTally, sumHash } from '#protocol/secret/tally.ts'
import type { ActOutcome } from '../acts/act-sender.ts'
import type { Settings } from '../ports/device-store.ts'
import { createCell, type Live, type Unsubscribe } from '../ports/live.ts'
import type { CheckRecord } from '../ports/record-check.ts'
import { checkLog, type LogFault } from './check-log.ts'
import type { MeetingRoom } from './meeting-room.ts'

type Room = Pick<MeetingRoom, 'meeting' | 'state' | 'acts'>

/**
 * no-secret: another machine of this person made the part · another-sum: a part of another sum was already given, and two
 * sums would give a ballot away · a log fault: nothing of this log is opened.
 */
export type CountFailure = Refusal | LogFault | 'no-secret' | 'another-sum'

export type KeyHolding = {
  /** Ceremonies in which this machine holds a part. */
  readonly ceremonies: Live<ReadonlySet<string>>
  /** Makes this machine's part of the meeting's key. What follows, it does by itself while it follows the room. */
  take(room: Room): Promise<Result<ActOutcome, Refusal>>
  follow(room: Room): Unsubscribe
  /** Gives this holder's part of opening the sum, after this machine has checked the whole log and added up by itself. */
  count(room: Room, poll: Poll, record: MeetingRecord | null): Promise<Result<ActOutcome, CountFailure>>
}

export function createKeyHolding(parts: {
  readonly me: PersonId
  readonly settings: Settings
  readonly randomBytes: (length: number) => Uint8Array
  readonly submit: (act: MeetingAct) => Promise<Result<ActOutcome, Refusal>>
  readonly checkRecord: CheckRecord
}): KeyHolding {
  const { me, settings, submit, randomBytes } = parts
  const ceremonies = createCell<ReadonlySet<string>>(new Set())
  const placeOf = (meeting: MeetingId, ceremony: string) => `counting-key/${meeting}/${ceremony}`

  const keep = (meeting: MeetingId, ceremony: string, secret: HeldSecret) =>
    settings.set(placeOf(meeting, ceremony), encodeHeldSecret(secret))

  /** What this machine keeps for a ceremony, unless the part in it was made on another machine of this person. */
  async function secretOf(meeting: MeetingId, key: CountingKey): Promise<HeldSecret | null> {
    const text = await settings.get(placeOf(meeting, key.ceremony))
    const secret = text ? decodeHeldSecret(text) : null
    const promise = key.commitments.get(me)
    const isHere = secret !== null && promise !== undefined && isPromiseOf(secret, promise)
    if (isHere !== ceremonies.get().has(key.ceremony)) {
      const others = [...ceremonies.get()].filter((ceremony) => ceremony !== key.ceremony)
      ceremonies.set(new Set(isHere ? [...others, key.ceremony] : others))
    }
    return promise === undefined || isHere ? secret : null
  }

  /** What this machine owes the ceremony now. */
  function owedStep(key: CountingKey, secret: HolderSecret, meeting: MeetingId): MeetingAct | null {
    const { ceremony, holders } = key
    if (!holders.includes(me)) return null
    const stage = keyStage(key)
    if (stage === 'sharing' && !key.shares.has(me)) {
      const others = holders.filter((holder) => holder !== me)
      const shares = others.map((to) => ({ to, sealed: sealShare(secret, key, { from: me, to }) }))
      return { t: 'key.share', meeting, ceremony, shares }
    }
    if (stage === 'confirming' && !key.confirmed.has(me)) {
      const mine = holderShare(secret, key, me)
      return 'against' in mine
        ? { t: 'key.complain', meeting, ceremony, against: mine.against }
        : { t: 'key.confirm', meeting, ceremony }
    }
    return null
  }

  return {
    ceremonies,
    async take(room) {
      const key = room.state.get().countingKey
      if (!key) return fail('illegal-transition')
      const { meeting } = room
      const secret = (await secretOf(meeting, key)) ?? { ...makeHolderSecret(randomBytes), given: {} }
      // Kept before it is promised: a promise without its secret would stop the committee.
      await keep(meeting, key.ceremony, secret)
      const commitment = commitmentOf(secret, { ceremony: key.ceremony, holder: me }, randomBytes)
      return submit({ t: 'key.commit', meeting, ceremony: key.ceremony, commitment })
    },
    follow(room) {
      const { meeting } = room
      const sent = new Set<string>()
      let last: Promise<void> = Promise.resolve()
      async function look(): Promise<void> {
        const { countingKey, polls, sitting } = room.state.get()
        const used = [countingKey, ...[...polls.values()].map((poll) => poll.countingKey)]
        const known = new Map(used.flatMap((key) => (key?.holders.includes(me) ? [[key.ceremony, key] as const] : [])))
        for (const [ceremony, key] of known) {
          const secret = await secretOf(meeting, key)
          if (!secret) continue
          if (sitting.seals.size >= 2) {
            // Chair and secretary vouch for the end: nothing is left to count.
            await settings.set(placeOf(meeting, ceremony), '')
            await secretOf(meeting, key)
            continue
          }
          const step = key === countingKey ? owedStep(key, secret, meeting) : null
          if (!step || sent.has(`${ceremony}/${step.t}`)) continue
          sent.add(`${ceremony}/${step.t}`)
          // One that could not be kept, e.g. on a full disk, is made again with the next change in the room.
          const answer = await submit(step).catch(() => null)
          if (!answer?.ok) sent.delete(`${ceremony}/${step.t}`)
        }
      }
      const lookAgain = () => void (last = last.then(look, look))
      lookAgain()
      return room.state.subscribe(lookAgain)
    },
    async count(room, poll, record) {
      const { meeting } = room
      const key = poll.countingKey
      const secret = key && (await secretOf(meeting, key))
      if (!key || !secret) return fail('no-secret')
      const judged = await checkLog(record, parts.checkRecord)
      if (!judged.ok) return judged
      const mine = holderShare(secret, key, me)
      const sums = pollSums(poll, judged.value.acts)
      if (!sums || 'against' in mine) return fail('false-record')
      const sum = sumHash(poll.opening, sums)
      const before = secret.given[poll.id]
      if (before !== undefined && before !== sum) return fail('another-sum')
      await keep(meeting, key.ceremony, { ...secret, given: { ...secret.given, [poll.id]: sum } })
      const place = { key, holder: me, opening: poll.opening, share: mine.share }
      const partial = makePartial(place, sums, randomBytes)
      return submit({ t: 'poll.partial', meeting, poll: poll.id, partial })
    },
  }
}

/** What the holders' parts open the sum to. Null before enough of them have counted. */
export function tallyOf(room: Room, poll: Poll): readonly number[] | null {
  const { countingKey: key, partials } = poll
  const sums = pollSums(poll, room.acts())
  return key && sums ? openTally({ key, partials, sums }, unitsOf(poll, poll.ballots.keys())) : null
}
