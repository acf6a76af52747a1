import { describe, expect, test } from 'vitest'
import { remainingMs, speakingRecords, speakingTurn, waitingTurns } from '#domain/floor/floor.ts'
import { idFromBytes, type PersonId, type TurnId } from '#domain/kernel/ids.ts'
import { lengthOf } from '#domain/kernel/interval.ts'
import { judgeMeetingAct } from '#domain/meeting/judge-meeting-act.ts'
import {
  applyMeetingAct,
  emptyMeetingLog,
  quorumNow,
  type MeetingAct,
  type MeetingLogState,
} from '#domain/meeting/meeting-log.ts'
import { mayReadFile } from '#domain/papers/paper-access.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import { isRecused } from '#domain/sitting/sitting.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { revealChoice, type Choice, type PollQuestion } from '#domain/voting/poll.ts'
import { rulePresets } from '#domain/voting/vote-rule.ts'

const id = <Prefix extends 'p' | 'm' | 'i' | 't' | 'n' | 'v'>(prefix: Prefix, number: number) =>
  idFromBytes(prefix, new Uint8Array(16).fill(number))
const meeting = id('m', 1)
const item = id('i', 1)
const [secretary, chair, an, binh, chi] = [0, 1, 2, 3, 4].map((number) => id('p', number)) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
]
const file = 'a'.repeat(64) as never

/** A meeting in someone's hands: every act is judged as the authority judges it, and refused acts change nothing. */
class Sitting {
  state: MeetingLogState = emptyMeetingLog
  now = 1_000_000
  #seq = 0

  constructor(roles: readonly (readonly [PersonId, readonly MeetingRole[]])[]) {
    this.#apply({ t: 'meeting.create', meeting }, secretary)
    for (const [person, given] of roles) this.#apply({ t: 'role.set', meeting, person, roles: given }, secretary)
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
    const world = { hasFile: () => true, isActivePerson: () => true, now: this.now }
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

const session = () =>
  new Sitting([
    [chair, ['chair', 'member']],
    [an, ['member']],
    [binh, ['member']],
    [chi, ['guest']],
  ])
const live = () => {
  const sitting = session()
  sitting.arrives(chair, an, binh)
  sitting.must(chair, { t: 'session.start', meeting, reason: '' })
  return sitting
}
const question = (change: Partial<PollQuestion> = {}): PollQuestion => {
  const { id: _id, english: _english, ...rule } = rulePresets[0] ?? (undefined as never)
  return {
    item,
    title: 'Thông qua tờ trình',
    text: '',
    kind: 'motion',
    options: [],
    min: 0,
    max: 1,
    allowsOther: false,
    mayChange: true,
    show: 'after-close',
    graceSeconds: 0,
    rule,
    repeats: null,
    ...change,
  }
}
const opened = (change: Partial<PollQuestion> = {}) => {
  const sitting = live()
  const poll = id('v', 1)
  sitting.must(secretary, { t: 'poll.prepare', meeting, poll, question: question(change) })
  sitting.must(chair, { t: 'poll.open', meeting, poll, question: question(change), reason: '' })
  return { sitting, poll }
}

describe('coming in', () => {
  test('presence is a list of intervals, and the quorum follows every arrival and departure', () => {
    const sitting = session()
    expect(quorumNow(sitting.state)).toEqual({ present: 0, of: 3, needed: 2, isMet: false })
    sitting.arrives(chair)
    sitting.now += 1000
    sitting.arrives(an)
    expect(quorumNow(sitting.state).isMet).toBe(true)
    sitting.must(an, { t: 'roll.leave', meeting, person: an })
    expect(quorumNow(sitting.state).isMet).toBe(false)
    sitting.now += 1000
    sitting.arrives(an)
    expect(sitting.state.roll.presence.get(an)).toEqual([
      { from: 1_001_000, until: 1_001_000 },
      { from: 1_002_000, until: null },
    ])
  })
  test('a guest who comes in changes no quorum', () => {
    const sitting = session()
    sitting.arrives(chi)
    expect(quorumNow(sitting.state).present).toBe(0)
  })
  test.each<[string, PersonId, MeetingAct, string]>([
    ['a member checks in somebody else', an, { t: 'roll.arrive', meeting, person: binh }, 'no-right'],
    ['a stranger checks in', id('p', 9), { t: 'roll.arrive', meeting, person: id('p', 9) }, 'invalid'],
    ['somebody leaves who is not there', an, { t: 'roll.leave', meeting, person: an }, 'illegal-transition'],
    ['a member locks the roll', an, { t: 'roll.lock', meeting, locked: true }, 'no-right'],
    [
      'an absence without a reason',
      an,
      { t: 'invitation.reply', meeting, person: an, answer: 'request-absence', reason: ' ', substitute: null },
      'reason-needed',
    ],
    [
      'a reply for somebody else',
      an,
      { t: 'invitation.reply', meeting, person: binh, answer: 'accept', reason: '', substitute: null },
      'no-right',
    ],
    [
      'a member accepts their own absence',
      an,
      { t: 'absence.decide', meeting, person: an, decision: 'approve-absence' },
      'no-right',
    ],
  ])('%s: refused', (_name, by, act, refusal) => {
    expect(session().does(by, act)).toBe(refusal)
  })
  test('a locked roll is kept by the secretary alone', () => {
    const sitting = session()
    sitting.must(secretary, { t: 'roll.lock', meeting, locked: true })
    expect(sitting.does(an, { t: 'roll.arrive', meeting, person: an })).toBe('roll-locked')
    expect(sitting.does(secretary, { t: 'roll.arrive', meeting, person: an })).toBeNull()
  })
  test('a substitute may read and speak, and has no vote', () => {
    const sitting = session()
    const substitute = id('p', 7)
    sitting.must(an, { t: 'invitation.reply', meeting, person: an, answer: 'substitute', reason: '', substitute })
    expect(sitting.state.roles.get(substitute)).toEqual(['substitute'])
    sitting.arrives(substitute, chair, binh)
    sitting.must(chair, { t: 'session.start', meeting, reason: '' })
    expect(sitting.requests(substitute, id('n', 1))).toBeNull()
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })
    expect(sitting.votes(substitute, id('v', 1), { choice: { kind: 'yes' } })).toBe('no-right')
  })
})

