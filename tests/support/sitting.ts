import { idFromBytes, type PersonId, type TurnId } from '#domain/kernel/ids.ts'
import { judgeMeetingAct } from '#domain/meeting/judge-meeting-act.ts'
import { applyMeetingAct, emptyMeetingLog, type MeetingAct, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import { revealChoice } from '#domain/voting/reveal.ts'
import type { Choice, PollQuestion } from '#domain/voting/question.ts'
import { voteQuestion } from './vote-question.ts'

export const id = <Prefix extends 'p' | 'm' | 'i' | 't' | 'n' | 'v'>(prefix: Prefix, number: number) =>
  idFromBytes(prefix, new Uint8Array(16).fill(number))
export const meeting = id('m', 1)
export const item = id('i', 1)
/** binh and an are members, chi is a guest. */
export const [secretary, chair, an, binh, chi] = [0, 1, 2, 3, 4].map((number) => id('p', number)) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
]
export const file = 'a'.repeat(64) as never

/** A meeting in someone's hands: every act is judged as the authority judges it, and refused acts change nothing. */
export class Sitting {
  state: MeetingLogState = emptyMeetingLog
  now = 1_000_000
  #seq = 0

  constructor(
    roles: readonly (readonly [PersonId, readonly MeetingRole[]])[],
    { isOut = true }: { readonly isOut?: boolean } = {},
  ) {
    this.#apply({ t: 'meeting.create', meeting }, secretary)
    for (const [person, given] of roles) this.#apply({ t: 'role.set', meeting, person, roles: given }, secretary)
    if (!isOut) return
    const paper = {
      paper: id('t', 1),
      item,
      title: 'Tờ trình',
      kind: 'submission' as const,
      position: 'V',
      version: { file, size: 1, sha256: 'b'.repeat(64), pageCount: 1 },
    }
    this.#apply({ t: 'meeting.publish', meeting, papers: [paper] }, secretary)
  }
  #apply(act: MeetingAct, by: PersonId): void {
    this.#seq++
    this.state = applyMeetingAct(this.state, act, { by, at: this.now, seq: this.#seq, hash: `hash-${this.#seq}` })
  }
  actor(person: PersonId) {
    return { person, systemRoles: [], suspended: false, deviceRevoked: false }
  }
  /** The refusal, or null when it was done. */
  does(by: PersonId, act: MeetingAct): string | null {
    const world = { hasFile: () => true, isActivePerson: () => true, isOfUnit: () => true, now: this.now }
    const judged = judgeMeetingAct(this.state, act, { actor: this.actor(by), world })
    if (!judged.ok) return judged.error
    this.#apply(act, by)
    return null
  }
  must(by: PersonId, act: MeetingAct): void {
    const refusal = this.does(by, act)
    if (refusal !== null) throw new Error(`${act.t}: ${refusal}`)
  }
  arrives(...persons: readonly PersonId[]): void {
    for (const person of persons) this.must(person, { t: 'roll.arrive', meeting, person })
  }
  requests(by: PersonId, turn: TurnId, change: Partial<Extract<MeetingAct, { t: 'floor.request' }>> = {}) {
    return this.does(by, {
      t: 'floor.request',
      meeting,
      turn,
      person: by,
      item: null,
      kind: 'speech',
      topic: '',
      minutes: 5,
      target: null,
      ...change,
    })
  }
  votes(by: PersonId, poll: ReturnType<typeof id<'v'>>, { rev = 1, choice }: { rev?: number; choice: Choice }) {
    const { opening } = this.state.polls.get(poll) ?? { opening: '' }
    const refusal = this.does(by, {
      t: 'poll.ballot',
      meeting,
      poll,
      opening,
      voter: by,
      rev,
      seal: 'c'.repeat(64),
      helpReason: '',
    })
    if (refusal === null)
      this.state = { ...this.state, polls: revealChoice(this.state.polls, { poll, seq: this.#seq, choice }) }
    return refusal
  }
}

export const session = () =>
  new Sitting([
    [chair, ['chair', 'member']],
    [an, ['member']],
    [binh, ['member']],
    [chi, ['guest']],
  ])
export const live = () => {
  const sitting = session()
  sitting.arrives(chair, an, binh)
  sitting.must(chair, { t: 'session.start', meeting, reason: '' })
  return sitting
}
export const question = (change: Partial<PollQuestion> = {}): PollQuestion => voteQuestion({ item, ...change })
export const opened = (change: Partial<PollQuestion> = {}) => {
  const sitting = live()
  const poll = id('v', 1)
  sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question(change) })
  sitting.must(chair, { t: 'poll.open', meeting, poll, question: question(change), reason: '' })
  return { sitting, poll }
}
