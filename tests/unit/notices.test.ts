import { expect, test } from 'vitest'
import { cameSince, noticesOf } from '#application/projection/notices.ts'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { dayMs, hourMs } from '#domain/kernel/time.ts'
import { an, binh, chair } from '#support/sitting.ts'

const now = 100 * dayMs
const meeting = (more: Partial<MeetingRow>) =>
  ({
    id: 'm1',
    title: 'Phiên họp',
    startsAt: now + 10 * dayMs,
    status: 'invited',
    myRoles: ['member'],
    letters: [],
    consultations: [],
    tasks: [],
    issued: [],
    notesGoneAt: 0,
    notesDays: -1,
    unitInvitations: [],
    preparation: { halt: null, approval: null, requests: [] },
    ...more,
  }) as unknown as MeetingRow
const paper = (title: string, publishedAt: number, more: Partial<PaperRow> = {}) =>
  ({ meetingId: 'm1', title, publishedAt, version: 1, status: 'published', ...more }) as PaperRow
const kinds = (meetings: readonly MeetingRow[], papers: readonly PaperRow[] = [], at = now) =>
  noticesOf({ meetings, papers, me: an, now: at }).map(({ what, title }) => [what.kind, title])

test('papers that came together are one notice; a new version is another; withdrawn ones are none', () => {
  const papers = [
    paper('Một', now - hourMs),
    paper('Hai', now - hourMs + 1),
    paper('Ba', now - 2 * hourMs, { version: 2 }),
    paper('Rút', now - 1, { status: 'withdrawn' }),
  ]
  expect(noticesOf({ meetings: [meeting({})], papers, me: an, now }).map(({ what, title }) => [what, title])).toEqual([
    [{ kind: 'paper', count: 2 }, 'Phiên họp'],
    [{ kind: 'replaced', count: 1 }, 'Ba'],
  ])
})
test('the system tells what came while the window was open: nothing of before, and no flood', () => {
  const notices = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key })) as never
  expect(cameSince(null, notices)).toEqual([])
  expect(cameSince(new Set(['b', 'c', 'd', 'e']), notices)).toEqual([{ key: 'a' }])
  expect(cameSince(new Set(), notices)).toHaveLength(3)
})
test('a meeting is announced a day and an hour before it, until it begins', () => {
  const soon = meeting({ startsAt: now + hourMs / 2 })
  expect(kinds([soon])).toEqual([
    ['soon', 'Phiên họp'],
    ['tomorrow', 'Phiên họp'],
  ])
  expect(kinds([soon], [], now - hourMs)).toEqual([['tomorrow', 'Phiên họp']])
  expect(kinds([soon], [], now + hourMs)).toEqual([])
  expect(kinds([meeting({ startsAt: now + hourMs / 2, myRoles: [] })])).toEqual([])
  expect(kinds([meeting({ startsAt: now + hourMs / 2, status: 'cancelled' })])).toEqual([])
})
test('that a meeting is not held, and what its preparation wants of this person', () => {
  const request = {
    paper: 't1',
    title: 'Báo cáo',
    lead: an,
    askedAt: now - 3,
    sent: [],
    reviewedAt: now - 2,
    reason: '',
  }
  const row = meeting({
    preparation: {
      halt: { kind: 'postponed', reason: '', at: now - 1 },
      approval: { approver: an, at: now - 4 },
      requests: [
        { ...request, status: 'requested' },
        { ...request, paper: 't2', status: 'rejected', reason: 'Thiếu' },
        { ...request, paper: 't3', lead: binh, status: 'requested' },
        { ...request, paper: 't4', status: 'cancelled' },
      ],
    } as never,
  })
  expect(kinds([row]).map(([kind]) => kind)).toEqual(['postponed', 'paper-returned', 'paper-asked', 'approve'])
  expect(kinds([{ ...row, myRoles: [] }]).map(([kind]) => kind)).not.toContain('postponed')
})
test('an invitation that is sent again, and a unit that is to send somebody', () => {
  const row = meeting({
    issued: [{ at: now - 9 }, { at: now - 3 }] as never,
    unitInvitations: [
      { unit: 'u1', head: an, invitedAt: now - 2 },
      { unit: 'u2', head: binh, invitedAt: now - 1 },
    ] as never,
  })
  expect(kinds([row]).map(([kind]) => kind)).toEqual(['unit', 'reissued'])
  expect(kinds([{ ...row, myRoles: [] }]).map(([kind]) => kind)).toEqual(['unit'])
})
test('that notes will go, three days before, or at once where there are fewer', () => {
  const notes = (notesDays: number, notesGoneAt: number) =>
    kinds([meeting({ status: 'ended', notesDays, notesGoneAt })])
  expect(notes(30, now + 3 * dayMs)).toEqual([['notes', 'Phiên họp']])
  expect(notes(30, now + 4 * dayMs)).toEqual([])
  expect(notes(1, now + dayMs)).toEqual([['notes', 'Phiên họp']])
})
test('what is asked of this person, and of nobody else', () => {
  const row = meeting({
    letters: [
      { id: 'l1', kind: 'instruction', from: chair, to: [an], at: now - 3 },
      { id: 'l2', kind: 'note', from: an, to: [chair], at: now - 2 },
    ] as never,
    consultations: [
      { id: 'c1', title: 'Phiếu 1', asked: [an], openedAt: now - 5, reminders: [now - 4] },
      { id: 'c2', title: 'Phiếu 2', asked: [binh], openedAt: now - 5, reminders: [] },
    ] as never,
    tasks: [
      { id: 'w1', title: 'Việc An', lead: an, support: [], status: 'open', assignedAt: now - 1 },
      { id: 'w2', title: 'Việc Bình', lead: binh, support: [], status: 'open', assignedAt: now - 1 },
      { id: 'w3', title: 'Thôi', lead: an, support: [], status: 'cancelled', assignedAt: now - 1 },
    ] as never,
  })
  expect(kinds([row])).toEqual([
    ['task', 'Việc An'],
    ['letter', 'Phiên họp'],
    ['reminded', 'Phiếu 1'],
    ['consult', 'Phiếu 1'],
  ])
})
test('what is a month old, or lies ahead, is no news', () => {
  expect(kinds([meeting({})], [paper('Cũ', now - 31 * dayMs), paper('Đồng hồ sai', now + hourMs)])).toEqual([])
})
