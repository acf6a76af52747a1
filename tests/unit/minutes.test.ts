import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createMinutesEditor, readMinutes } from '#adapters/yjs/minutes-document.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { composeMinutes, type MinutesWords } from '#domain/minutes/compose-minutes.ts'
import { currentDraft, draftToSign, isSigned, signedDrafts, type MinutesPart } from '#domain/minutes/minutes.ts'
import { actSchema } from '#protocol/commands/acts.ts'
import { mayWriteRoot, minutesRoot } from '#protocol/documents/layouts.ts'
import { an, binh, chair, chi, id, item, live, meeting, question, secretary, type Sitting } from '#support/sitting.ts'

const parts: readonly MinutesPart[] = [{ heading: '1. Khai mạc', paragraphs: ['Chủ trì khai mạc.'] }]
const other: readonly MinutesPart[] = [{ heading: '1. Khai mạc', paragraphs: ['Lời khác.'] }]
const circulate: MeetingAct = { t: 'minutes.circulate', meeting, parts, deadline: null }
const submit: MeetingAct = { t: 'minutes.submit', meeting, parts }

function ended(): Sitting {
  const sitting = live()
  sitting.must(chair, { t: 'session.end', meeting })
  return sitting
}
function sign(
  sitting: Sitting,
  as: 'chair' | 'secretary',
  change: Partial<{ draft: number; hash: string }> = {},
): Extract<MeetingAct, { t: 'minutes.sign' }> {
  const draft = currentDraft(sitting.state.minutes)
  return { t: 'minutes.sign', meeting, draft: draft?.seq ?? 1, hash: draft?.hash ?? '', as, ...change }
}
function signed(): Sitting {
  const sitting = ended()
  sitting.must(secretary, submit)
  sitting.must(chair, sign(sitting, 'chair'))
  sitting.must(secretary, sign(sitting, 'secretary'))
  return sitting
}