describe('conduct', () => {
  test('a session begins with enough members, or with a reason that is kept', () => {
    const sitting = session()
    expect(sitting.does(an, { t: 'session.start', meeting, reason: '' })).toBe('no-right')
    expect(sitting.does(chair, { t: 'session.start', meeting, reason: '' })).toBe('not-quorate')
    sitting.must(chair, { t: 'session.start', meeting, reason: 'Họp khẩn' })
    expect(sitting.state.sitting).toMatchObject({ startReason: 'Họp khẩn', quorumAtStart: { present: 0, needed: 2 } })
  })
  test('one item is current; its time leaves out the breaks', () => {
    const sitting = live()
    sitting.must(chair, { t: 'item.open', meeting, item })
    sitting.now += 60_000
    sitting.must(secretary, { t: 'session.pause', meeting })
    expect(sitting.does(chair, { t: 'item.open', meeting, item: id('i', 2) })).toBe('illegal-transition')
    sitting.now += 600_000
    sitting.must(chair, { t: 'session.resume', meeting })
    sitting.now += 30_000
    sitting.must(chair, { t: 'item.open', meeting, item: id('i', 2) })
    expect(lengthOf(sitting.state.sitting.itemTimes.get(item) ?? [], sitting.now)).toBe(90_000)
    expect([...sitting.state.sitting.itemStatuses]).toEqual([
      [item, 'concluded'],
      [id('i', 2), 'current'],
    ])
  })
  test('a chair who has handed control over conducts no more, until they take it back', () => {
    const sitting = live()
    sitting.must(chair, { t: 'control.hand', meeting, to: an })
    expect(sitting.does(chair, { t: 'item.open', meeting, item })).toBe('not-in-control')
    expect(sitting.does(an, { t: 'item.open', meeting, item })).toBeNull()
    expect(sitting.does(binh, { t: 'control.take', meeting })).toBe('no-right')
    sitting.must(chair, { t: 'control.take', meeting })
    expect(sitting.does(an, { t: 'session.pause', meeting })).toBe('no-right')
    expect(sitting.does(chair, { t: 'session.pause', meeting })).toBeNull()
  })
  test('control goes to nobody who may not conduct, and leaves with the role', () => {
    const sitting = live()
    expect(sitting.does(chair, { t: 'control.hand', meeting, to: chi })).toBe('invalid')
    expect(sitting.does(chair, { t: 'control.hand', meeting, to: id('p', 9) })).toBe('invalid')
    sitting.must(chair, { t: 'control.hand', meeting, to: an })
    sitting.must(secretary, { t: 'role.set', meeting, person: an, roles: [] })
    expect(sitting.does(an, { t: 'session.pause', meeting })).toBe('no-right')
  })
  test('the end closes presence and turns, and nothing is conducted after it', () => {
    const sitting = live()
    sitting.requests(an, id('n', 1))
    sitting.must(chair, { t: 'floor.call', meeting, turn: id('n', 1) })
    sitting.must(chair, { t: 'session.end', meeting })
    expect(quorumNow(sitting.state).present).toBe(0)
    expect(speakingTurn(sitting.state.floor)).toBeNull()
    expect(sitting.does(chair, { t: 'item.open', meeting, item })).toBe('illegal-transition')
    expect(sitting.does(an, { t: 'roll.arrive', meeting, person: an })).toBe('illegal-transition')
  })
})

