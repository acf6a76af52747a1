import { describe, expect, test } from 'vitest'
import { idFromBytes, type PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { isOverdue, progressOf } from '#domain/tasks/task.ts'
import { an, binh, chair, chi, id, item, live, meeting, secretary, session, type Sitting } from '#support/sitting.ts'

const task = idFromBytes('w', new Uint8Array(16).fill(1))
const assign = (change: Partial<Extract<MeetingAct, { t: 'task.assign' }>> = {}): MeetingAct => ({
  t: 'task.assign',
  meeting,
  task,
  item,
  title: 'Hoàn thiện báo cáo',
  lead: an,
  support: [binh],
  due: 5_000_000,
  ...change,
})
const report = (progress: number, text = ''): MeetingAct => ({ t: 'task.report', meeting, task, progress, text })
const close = (outcome: 'done' | 'cancelled', text = ''): MeetingAct => ({
  t: 'task.close',
  meeting,
  task,
  outcome,
  text,
})
const extend = (due: number, reason: string): MeetingAct => ({ t: 'task.extend', meeting, task, due, reason })
function given(): Sitting {
  const sitting = live()
  sitting.must(secretary, assign())
  return sitting
}
const now = (sitting: Sitting) => sitting.state.tasks.get(task)

describe('a task', () => {
  test('is reported on by those who have it, extended and accepted by those who gave it', () => {
    const sitting = given()
    sitting.must(an, report(50, 'Xong dự thảo'))
    sitting.must(binh, report(75))
    sitting.must(secretary, extend(9_000_000, 'Chờ số liệu'))
    expect(now(sitting)).toMatchObject({ due: 9_000_000, extensions: [{ reason: 'Chờ số liệu', by: secretary }] })
    sitting.must(chair, close('done', 'Đạt'))
    expect(now(sitting)).toMatchObject({ status: 'done', closingText: 'Đạt' })
    expect(now(sitting)?.reports.map(({ by, progress }) => [by, progress])).toEqual([
      [an, 50],
      [binh, 75],
    ])
    expect(progressOf({ status: 'done', reports: [] })).toBe(100)
  })
  test('lives on after the end of the meeting and its seals', () => {
    const sitting = given()
    sitting.must(chair, { t: 'session.end', meeting })
    sitting.must(chair, { t: 'log.seal', meeting, seq: 1, head: 'f'.repeat(64) })
    sitting.must(an, report(100, 'Xong'))
    sitting.must(secretary, close('done'))
    expect(now(sitting)?.status).toBe('done')
  })
  test('is overdue only while it is open and its time is over', () => {
    expect(isOverdue({ status: 'open', due: 10 }, 10)).toBe(false)
    expect(isOverdue({ status: 'open', due: 10 }, 11)).toBe(true)
    expect(isOverdue({ status: 'done', due: 10 }, 11)).toBe(false)
  })
  test.each<[string, PersonId, MeetingAct, string]>([
    ['a member gives a task', an, assign({ task: idFromBytes('w', new Uint8Array(16).fill(2)) }), 'no-right'],
    ['the same task twice', secretary, assign(), 'already-exists'],
    [
      'a task for somebody outside the meeting',
      secretary,
      assign({ task: idFromBytes('w', new Uint8Array(16).fill(2)), lead: id('p', 9) }),
      'invalid',
    ],
    [
      'somebody leads and supports',
      secretary,
      assign({ task: idFromBytes('w', new Uint8Array(16).fill(2)), support: [an] }),
      'invalid',
    ],
    ['a report by somebody else', chi, report(10), 'no-right'],
    ['the lead accepts the own work', an, close('done'), 'no-right'],
    ['the lead extends the own time', an, extend(9_000_000, 'Bận'), 'no-right'],
    ['an extension without a reason', secretary, extend(9_000_000, ' '), 'reason-needed'],
    ['an extension into the past', secretary, extend(4_000_000, 'Nhầm'), 'invalid'],
    ['a cancellation without a reason', secretary, close('cancelled'), 'reason-needed'],
  ])('%s: refused', (_name, by, act, refusal) => {
    expect(given().does(by, act)).toBe(refusal)
  })
  test('that is closed is closed; one that was never given is unknown; before the session there are none', () => {
    const sitting = given()
    sitting.must(secretary, close('cancelled', 'Không cần nữa'))
    expect(sitting.does(an, report(10))).toBe('illegal-transition')
    expect(sitting.does(secretary, close('done'))).toBe('illegal-transition')
    expect(live().does(secretary, close('done'))).toBe('unknown-task')
    expect(session().does(secretary, assign())).toBe('illegal-transition')
  })
})