describe('signing', () => {
  test('the text is locked by both signatures, and by neither alone', () => {
    const sitting = ended()
    sitting.must(secretary, submit)
    sitting.must(chair, sign(sitting, 'chair'))
    expect(signedDrafts(sitting.state.minutes)).toEqual([])
    sitting.must(secretary, sign(sitting, 'secretary'))
    expect(signedDrafts(sitting.state.minutes)).toMatchObject([{ number: 1, parts }])
    expect(draftToSign(sitting.state.minutes)).toBeNull()
  })
  test('a text that is changed after one signature has to be signed again by both', () => {
    const sitting = ended()
    sitting.must(secretary, submit)
    const before = sign(sitting, 'secretary')
    sitting.must(chair, sign(sitting, 'chair'))
    sitting.must(secretary, { t: 'minutes.submit', meeting, parts: other })
    expect(sitting.does(secretary, before)).toBe('minutes-changed')
    sitting.must(secretary, sign(sitting, 'secretary'))
    expect(signedDrafts(sitting.state.minutes)).toEqual([])
    sitting.must(chair, sign(sitting, 'chair'))
    expect(signedDrafts(sitting.state.minutes)).toMatchObject([{ parts: other }])
  })
  test('there is no way back: what is signed stays, and a correction is a new document with the next number', () => {
    const sitting = signed()
    expect(sitting.does(chair, sign(sitting, 'chair'))).toBe('illegal-transition')
    expect(sitting.does(an, { t: 'minutes.comment', meeting, draft: sign(sitting, 'chair').draft, text: 'Muộn' })).toBe(
      'illegal-transition',
    )
    sitting.must(secretary, { t: 'minutes.submit', meeting, parts: other })
    expect(currentDraft(sitting.state.minutes)).toMatchObject({ number: 2, parts: other })
    expect(signedDrafts(sitting.state.minutes)).toMatchObject([{ number: 1, parts }])
  })
  test('the log may be sealed before its minutes are signed; a conclusion is no longer confirmed then', () => {
    const sitting = ended()
    sitting.must(chair, { t: 'log.seal', meeting, seq: 1, head: 'f'.repeat(64) })
    expect(sitting.does(chair, { t: 'conclusion.confirm', meeting, item, text: 'Muộn' })).toBe('illegal-transition')
    sitting.must(secretary, submit)
    sitting.must(chair, sign(sitting, 'chair'))
    sitting.must(secretary, sign(sitting, 'secretary'))
    expect(isSigned(sitting.state.minutes, currentDraft(sitting.state.minutes)?.seq ?? 0)).toBe(true)
  })
  test.each<[string, PersonId, (sitting: Sitting) => MeetingAct, string]>([
    ['a member signs as the chair', an, (sitting) => sign(sitting, 'chair'), 'no-right'],
    ['the chair signs in the secretary’s place', chair, (sitting) => sign(sitting, 'secretary'), 'no-right'],
    [
      'a signature on another text',
      chair,
      (sitting) => sign(sitting, 'chair', { hash: 'e'.repeat(64) }),
      'minutes-changed',
    ],
    ['a signature on another entry', chair, (sitting) => sign(sitting, 'chair', { draft: 1 }), 'minutes-changed'],
    ['a member submits minutes', an, () => submit, 'no-right'],
    ['empty minutes', secretary, () => ({ t: 'minutes.submit', meeting, parts: [] }), 'invalid'],
    [
      'a guest comments',
      chi,
      (sitting) => ({ t: 'minutes.comment', meeting, draft: draftOf(sitting), text: 'x' }),
      'no-right',
    ],
    [
      'an empty comment',
      an,
      (sitting) => ({ t: 'minutes.comment', meeting, draft: draftOf(sitting), text: ' ' }),
      'invalid',
    ],
    [
      'a comment on an older text',
      an,
      () => ({ t: 'minutes.comment', meeting, draft: 1, text: 'x' }),
      'minutes-changed',
    ],
  ])('%s: refused', (_name, by, act, refusal) => {
    const sitting = ended()
    sitting.must(secretary, submit)
    expect(sitting.does(by, act(sitting))).toBe(refusal)
  })
  const draftOf = (sitting: Sitting) => currentDraft(sitting.state.minutes)?.seq ?? 0

  test('one who chairs and keeps the minutes signs once, and somebody else the other time', () => {
    const sitting = ended()
    sitting.must(secretary, { t: 'role.set', meeting, person: chair, roles: ['chair', 'secretary'] })
    sitting.must(secretary, submit)
    sitting.must(chair, sign(sitting, 'chair'))
    expect(sitting.does(chair, sign(sitting, 'secretary'))).toBe('illegal-transition')
  })
  test('nothing goes out before the end, and what is out for comments is not signed', () => {
    expect(live().does(secretary, circulate)).toBe('illegal-transition')
    const sitting = ended()
    sitting.must(secretary, circulate)
    expect(sitting.does(chair, sign(sitting, 'chair'))).toBe('illegal-transition')
    sitting.must(an, { t: 'minutes.comment', meeting, draft: draftOf(sitting), text: 'Ghi rõ thời hạn' })
    sitting.must(secretary, submit)
    expect(sitting.state.minutes.comments).toMatchObject([{ by: an, text: 'Ghi rõ thời hạn' }])
  })
})

describe('conclusions', () => {
  test('whoever conducts confirms them, and a later one takes the place of the earlier', () => {
    const sitting = live()
    const confirm = (text: string): MeetingAct => ({ t: 'conclusion.confirm', meeting, item, text })
    expect(sitting.does(an, confirm('Tự kết luận'))).toBe('no-right')
    expect(sitting.does(chair, confirm(' '))).toBe('invalid')
    sitting.must(chair, confirm('Giao Văn phòng'))
    sitting.must(chair, confirm('Giao Ban Tổ chức'))
    expect(sitting.state.minutes.conclusions.get(item)).toMatchObject({ text: 'Giao Ban Tổ chức', by: chair })
  })
})

/** Every fact under its own name, so that a test sees what was said and not how. */
const words = new Proxy({ language: 'vi' } as MinutesWords, {
  get: (target, name: string) =>
    name === 'language'
      ? target.language
      : (...values: readonly unknown[]) => (values.length === 0 ? name : `${name}: ${JSON.stringify(values)}`),
})
const names: Readonly<Record<string, string>> = {
  [chair]: 'Chủ trì',
  [secretary]: 'Thư ký',
  [an]: 'An',
  [binh]: 'Bình',
}
const compose = (sitting: Sitting, notes = '') =>
  composeMinutes(
    sitting.state,
    {
      items: [{ id: item, number: '1', title: 'Kế hoạch', presenter: 'Ban Tổ chức' }],
      place: 'Phòng A',
      nameOf: (person) => names[person] ?? '?',
      notes: new Map([[item, notes]]),
    },
    words,
  )