test('a sealed log takes nothing more but seals, and the withdrawal of a paper', () => {
  const sitting = live()
  const seal = { t: 'log.seal', meeting, seq: 1, head: 'd'.repeat(64) } as const
  expect(sitting.does(chair, seal)).toBe('illegal-transition')
  sitting.must(chair, { t: 'session.end', meeting })
  expect(sitting.does(an, seal)).toBe('no-right')
  sitting.must(chair, seal)
  expect(sitting.does(chair, seal)).toBe('illegal-transition')
  expect(sitting.does(secretary, { t: 'role.set', meeting, person: an, roles: [] })).toBe('illegal-transition')
  expect(
    sitting.does(secretary, { t: 'paper.withdraw', meeting, paper: id('t', 1), reason: 'thu hồi sau họp' }),
  ).toBeNull()
  expect(sitting.does(secretary, seal)).toBeNull()
})

describe('the floor', () => {
  test('points of order come first, the others in order, and the chair moves them', () => {
    const sitting = live()
    for (const [index, by] of [an, binh, chair].entries()) sitting.requests(by, id('n', index + 1))
    sitting.requests(binh, id('n', 4), { kind: 'procedure' })
    sitting.must(chair, { t: 'floor.move', meeting, turn: id('n', 3), before: id('n', 1) })
    expect(waitingTurns(sitting.state.floor).map(({ id: turn }) => turn)).toEqual([4, 3, 1, 2].map((n) => id('n', n)))
    expect(sitting.does(an, { t: 'floor.move', meeting, turn: id('n', 1), before: null })).toBe('no-right')
  })
  test('one speaks at a time: a question interrupts, another turn ends, and the clock stands still in between', () => {
    const sitting = live()
    sitting.requests(an, id('n', 1))
    sitting.requests(binh, id('n', 2), { kind: 'question', target: an })
    sitting.must(chair, { t: 'floor.call', meeting, turn: id('n', 1) })
    sitting.now += 60_000
    sitting.must(chair, { t: 'floor.call', meeting, turn: id('n', 2) })
    sitting.now += 30_000
    expect(sitting.state.floor.turns.get(id('n', 1))?.status).toBe('paused')
    sitting.must(chair, { t: 'floor.resume', meeting, turn: id('n', 1) })
    expect(sitting.state.floor.turns.get(id('n', 2))?.status).toBe('done')
    sitting.now += 60_000
    const turn = speakingTurn(sitting.state.floor)
    expect(turn && remainingMs(turn, sitting.now)).toBe(180_000)
    sitting.must(chair, { t: 'floor.extend', meeting, turn: id('n', 1), minutes: 1 })
    sitting.must(an, { t: 'floor.finish', meeting, turn: id('n', 1) })
    expect(speakingRecords(sitting.state.floor, sitting.now).get(an)).toEqual({ turns: 1, spokenMs: 120_000 })
  })
  test('a closed list takes nobody but a point of order; twice the same is one', () => {
    const sitting = live()
    expect(sitting.requests(an, id('n', 1))).toBeNull()
    expect(sitting.requests(an, id('n', 2))).toBe('already-exists')
    sitting.must(chair, { t: 'floor.close', meeting, closed: true })
    expect(sitting.requests(binh, id('n', 3))).toBe('list-closed')
    expect(sitting.requests(binh, id('n', 4), { kind: 'procedure' })).toBeNull()
  })
  test.each<[string, PersonId, MeetingAct, string]>([
    [
      'a member asks for the floor in another name',
      an,
      {
        t: 'floor.request',
        meeting,
        turn: id('n', 1),
        person: binh,
        item: null,
        kind: 'speech',
        topic: '',
        minutes: 5,
        target: null,
      },
      'no-right',
    ],
    ['a member calls a speaker', an, { t: 'floor.call', meeting, turn: id('n', 9) }, 'no-right'],
    ['a turn that is not there', chair, { t: 'floor.call', meeting, turn: id('n', 9) }, 'unknown-turn'],
    [
      'a question to nobody',
      an,
      {
        t: 'floor.request',
        meeting,
        turn: id('n', 1),
        person: an,
        item: null,
        kind: 'question',
        topic: '',
        minutes: 5,
        target: null,
      },
      'invalid',
    ],
    ['a guest moves the room to an item', chi, { t: 'item.open', meeting, item }, 'no-right'],
    ['a guest writes on the room screen', chi, { t: 'screen.show', meeting, content: { kind: 'blank' } }, 'no-right'],
  ])('%s: refused', (_name, by, act, refusal) => {
    expect(live().does(by, act)).toBe(refusal)
  })
})

