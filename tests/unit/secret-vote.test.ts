import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '#domain/kernel/ids.ts'
import { fillSlots, readTally, slotsOf } from '#domain/voting/ballot-slots.ts'
import { keyStage } from '#domain/voting/counting-key.ts'
import { isFaultyQuestion } from '#domain/voting/judge-question.ts'
import type { Choice, PollQuestion } from '#domain/voting/question.ts'
import { commitmentOf, holderShare, isCommitment, jointKey, makeHolderSecret } from '#protocol/secret/ceremony.ts'
import { base, pointOf, pointText, randomScalar, scalarOf, scalarText, times } from '#protocol/secret/group.ts'
import type { Poll } from '#domain/voting/poll.ts'
import {
  isSecretBallot,
  makeSecretBallot,
  type BallotPlace,
  type SecretBallot,
} from '#protocol/secret/secret-ballot.ts'
import { openQuickCurve } from '#server/authority/quick-curve.ts'
import { isPartial, isTally, makePartial, openTally, sumBallots } from '#protocol/secret/tally.ts'
import { seeded } from '#support/chance.ts'
import { makeCommittee } from '#support/counting-committee.ts'
import { id } from '#support/sitting.ts'
import { voteQuestion } from '#support/vote-question.ts'

const chance = seeded(20_263)
const random = (length: number) => Uint8Array.from({ length }, () => chance(256))
const holders = [id('p', 41), id('p', 42), id('p', 43)]
const committee = makeCommittee(holders, random)
const key = jointKey(committee.key())
const opening = 'a'.repeat(64)
const voters = [1, 2, 3, 4, 5, 6].map((number) => id('p', number))

const motion = voteQuestion({ secret: { minBallots: 3 } })
const list = voteQuestion({
  secret: { minBallots: 3 },
  kind: 'options',
  options: ['o1', 'o2', 'o3', 'o4'].map((option) => ({ id: option, label: option })),
  min: 1,
  max: 3,
})

const confidence = voteQuestion({
  secret: { minBallots: 3 },
  kind: 'confidence',
  options: ['o1', 'o2', 'o3'].map((option) => ({ id: option, label: option })),
})

const place = (question: PollQuestion, voter: PersonId) => ({ question, opening, voter, key })
const ballotOf = (question: PollQuestion, voter: PersonId, choice: Choice) =>
  makeSecretBallot(place(question, voter), choice, random)