describe('what the machine knows', () => {
  test('stands in the minutes in the order of the meeting: those who were there, notes, votes, the conclusion', () => {
    const sitting = live()
    sitting.must(chair, { t: 'item.open', meeting, item })
    const asked = question({ item })
    sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', 1), question: asked })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: asked, reason: '' })
    sitting.must(chair, { t: 'poll.close', meeting, poll: id('v', 1) })
    const before = compose(sitting)[2]?.paragraphs.join('\n') ?? ''
    expect(before).not.toContain('voted')
    sitting.now += 60_000
    sitting.must(chair, { t: 'poll.publish', meeting, poll: id('v', 1) })
    sitting.must(chair, { t: 'conclusion.confirm', meeting, item, text: 'Thông qua.\nGiao Văn phòng.' })
    sitting.must(chair, { t: 'session.end', meeting })
    const [opening, attendance, first] = compose(sitting, '  An đề nghị.  \n\nBình nhất trí.')
    expect(opening?.paragraphs.map((line) => line.split(':')[0])).toEqual(['startedAt', 'endedAt', 'place'])
    expect(attendance?.paragraphs[0]).toBe('chair: ["Chủ trì"]')
    expect(attendance?.paragraphs.some((line) => line.startsWith('present: '))).toBe(true)
    expect(first?.heading).toBe('1. Kế hoạch')
    const lines = first?.paragraphs ?? []
    expect(lines.slice(0, 3)).toEqual(['presentedBy: ["Ban Tổ chức"]', 'An đề nghị.', 'Bình nhất trí.'])
    const kinds = lines.slice(3).map((line) => line.split(':')[0])
    expect(kinds[0]).toBe('voted')
    expect(kinds[1]).toBe('counts')
    expect(lines.at(-1)).toContain('Giao Văn phòng.')
  })
  test('a result that was annulled is said with its reason, and a vote that was called off is not said at all', () => {
    const sitting = live()
    for (const number of [1, 2]) {
      sitting.must(secretary, { t: 'poll.prepare', meeting, poll: id('v', number), question: question({ item: null }) })
    }
    sitting.must(chair, { t: 'poll.cancel', meeting, poll: id('v', 2), reason: 'Thôi' })
    sitting.must(chair, { t: 'poll.open', meeting, poll: id('v', 1), question: question({ item: null }), reason: '' })
    sitting.must(chair, { t: 'poll.close', meeting, poll: id('v', 1) })
    sitting.now += 60_000
    sitting.must(chair, { t: 'poll.annul', meeting, poll: id('v', 1), reason: 'Sai nội dung' })
    const text = compose(sitting)
      .flatMap(({ paragraphs }) => paragraphs)
      .join('\n')
    expect(text).toContain('annulled: ["Sai nội dung"]')
    expect(text).not.toContain('Thôi')
  })
})

describe('the notes', () => {
  test('two who begin the same item apart both keep their words', () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()]
    createMinutesEditor(first).setText('notes', item, 'Đồng chí An phát biểu.')
    createMinutesEditor(second).setText('notes', item, 'Chủ trì gợi ý.')
    createMinutesEditor(second).setText('conclusion', item, 'Thông qua.')
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    const text = readMinutes(first).notes.get(item)
    expect(text).toContain('Đồng chí An phát biểu.')
    expect(text).toContain('Chủ trì gợi ý.')
    expect(readMinutes(second)).toEqual(readMinutes(first))
  })
  test('a change in the middle touches only its letters', () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()]
    const [one, two] = [createMinutesEditor(first), createMinutesEditor(second)]
    one.setText('notes', item, 'Ý kiến của An. Ý kiến của Bình.')
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    one.setText('notes', item, 'Ý kiến của đồng chí An. Ý kiến của Bình.')
    two.setText('notes', item, 'Ý kiến của An. Ý kiến của đồng chí Bình.')
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
    expect(readMinutes(first).notes.get(item)).toBe('Ý kiến của đồng chí An. Ý kiến của đồng chí Bình.')
  })
  test('there is a place for every item of an agenda and for nothing else', () => {
    expect(mayWriteRoot('minutes', minutesRoot('notes', item), secretary)).toBe(true)
    for (const root of ['notes', 'notes:', 'notes:p_00000000000000000000000000', 'entries', 'other:i_x'])
      expect(mayWriteRoot('minutes', root, secretary)).toBe(false)
  })
})

test('a text that would not fit into a command is refused as such', () => {
  const long = [{ heading: '1', paragraphs: Array.from({ length: 30 }, () => 'x'.repeat(20_000)) }]
  expect(actSchema.safeParse({ t: 'minutes.submit', meeting, parts: long }).success).toBe(false)
  expect(actSchema.safeParse(submit).success).toBe(true)
})
