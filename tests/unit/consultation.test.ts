import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agree,
  answerOf,
  disagree,
  draftFor,
  isOverTime,
  other,
  silentOf,
  type ConsultationQuestion,
  type SilenceRule,
} from '#domain/consultation/consultation.ts'
import { questionResult } from '#domain/consultation/consultation-result.ts'
import { idFromBytes, type PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { rulePresets } from '#domain/voting/vote-rule.ts'
import { actSchema } from '#protocol/commands/acts.ts'
import { an, binh, chair, chi, meeting, secretary, Sitting } from '#support/sitting.ts'

const consultation = idFromBytes('c', new Uint8Array(16).fill(1))
const opinion: ConsultationQuestion = {
  id: 'q1',
  text: 'Thông qua Tờ trình?',
  kind: 'opinion',
  options: [],
  allowsOther: true,
}
const plans: ConsultationQuestion = {
  id: 'q2',
  text: 'Chọn phương án',
  kind: 'options',
  options: [
    { id: 'a', label: 'Phương án 1' },
    { id: 'b', label: 'Phương án 2' },
  ],
  allowsOther: false,
}
const majority = rulePresets[0] ?? null
type Open = Extract<MeetingAct, { t: 'consult.open' }>
const open = (change: Partial<Open> = {}): Open => ({
  t: 'consult.open',
  meeting,
  consultation,
  title: 'Lấy ý kiến về Tờ trình',
  text: '',
  questions: [opinion, plans],
  asked: [chair, an, binh],
  deadline: 5_000_000,
  rule: majority && ruleOf(majority),
  silence: 'not-counted',
  silenceArticle: '',
  ...change,
})
function ruleOf({ name, article, thresholds, tie, tieScope, quorum }: NonNullable<typeof majority>) {
  return { name, article, thresholds, tie, tieScope, quorum }
}
const invited = () =>
  new Sitting([
    [secretary, ['secretary']],
    [chair, ['chair', 'member']],
    [an, ['member']],
    [binh, ['member']],
    [chi, ['guest']],
  ])
const now = (sitting: Sitting) => {
  const found = sitting.state.consultations.get(consultation)
  if (!found) throw new Error('no consultation')
  return found
}
const answer = (sitting: Sitting, choice: string, { text = '', plan = 'a' } = {}): MeetingAct => ({
  t: 'consult.answer',
  meeting,
  consultation,
  opening: now(sitting).opening,
  answers: [
    { question: 'q1', choice, text },
    { question: 'q2', choice: plan, text: '' },
  ],
})
const extend = (deadline: number, reason: string): MeetingAct => ({
  t: 'consult.extend',
  meeting,
  consultation,
  deadline,
  reason,
})
const close = (reason = ''): MeetingAct => ({ t: 'consult.close', meeting, consultation, reason })
function given(change: Partial<Open> = {}): Sitting {
  const sitting = invited()
  sitting.must(secretary, open(change))
  return sitting
}

describe('a consultation', () => {
  test('is answered in writing before any session; the last answer in time counts', () => {
    const sitting = given()
    sitting.must(an, answer(sitting, agree))
    sitting.must(an, answer(sitting, other, { text: 'Cần bổ sung', plan: 'b' }))
    sitting.must(binh, answer(sitting, disagree))
    expect(answerOf(now(sitting), an)?.answers[0]).toMatchObject({ choice: other, text: 'Cần bổ sung' })
    expect(silentOf(now(sitting))).toEqual([chair])
    const result = questionResult(now(sitting), opinion)
    expect([...result.votes]).toEqual([
      [agree, 0],
      [disagree, 1],
      [other, 1],
    ])
    expect(questionResult(now(sitting), plans)).toMatchObject({ silent: 1, judged: null })
  })
  test('an answer after the deadline, or after the end, is kept as late and changes nothing that counts', () => {
    const sitting = given()
    sitting.must(an, answer(sitting, agree))
    sitting.now = 5_000_000
    sitting.must(binh, answer(sitting, agree))
    sitting.now = 5_000_001
    sitting.must(an, answer(sitting, disagree))
    sitting.must(secretary, close())
    sitting.must(chair, answer(sitting, disagree))
    expect(now(sitting).answers.map(({ by }) => by)).toEqual([an, binh])
    expect(now(sitting).late.map(({ by }) => by)).toEqual([an, chair])
    expect(questionResult(now(sitting), opinion).votes.get(agree)).toBe(2)
    expect(isOverTime(now(sitting), 1)).toBe(true)
  })
  test('more time is given with a reason, and what comes within it counts', () => {
    const sitting = given()
    sitting.now = 6_000_000
    expect(sitting.does(secretary, extend(7_000_000, ''))).toBe('reason-needed')
    expect(sitting.does(secretary, extend(5_500_000, 'Mất mạng'))).toBe('invalid')
    sitting.must(secretary, extend(7_000_000, 'Mất mạng'))
    sitting.must(an, answer(sitting, agree))
    expect(now(sitting)).toMatchObject({ deadline: 7_000_000, extensions: [{ reason: 'Mất mạng' }], late: [] })
  })
  test('it ends early only with a reason, unless everybody has answered', () => {
    const sitting = given()
    expect(sitting.does(secretary, close())).toBe('reason-needed')
    for (const person of [chair, an, binh]) sitting.must(person, answer(sitting, agree))
    sitting.must(secretary, close())
    expect(sitting.does(secretary, close('x'))).toBe('illegal-transition')
    expect(sitting.does(secretary, extend(9_000_000, 'x'))).toBe('illegal-transition')
  })
  test.each([
    ['a member', an],
    ['a guest', chi],
  ] as const)('%s can neither send, extend nor end it', (_, person) => {
    expect(invited().does(person, open())).toBe('no-right')
    const sitting = given()
    expect(sitting.does(person, extend(9_000_000, 'x'))).toBe('no-right')
    expect(sitting.does(person, close('x'))).toBe('no-right')
  })
  test('who was not asked has no answer', () => {
    const sitting = given()
    for (const person of [secretary, chi]) expect(sitting.does(person, answer(sitting, agree))).toBe('no-right')
  })
  test.each<readonly [string, Partial<Open>]>([
    ['no question', { questions: [] }],
    ['two questions of one name', { questions: [opinion, opinion] }],
    ['an option alone', { questions: [{ ...plans, options: plans.options.slice(0, 1) }] }],
    ['options of one name', { questions: [{ ...plans, options: [plans.options[0], plans.options[0]] as never }] }],
    ['nobody asked', { asked: [] }],
    ['somebody asked twice', { asked: [an, an] }],
    ['somebody who is not on the roster', { asked: [idFromBytes('p', new Uint8Array(16).fill(9))] }],
    ['a deadline that is over', { deadline: 1_000_000 }],
    ['silence that counts without an article', { silence: 'as-yes' }],
    ['a rule that needs a chair', { rule: majority && { ...ruleOf(majority), tie: 'chair-casting' } }],
  ])('with %s it is not sent', (_, change) => {
    expect(invited().does(secretary, open(change))).toBe('invalid')
  })
  test.each<readonly [string, readonly { question: string; choice: string; text: string }[]]>([
    ['half of the questions', [{ question: 'q1', choice: agree, text: '' }]],
    [
      'a choice that is none',
      [
        { question: 'q1', choice: 'a', text: '' },
        { question: 'q2', choice: 'a', text: '' },
      ],
    ],
    [
      'another opinion without words',
      [
        { question: 'q1', choice: other, text: ' ' },
        { question: 'q2', choice: 'a', text: '' },
      ],
    ],
    [
      'another opinion where there is none',
      [
        { question: 'q1', choice: agree, text: '' },
        { question: 'q2', choice: other, text: 'x' },
      ],
    ],
    [
      'a question twice',
      [
        { question: 'q1', choice: agree, text: '' },
        { question: 'q1', choice: agree, text: '' },
      ],
    ],
  ])('%s is no answer', (_, answers) => {
    const sitting = given()
    const { opening } = now(sitting)
    expect(sitting.does(an, { t: 'consult.answer', meeting, consultation, opening, answers })).toBe('invalid')
  })
  test('an answer to other words than these is refused', () => {
    const sitting = given()
    const act = answer(sitting, agree)
    expect(sitting.does(an, { ...act, opening: 'f'.repeat(64) } as MeetingAct)).toBe('another-question')
  })
  test('its acts pass the schema as they are', () => {
    const sitting = given()
    const acts = [open(), extend(9_000_000, 'x'), close('x'), { ...answer(sitting, agree), opening: 'f'.repeat(64) }]
    for (const act of acts) expect(actSchema.parse(act)).toEqual(act)
  })
})

describe('silence', () => {
  const person = (number: number) => idFromBytes('p', new Uint8Array(16).fill(number)) as PersonId
  const ten = Array.from({ length: 10 }, (_, n) => person(n + 20))
  function asked(silence: SilenceRule, votes: readonly string[]) {
    const sitting = new Sitting([
      [secretary, ['secretary']],
      ...ten.map((each) => [each, ['member']] as const),
    ] as never)
    sitting.must(secretary, open({ questions: [opinion], asked: ten, silence, silenceArticle: 'Quy chế, Điều 9' }))
    votes.forEach((choice, index) =>
      sitting.must(ten[index] as PersonId, {
        t: 'consult.answer',
        meeting,
        consultation,
        opening: now(sitting).opening,
        answers: [{ question: 'q1', choice, text: choice === other ? 'x' : '' }],
      }),
    )
    return questionResult(now(sitting), opinion)
  }
  // product.md, vector 28: 10 asked, 4 for, 1 against, 5 silent.
  test.each<readonly [SilenceRule, string, number]>([
    ['not-counted', 'rejected', 4],
    ['as-yes', 'adopted', 9],
    ['as-abstain', 'rejected', 4],
  ])('%s: %s with %d for', (silence, outcome, yes) => {
    const { judged } = asked(silence, [agree, agree, agree, agree, disagree])
    expect(judged?.decision.outcome).toBe(outcome)
    expect(judged?.decision.checks[0]).toMatchObject({ needed: 6, of: 10 })
    expect(judged?.counts.yes).toBe(yes)
  })
  test('everybody who was asked is counted exactly once, in whatever order answers come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(agree, disagree, other), { maxLength: 10 }), (votes) => {
        const { votes: counted, silent } = asked('not-counted', votes)
        return [...counted.values()].reduce((sum, n) => sum + n, 0) + silent === 10
      }),
      { numRuns: 30 },
    )
  })
})