describe('what a secret ballot holds', () => {
  test.each<[string, PollQuestion, Choice, readonly number[]]>([
    ['yes', motion, { kind: 'yes' }, [1, 0, 0]],
    ['no', motion, { kind: 'no' }, [0, 1, 0]],
    ['abstain', motion, { kind: 'abstain' }, [0, 0, 1]],
    ['two of at most three', list, { kind: 'options', picks: ['o1', 'o4'] }, [1, 0, 0, 1, 1, 0, 0]],
    ['three of three', list, { kind: 'options', picks: ['o1', 'o2', 'o3'] }, [1, 1, 1, 0, 0, 0, 0]],
    ['one, the fewest', list, { kind: 'options', picks: ['o2'] }, [0, 1, 0, 0, 1, 1, 0]],
    ['abstaining from a list', list, { kind: 'abstain' }, [0, 0, 0, 0, 0, 0, 1]],
    [
      'a level for each person',
      confidence,
      { kind: 'each', answers: { o1: 'high', o2: 'low', o3: 'abstain' } },
      [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    ],
  ])('%s', (_name, question, choice, slots) => {
    expect(fillSlots(question, choice)).toEqual(slots)
    expect(slotsOf(question).count).toBe(slots.length)
    expect(
      isSecretBallot(place(question, voters[0] as PersonId), ballotOf(question, voters[0] as PersonId, choice)),
    ).toBe(true)
  })

  test.each<[string, Partial<PollQuestion>]>([
    ['an opinion in words', { allowsOther: true }],
    ['choices that show at once', { show: 'live' }],
    ['a rule by which the side of the chair decides', { rule: { ...motion.rule, tie: 'chair-side' } }],
    ['too few ballots to hide in', { secret: { minBallots: 2 } }],
  ])('a secret vote with %s is not put', (_name, change) => {
    expect(isFaultyQuestion(motion)).toBe(false)
    expect(isFaultyQuestion({ ...motion, ...change })).toBe(true)
  })
})

const quick = await openQuickCurve()
const nowhere = { question: motion } as unknown as Poll
/** The voters' and verifiers' library, and the server's: what one of them takes the other must take too. */
const libraries: readonly (readonly [string, (at: BallotPlace, ballot: SecretBallot) => boolean])[] = [
  ['as verifiers check it', isSecretBallot],
  [
    'as the server checks it',
    ({ question, opening: named, voter, key: point }, ballot) =>
      quick.isProven({ ...nowhere, question, opening: named, publicKey: pointText(point) }, voter, ballot),
  ],
]

describe.each(libraries)('a ballot that is not what it should be, %s', (_name, check) => {
  const voter = voters[0] as PersonId
  const honest = ballotOf(motion, voter, { kind: 'yes' })
  const isTaken = (ballot: SecretBallot, at: BallotPlace = place(motion, voter)) => check(at, ballot)
  const slot = (index: number) => honest.slots[index] as SecretBallot['slots'][number]
  const otherScalar = (text: string) => scalarText(scalarOf(text) + 1n)

  test('is refused for another voter, another vote and another key', () => {
    expect(isTaken(honest)).toBe(true)
    expect(isTaken(honest, place(motion, voters[1] as PersonId))).toBe(false)
    expect(isTaken(honest, { ...place(motion, voter), opening: 'b'.repeat(64) })).toBe(false)
    expect(isTaken(honest, { ...place(motion, voter), key: key.add(base) })).toBe(false)
  })

  test('is refused when any number in it was changed', () => {
    for (const index of [0, 1, 2])
      for (const part of ['c0', 'z0', 'c1', 'z1'] as const) {
        const bit = { ...slot(index).bit, [part]: otherScalar(slot(index).bit[part]) }
        expect(isTaken({ ...honest, slots: honest.slots.with(index, { ...slot(index), bit }) })).toBe(false)
      }
    for (const index of [0, 1, 2])
      for (const part of ['a', 'b'] as const) {
        const moved = pointText(pointOf(slot(index)[part]).add(base))
        expect(isTaken({ ...honest, slots: honest.slots.with(index, { ...slot(index), [part]: moved }) })).toBe(false)
      }
    const [sum] = honest.sums
    if (!sum) throw new Error('No sum')
    expect(isTaken({ ...honest, sums: [{ ...sum, z: otherScalar(sum.z) }] })).toBe(false)
    expect(isTaken({ ...honest, sums: [{ ...sum, c: otherScalar(sum.c) }] })).toBe(false)
    expect(isTaken({ ...honest, sums: [] })).toBe(false)
  })

  test('is refused with boxes missing, doubled or exchanged, and with bytes that are no point', () => {
    expect(isTaken({ ...honest, slots: honest.slots.slice(0, 2) })).toBe(false)
    expect(isTaken({ ...honest, slots: [...honest.slots, slot(0)] })).toBe(false)
    expect(isTaken({ ...honest, slots: [slot(1), slot(0), slot(2)] })).toBe(false)
    const notPoints = [
      'f'.repeat(64),
      // RFC 9496, A.3: a field element that is not canonical, and a negative one.
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0100000000000000000000000000000000000000000000000000000000000000',
    ]
    for (const a of notPoints)
      expect(isTaken({ ...honest, slots: honest.slots.with(0, { ...slot(0), a }) })).toBe(false)
    const order = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'
    const bit = { ...slot(0).bit, z0: order }
    expect(isTaken({ ...honest, slots: honest.slots.with(0, { ...slot(0), bit }) })).toBe(false)
  })

  test('cannot be made by putting two proven halves together: five votes, or minus one', () => {
    // Five times the first box is a pair of the number five; its proof is of another pair.
    const five = {
      ...slot(0),
      a: pointText(times(pointOf(slot(0).a), 5n)),
      b: pointText(times(pointOf(slot(0).b), 5n)),
    }
    expect(isTaken({ ...honest, slots: honest.slots.with(0, five) })).toBe(false)
    const other = ballotOf(motion, voter, { kind: 'no' })
    expect(isTaken({ slots: honest.slots.with(1, other.slots[1] as never), sums: honest.sums })).toBe(false)
  })

  test('is of the same size whatever was chosen, so that the wire does not tell', () => {
    const sizes = (['yes', 'no', 'abstain'] as const).map(
      (kind) => JSON.stringify(ballotOf(motion, voter, { kind })).length,
    )
    expect(new Set(sizes).size).toBe(1)
    const lists = [['o1'], ['o1', 'o2', 'o3']].map(
      (picks) => JSON.stringify(ballotOf(list, voter, { kind: 'options', picks })).length,
    )
    expect(new Set(lists).size).toBe(1)
  })

  test('two ballots with the same choice share nothing', () => {
    const again = ballotOf(motion, voter, { kind: 'yes' })
    const numbers = (ballot: SecretBallot) => new Set(JSON.stringify(ballot).match(/[0-9a-f]{64}/g))
    expect([...numbers(honest)].filter((number) => numbers(again).has(number))).toEqual([])
  })
})

describe.each(libraries)('a ballot on several people, %s', (_name, check) => {
  const voter = voters[0] as PersonId
  const isTaken = (ballot: SecretBallot) => check(place(confidence, voter), ballot)
  const honest = ballotOf(confidence, voter, { kind: 'each', answers: { o1: 'high', o2: 'medium', o3: 'low' } })
  test('does not give one person two levels at the cost of another', () => {
    // As many boxes as before are 1, but they stand in other rows.
    const twice = ballotOf(confidence, voter, { kind: 'each', answers: { o1: 'medium', o2: 'medium', o3: 'low' } })
    expect(isTaken({ ...honest, slots: honest.slots.with(5, twice.slots[5] as never) })).toBe(false)
    expect(isTaken(honest)).toBe(true)
    expect(isTaken({ ...honest, sums: [...honest.sums].reverse() })).toBe(false)
    expect(isTaken({ ...honest, sums: honest.sums.slice(1) })).toBe(false)
  })
  test('is opened only as one sum for each box', () => {
    const given = [
      { o1: 'high', o2: 'low', o3: 'abstain' },
      { o1: 'high', o2: 'medium', o3: 'low' },
      { o1: 'low', o2: 'medium', o3: 'low' },
    ] as const
    const cast = given.map((answers, index) =>
      ballotOf(confidence, voters[index] as PersonId, { kind: 'each', answers }),
    )
    const weights = [1, 5, 1]
    const sums = sumBallots(
      cast.map((ballot, index) => ({ ballot, weight: weights[index] ?? 0 })),
      slotsOf(confidence).count,
    )
    const partials = new Map(
      holders
        .slice(0, 2)
        .map((holder) => [
          holder,
          makePartial({ key: committee.key(), holder, opening, share: committee.shareOf(holder) }, sums, random),
        ]),
    )
    const tally = openTally({ key: committee.key(), partials, sums }, 7)
    expect(tally && readTally(confidence, tally)).toEqual([
      {
        row: 'o1',
        votes: new Map([
          ['high', 6],
          ['medium', 0],
          ['low', 1],
        ]),
        abstain: 0,
      },
      {
        row: 'o2',
        votes: new Map([
          ['high', 0],
          ['medium', 6],
          ['low', 1],
        ]),
        abstain: 0,
      },
      {
        row: 'o3',
        votes: new Map([
          ['high', 0],
          ['medium', 0],
          ['low', 6],
        ]),
        abstain: 1,
      },
    ])
  })
})

describe('counting', () => {
  const choices: readonly Choice[] = [
    { kind: 'yes' },
    { kind: 'no' },
    { kind: 'yes' },
    { kind: 'abstain' },
    { kind: 'yes' },
    { kind: 'no' },
  ]
  const ballots = choices.map((choice, index) => ballotOf(motion, voters[index] as PersonId, choice))
  const once = (some: readonly SecretBallot[]) => some.map((ballot) => ({ ballot, weight: 1 }))
  const sums = sumBallots(once(ballots), 3)
  const at = (holder: PersonId) => ({ key: committee.key(), holder, opening })
  const partialOf = (holder: PersonId) => makePartial({ ...at(holder), share: committee.shareOf(holder) }, sums, random)

  test.each([
    [0, 1],
    [0, 2],
    [2, 1],
  ])('holders %i and %i together find the totals, and only those', (first, second) => {
    const pair = [holders[first] as PersonId, holders[second] as PersonId]
    const partials = new Map(pair.map((holder) => [holder, partialOf(holder)]))
    for (const [holder, partial] of partials) expect(isPartial(at(holder), partial, sums)).toBe(true)
    const count = { key: committee.key(), partials, sums }
    expect(openTally(count, 6)).toEqual([3, 2, 1])
    expect(isTally(count, [3, 2, 1])).toBe(true)
    for (const wrong of [
      [2, 3, 1],
      [3, 2, 0],
      [3, 2],
      [3, 2, 1, 0],
    ])
      expect(isTally(count, wrong)).toBe(false)
    expect(readTally(motion, [3, 2, 1])).toEqual([
      {
        row: null,
        votes: new Map([
          ['yes', 3],
          ['no', 2],
        ]),
        abstain: 1,
      },
    ])
  })

  test('one holder alone opens nothing', () => {
    const [only] = holders as [PersonId]
    const count = { key: committee.key(), partials: new Map([[only, partialOf(only)]]), sums }
    expect(isTally(count, [3, 2, 1])).toBe(false)
    expect(openTally(count, 6)).toBeNull()
  })

  test('a part is refused for another holder, another vote, another sum, or with a number changed', () => {
    const [first, second] = holders as [PersonId, PersonId]
    const partial = partialOf(first)
    expect(isPartial(at(second), partial, sums)).toBe(false)
    expect(isPartial({ ...at(first), opening: 'b'.repeat(64) }, partial, sums)).toBe(false)
    expect(isPartial(at(first), partial, sumBallots(once(ballots.slice(1)), 3))).toBe(false)
    const [part, ...rest] = partial.parts
    if (!part) throw new Error('No part')
    const moved = { ...part, d: pointText(pointOf(part.d).add(base)) }
    expect(isPartial(at(first), { ...partial, parts: [moved, ...rest] }, sums)).toBe(false)
    expect(isPartial(at(first), { ...partial, parts: rest }, sums)).toBe(false)
  })

  test('a list with more than one pick is added up by option', () => {
    const picks: readonly (readonly string[])[] = [['o1', 'o2'], ['o1'], [], ['o1', 'o2', 'o4'], ['o4'], ['o2']]
    const cast = picks.map((some, index) =>
      ballotOf(
        list,
        voters[index] as PersonId,
        some.length === 0 ? { kind: 'abstain' } : { kind: 'options', picks: some },
      ),
    )
    const listSums = sumBallots(once(cast), slotsOf(list).count)
    const partials = new Map(
      holders
        .slice(0, 2)
        .map((holder) => [holder, makePartial({ ...at(holder), share: committee.shareOf(holder) }, listSums, random)]),
    )
    const tally = openTally({ key: committee.key(), partials, sums: listSums }, 18)
    expect(tally && readTally(list, tally)[0]).toEqual({
      row: null,
      votes: new Map([
        ['o1', 3],
        ['o2', 3],
        ['o3', 0],
        ['o4', 2],
      ]),
      abstain: 1,
    })
  })
})

describe('making the key', () => {
  test('three holders end with one key that none of them has', () => {
    expect(keyStage(committee.key())).toBe('ready')
    for (const holder of holders) expect(times(base, committee.shareOf(holder)).equals(key)).toBe(false)
  })

  test('a promise is refused without the secret behind it, for another holder, and in another ceremony', () => {
    const [holder, other] = holders as [PersonId, PersonId]
    const at = { ceremony: 'c'.repeat(64), holder }
    const commitment = commitmentOf(makeHolderSecret(random), at, random)
    expect(isCommitment(commitment, at)).toBe(true)
    expect(isCommitment(commitment, { ...at, holder: other })).toBe(false)
    expect(isCommitment(commitment, { ...at, ceremony: 'd'.repeat(64) })).toBe(false)
    // The key that cancels the others' leaves its chooser without a secret to prove.
    const cancelling = pointText(times(base, randomScalar(random)).subtract(key))
    expect(isCommitment({ ...commitment, points: [cancelling, commitment.points[1] as string] }, at)).toBe(false)
    expect(isCommitment({ ...commitment, points: ['0'.repeat(64), commitment.points[1] as string] }, at)).toBe(false)
  })

  test('a share that does not match its promise is found by the one who got it, and names its giver', () => {
    const [first, second, third] = holders as [PersonId, PersonId, PersonId]
    const honest = committee.key()
    const shares = new Map(honest.shares)
    const given = honest.shares.get(first) ?? []
    shares.set(
      first,
      given.map((share) => (share.to === second ? { ...share, sealed: bytesToHex(random(32)) } : share)),
    )
    const broken = { ...honest, shares }
    expect(holderShare(committee.secretOf(second), broken, second)).toEqual({ against: first })
    expect(holderShare(committee.secretOf(third), broken, third)).toHaveProperty('share')
  })
})