describe('recusal', () => {
  test('who has an interest loses the papers of the item and their vote in it, and only there', () => {
    const sitting = live()
    sitting.must(an, { t: 'recusal.set', meeting, item, person: an, recused: true })
    expect(isRecused(sitting.state.sitting, item, an)).toBe(true)
    expect(mayReadFile(sitting.state, sitting.actor(an), file)).toBe(false)
    expect(mayReadFile(sitting.state, sitting.actor(binh), file)).toBe(true)
    expect(sitting.requests(an, id('n', 1), { item })).toBe('no-right')
    expect(sitting.requests(an, id('n', 1), { item: null })).toBeNull()
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })
    expect(sitting.votes(an, id('v', 1), { choice: { kind: 'yes' } })).toBe('not-entitled')
    expect(sitting.does(an, { t: 'recusal.set', meeting, item, person: an, recused: false })).toBe('vote-open')
  })
  test('a member recuses nobody else', () => {
    expect(live().does(an, { t: 'recusal.set', meeting, item, person: binh, recused: true })).toBe('no-right')
  })
})

describe('a vote', () => {
  test('the list is frozen when it opens: who comes later has no ballot', () => {
    const sitting = session()
    sitting.arrives(chair, an)
    sitting.must(chair, { t: 'session.start', meeting, reason: '' })
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })
    sitting.arrives(binh)
    expect(sitting.votes(binh, id('v', 1), { choice: { kind: 'yes' } })).toBe('not-entitled')
  })
  test('the last ballot before the close counts; one that comes later is kept and never counted', () => {
    const { sitting, poll } = opened()
    expect(sitting.votes(an, poll, { choice: { kind: 'no' } })).toBeNull()
    expect(sitting.votes(an, poll, { choice: { kind: 'yes' } })).toBe('already-voted')
    expect(sitting.votes(an, poll, { rev: 2, choice: { kind: 'yes' } })).toBeNull()
    expect(sitting.votes(chair, poll, { choice: { kind: 'yes' } })).toBeNull()
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    sitting.now += 1
    expect(sitting.votes(binh, poll, { choice: { kind: 'no' } })).toBeNull()
    sitting.must(chair, { t: 'poll.publish', meeting, poll })
    const closed = sitting.state.polls.get(poll)
    expect(closed && pollResult(closed)).toMatchObject({
      counts: { yes: 2, no: 0, total: 3 },
      silent: 1,
      decision: { outcome: 'adopted' },
    })
    expect(closed?.late.map(({ voter }) => voter)).toEqual([binh])
    expect(sitting.votes(binh, poll, { rev: 2, choice: { kind: 'yes' } })).toBe('already-voted')
  })
  test('a ballot whose choice was lost decides nothing, rather than something wrong', () => {
    const { sitting, poll } = opened()
    for (const by of [an, binh, chair]) sitting.votes(by, poll, { choice: { kind: 'yes' } })
    const whole = sitting.state.polls.get(poll)
    const ballot = whole?.ballots.get(an)
    if (!whole || !ballot) throw new Error('No ballot')
    const lost = { ...whole, ballots: new Map(whole.ballots).set(an, { ...ballot, choice: null }) }
    expect(pollResult(whole)).toMatchObject({ decision: { outcome: 'adopted' } })
    expect(pollResult(lost)).toMatchObject({ decision: { outcome: 'no-decision' } })
  })
  test('ballots under way have the seconds that were promised, and the result waits for them', () => {
    const { sitting, poll } = opened({ graceSeconds: 5 })
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    sitting.now += 5000
    expect(sitting.votes(an, poll, { choice: { kind: 'yes' } })).toBeNull()
    expect(sitting.state.polls.get(poll)?.ballots.has(an)).toBe(true)
    sitting.now -= 1
    expect(sitting.does(chair, { t: 'poll.publish', meeting, poll })).toBe('grace-runs')
  })
  test('a ballot belongs to one opening of one vote', () => {
    const { sitting, poll } = opened()
    expect(
      sitting.does(an, {
        t: 'poll.ballot',
        meeting,
        poll,
        opening: 'another',
        voter: an,
        rev: 1,
        seal: 'c'.repeat(64),
        helpReason: '',
      }),
    ).toBe('another-question')
  })
  test('a vote does not open without enough members unless the reason is written down', () => {
    const sitting = live()
    for (const person of [an, binh]) sitting.must(person, { t: 'roll.leave', meeting, person })
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: question() })
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question(), reason: '' })).toBe(
      'not-quorate',
    )
  })
  test('a show of hands counts only those without a ballot', () => {
    const { sitting, poll } = opened()
    sitting.votes(an, poll, { choice: { kind: 'yes' } })
    const count = (yes: number) => ({ yes, no: 0, abstain: 0, countedBy: 'Thư ký' })
    expect(sitting.does(secretary, { t: 'poll.count', meeting, poll, count: count(3) })).toBe('invalid')
    sitting.must(secretary, { t: 'poll.count', meeting, poll, count: count(2) })
    const counted = sitting.state.polls.get(poll)
    expect(counted && pollResult(counted)).toMatchObject({ counts: { yes: 3 }, silent: 0 })
  })
  test('a closed vote never opens again, and an open one stops the room from moving on', () => {
    const { sitting, poll } = opened()
    expect(sitting.does(chair, { t: 'item.open', meeting, item })).toBe('vote-open')
    expect(sitting.does(chair, { t: 'session.end', meeting })).toBe('vote-open')
    sitting.must(chair, { t: 'poll.close', meeting, poll })
    expect(sitting.does(chair, { t: 'poll.open', meeting, poll, question: question(), reason: '' })).toBe(
      'illegal-transition',
    )
    expect(sitting.does(an, { t: 'poll.publish', meeting, poll })).toBe('no-right')
    expect(sitting.does(chair, { t: 'poll.annul', meeting, poll, reason: '' })).toBe('reason-needed')
  })
  test('options: what was picked is counted, and a tie is named as one', () => {
    const { sitting, poll } = opened({
      kind: 'options',
      options: ['một', 'hai', 'ba'].map((label, index) => ({ id: `o${index + 1}`, label })),
      min: 1,
      max: 2,
    })
    sitting.votes(an, poll, { choice: { kind: 'options', picks: ['o1', 'o2'] } })
    sitting.votes(binh, poll, { choice: { kind: 'options', picks: ['o2', 'o1'] } })
    sitting.votes(chair, poll, { choice: { kind: 'options', picks: ['o3'] } })
    const done = sitting.state.polls.get(poll)
    expect(done && pollResult(done)).toMatchObject({ cast: 3, leading: ['o1', 'o2'] })
  })
})
