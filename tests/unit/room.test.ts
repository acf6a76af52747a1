import { describe, expect, test } from 'vitest'
import { remainingMs, speakingRecords, speakingTurn, waitingTurns } from '#domain/floor/floor.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { lengthOf } from '#domain/kernel/interval.ts'
import { quorumNow, type MeetingAct } from '#domain/meeting/meeting-log.ts'
import { mayReadFile } from '#domain/papers/paper-access.ts'
import { predictEnd } from '#domain/sitting/predict-end.ts'
import { isRecused, mostShown } from '#domain/sitting/sitting.ts'
import { an, binh, chair, chi, file, id, item, live, meeting, question, secretary, session } from '#support/sitting.ts'

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
  test('an item goes on while its parts are discussed, and is concluded when the meeting moves on', () => {
    const sitting = live()
    const [whole, first, second, other] = [id('i', 11), id('i', 12), id('i', 13), id('i', 14)]
    const status = (wanted: typeof whole) => sitting.state.sitting.itemStatuses.get(wanted)
    sitting.must(chair, { t: 'item.open', meeting, item: whole })
    sitting.must(chair, { t: 'item.open', meeting, item: first, under: [whole] })
    expect([status(whole), status(first)]).toEqual(['current', 'current'])
    sitting.must(chair, { t: 'item.open', meeting, item: second, under: [whole] })
    expect([status(whole), status(first), status(second)]).toEqual(['current', 'concluded', 'current'])
    expect(sitting.state.sitting.currentItem).toBe(second)
    sitting.must(chair, { t: 'item.open', meeting, item: other })
    expect([status(whole), status(second), status(other)]).toEqual(['concluded', 'concluded', 'current'])
    sitting.must(chair, { t: 'item.open', meeting, item: first, under: [whole] })
    sitting.must(chair, { t: 'session.end', meeting })
    expect([whole, first, second, other].map(status)).toEqual(Array(4).fill('concluded'))
  })
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
  test('the end is predicted from what is left, less what the present item has used', () => {
    const sitting = live()
    const planned = [1, 2, 3].map((number) => ({ id: id('i', number), depth: 0, minutes: 10 }))
    const left = () => (predictEnd(planned, sitting.state.sitting, sitting.now) - sitting.now) / 60_000
    expect(left()).toBe(30)
    sitting.must(chair, { t: 'item.open', meeting, item })
    sitting.now += 4 * 60_000
    expect(left()).toBe(26)
    sitting.now += 60 * 60_000
    expect(left()).toBe(20)
    sitting.must(chair, { t: 'item.close', meeting, item, outcome: 'deferred' })
    expect(left()).toBe(20)
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
    ['a member prepares the room screen', an, { t: 'screen.queue', meeting, contents: [] }, 'no-right'],
  ])('%s: refused', (_name, by, act, refusal) => {
    expect(live().does(by, act)).toBe(refusal)
  })
})

test('what was on the wall is remembered, the newest first and no more than is looked through', () => {
  const sitting = live()
  for (let n = 1; n <= mostShown + 3; n++)
    sitting.must(chair, { t: 'screen.show', meeting, content: { kind: 'message', text: String(n) } })
  const { screen, shown } = sitting.state.sitting
  expect(shown).toHaveLength(mostShown)
  expect(shown[0]?.content).toEqual(screen)
  expect(shown.at(-1)?.content).toEqual({ kind: 'message', text: '4' })
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
