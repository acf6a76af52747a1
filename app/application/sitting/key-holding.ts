import { fail, type Result } from '#domain/kernel/result.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { keyStage, type CountingKey } from '#domain/voting/counting-key.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { commitmentOf, holderShare, makeHolderSecret, sealShare, type HolderSecret } from '#protocol/secret/ceremony.ts'
import { decodeHeldSecret, encodeHeldSecret, type HeldSecret } from '#protocol/secret/held-secret.ts'
import { pollSums } from '#protocol/secret/sound-act.ts'
import { makePartial, openTally, sumHash } from '#protocol/secret/tally.ts'
import type { ActOutcome } from '../acts/act-sender.ts'
import type { Settings } from '../ports/device-store.ts'
import { createCell, type Live, type Unsubscribe } from '../ports/live.ts'
import type { CheckRecord } from '../ports/record-check.ts'
import type { MeetingRoom } from './meeting-room.ts'

type Room = Pick<MeetingRoom, 'meeting' | 'state' | 'acts'>

/**
 * no-secret: another machine of this person made the part · false-record: the log does not check out, so nothing of it is
 * opened · another-sum: a part of another sum was already given, and two sums would give a ballot away.
 */
export type CountFailure = Refusal | 'no-secret' | 'false-record' | 'another-sum'

export type KeyHolding = {
  /** Ceremonies in which this machine holds a part. */
  readonly ceremonies: Live<ReadonlySet<string>>
  /** Makes this machine's part of the meeting's key. What follows, it does by itself while it follows the room. */
  take(room: Room): Promise<Result<ActOutcome, Refusal>>
  follow(room: Room): Unsubscribe
  /** Gives this holder's part of opening the sum, after this machine has checked the whole log and added up by itself. */
  count(room: Room, poll: Poll, record: MeetingRecord): Promise<Result<ActOutcome, CountFailure>>
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

  async function load(meeting: MeetingId, ceremony: string): Promise<HeldSecret | null> {
    const text = await settings.get(placeOf(meeting, ceremony))
    if (!text) return null
    const secret = decodeHeldSecret(text)
    if (!ceremonies.get().has(ceremony)) ceremonies.set(new Set(ceremonies.get()).add(ceremony))
    return secret
  }
  const keep = (meeting: MeetingId, ceremony: string, secret: HeldSecret) =>
    settings.set(placeOf(meeting, ceremony), encodeHeldSecret(secret))

  async function forget(meeting: MeetingId, ceremony: string): Promise<void> {
    await settings.set(placeOf(meeting, ceremony), '')
    ceremonies.set(new Set([...ceremonies.get()].filter((other) => other !== ceremony)))
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
      const known = await load(meeting, key.ceremony)
      const secret = known ?? { ...makeHolderSecret(randomBytes), given: {} }
      // Kept before it is promised: a promise without its secret would stop the committee.
      await keep(meeting, key.ceremony, secret)
      await load(meeting, key.ceremony)
      const place = { ceremony: key.ceremony, holder: me }
      const commitment = commitmentOf(secret, place, randomBytes)
      const done = await submit({ t: 'key.commit', meeting, ceremony: key.ceremony, commitment })
      // Another machine of this person was first: what was made here is no part of the key.
      if (!done.ok && known === null) await forget(meeting, key.ceremony)
      return done
    },
    follow(room) {
      const { meeting } = room
      const done = new Set<string>()
      const destroyed = new Set<string>()
      let last: Promise<void> = Promise.resolve()
      async function look(): Promise<void> {
        const { countingKey, polls, sitting } = room.state.get()
        const used = [countingKey, ...[...polls.values()].map((poll) => poll.countingKey)]
        const known = new Map(used.flatMap((key) => (key?.holders.includes(me) ? [[key.ceremony, key] as const] : [])))
        for (const [ceremony, key] of known) {
          const secret = await load(meeting, ceremony)
          if (!secret) continue
          if (sitting.seals.size >= 2) {
            // Chair and secretary vouch for the end: nothing is left to count.
            if (!destroyed.has(ceremony)) await forget(meeting, ceremony)
            destroyed.add(ceremony)
            continue
          }
          const step = key === countingKey ? owedStep(key, secret, meeting) : null
          if (!step || done.has(`${ceremony}/${step.t}`)) continue
          done.add(`${ceremony}/${step.t}`)
          const answer = await submit(step)
          if (!answer.ok) done.delete(`${ceremony}/${step.t}`)
        }
      }
      const lookAgain = () => void (last = last.then(look, look))
      lookAgain()
      return room.state.subscribe(lookAgain)
    },
    async count(room, poll, record) {
      const { meeting } = room
      const key = poll.countingKey
      const secret = key && (await load(meeting, key.ceremony))
      if (!key || !secret) return fail('no-secret')
      const mine = holderShare(secret, key, me)
      const sums = pollSums(poll, record.acts)
      if (!sums || 'against' in mine || (await parts.checkRecord(record)) > 0) return fail('false-record')
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
  return key && sums ? openTally({ key, partials, sums }, poll.ballots.size) : null
}