describe('an answer that somebody drafts', () => {
  const delegated = () => {
    const sitting = invited()
    sitting.must(secretary, open())
    const { opening } = now(sitting)
    const draft = { t: 'consult.draft', meeting, consultation, opening, for: an } as const
    return { sitting, draft: { ...draft, answers: wholeAnswer(agree) } }
  }
  const wholeAnswer = (choice: string) => [
    { question: 'q1', choice, text: '' },
    { question: 'q2', choice: 'a', text: '' },
  ]
  const delegate = (assistant: PersonId | null) =>
    ({ t: 'consult.delegate', meeting, consultation, assistant }) as const
  const stranger = idFromBytes('p', new Uint8Array(16).fill(9))

  test('is the one’s who was asked, and counts for nothing until they send it', () => {
    const { sitting, draft } = delegated()
    expect(sitting.does(stranger, draft)).toBe('no-right')
    sitting.must(an, delegate(stranger))
    // Who drafts may read what it is about, and nothing more.
    expect(sitting.state.roles.get(stranger)).toEqual(['assistant'])
    expect(sitting.does(stranger, draft)).toBeNull()
    expect([answerOf(now(sitting), an), draftFor(now(sitting), an)?.by]).toEqual([null, stranger])
    expect(silentOf(now(sitting))).toContain(an)
    const { opening } = now(sitting)
    sitting.must(an, { t: 'consult.answer', meeting, consultation, opening, answers: wholeAnswer(disagree) })
    expect(draftFor(now(sitting), an)).toBeNull()
    expect(answerOf(now(sitting), an)?.by).toBe(an)
  })
  test.each([
    ['for somebody else', { for: binh }, 'no-right'],
    ['to other words', { opening: 'a'.repeat(64) }, 'another-question'],
    ['with a question left out', { answers: wholeAnswer(agree).slice(1) }, 'invalid'],
  ])('is refused %s', (_name, change, refusal) => {
    const { sitting, draft } = delegated()
    sitting.must(an, delegate(stranger))
    expect(sitting.does(stranger, { ...draft, ...change })).toBe(refusal)
  })
  test('ends when the task is taken back, and keeps the roles of who had some', () => {
    const { sitting, draft } = delegated()
    sitting.must(an, delegate(secretary))
    expect(sitting.state.roles.get(secretary)).toEqual(['secretary'])
    sitting.must(an, delegate(null))
    expect(sitting.does(secretary, draft)).toBe('no-right')
    // What was given with the task goes with it, unless somebody else has given it too.
    sitting.must(an, delegate(stranger))
    sitting.must(binh, delegate(stranger))
    sitting.must(an, delegate(null))
    expect(sitting.state.roles.get(stranger)).toEqual(['assistant'])
    sitting.must(binh, delegate(chi))
    expect([sitting.state.roles.has(stranger), sitting.state.roles.get(chi)]).toEqual([false, ['guest']])
    expect(sitting.does(chi, delegate(stranger))).toBe('no-right')
    expect(sitting.does(an, delegate(an))).toBe('invalid')
  })
})

describe('a reminder', () => {
  test('is the office’s, while somebody is silent and there is time', () => {
    const sitting = invited()
    sitting.must(secretary, open())
    const remind = { t: 'consult.remind', meeting, consultation } as const
    expect(sitting.does(an, remind)).toBe('no-right')
    expect(sitting.does(secretary, remind)).toBeNull()
    expect(now(sitting).reminders).toHaveLength(1)
    sitting.now = 5_000_001
    expect(sitting.does(secretary, remind)).toBe('illegal-transition')
  })
})
