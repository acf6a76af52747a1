import { readSheet } from 'read-excel-file/universal'
import { expect, test } from 'vitest'
import { writeTable } from '#adapters/tables/write-table.ts'
import { dayMs, minuteMs } from '#domain/kernel/time.ts'
import { figuresOf } from '#domain/statistics/meeting-figures.ts'
import { gatherStatistics, type CountedMeeting } from '#domain/statistics/statistics.ts'
import { an, binh, chair, chi, id, live, meeting } from '#support/sitting.ts'

const now = 100 * dayMs
const counted = (more: Partial<CountedMeeting> = {}): CountedMeeting => ({
  startsAt: now,
  figures: { heldMs: 0, members: [], papers: [], readers: 0 },
  consultations: [],
  tasks: [],
  ...more,
})

test('of a session: who came, who spoke how long, and what the break took is no part of it', () => {
  const sitting = live()
  const started = sitting.state.sitting.startedAt ?? 0
  sitting.now = started + 10 * minuteMs
  sitting.requests(an, id('n', 1))
  sitting.must(chair, { t: 'floor.call', meeting, turn: id('n', 1) })
  sitting.now += 5 * minuteMs
  sitting.must(chair, { t: 'floor.finish', meeting, turn: id('n', 1) })
  sitting.must(chair, { t: 'session.pause', meeting })
  sitting.now += 20 * minuteMs
  sitting.must(chair, { t: 'session.resume', meeting })
  sitting.now += 5 * minuteMs
  sitting.must(chair, { t: 'session.end', meeting })
  const figures = figuresOf(sitting.state, started)
  expect(figures.heldMs).toBe(20 * minuteMs)
  expect(figures.members.find(({ person }) => person === an)).toMatchObject({ turns: 1, spokenMs: 5 * minuteMs })
  expect(figures.members.map(({ person }) => person)).not.toContain(chi)
  expect(figures.papers).toHaveLength(1)
})

test('sums over meetings: attendance, papers in time, sheets saved, answers and tasks', () => {
  const members = [
    { person: an, came: 'present', turns: 2, spokenMs: 60_000 },
    { person: binh, came: 'excused', turns: 0, spokenMs: 0 },
  ] as const
  const papers = [
    { leadMs: 5 * dayMs, pages: 11 },
    { leadMs: 2 * dayMs, pages: 4 },
    { leadMs: -1, pages: 1 },
  ]
  const consultation = {
    asked: [an, binh],
    answers: [{ by: an }],
    late: [],
    deadline: now - 1,
    closedAt: null,
  } as never
  const tasks = [
    { status: 'done', due: 1, extensions: [] },
    { status: 'open', due: now - 1, extensions: [] },
    { status: 'open', due: now + 1, extensions: [] },
    { status: 'cancelled', due: 1, extensions: [] },
  ] as never
  const all = gatherStatistics(
    [
      counted({ figures: { heldMs: 1000, members, papers, readers: 10 }, consultations: [consultation], tasks }),
      counted({ figures: { heldMs: 500, members, papers: [], readers: 3 } }),
      counted(),
    ],
    now,
  )
  expect(all).toMatchObject({
    meetings: 2,
    heldMs: 1500,
    seats: 4,
    present: 2,
    papers: { early: 1, late: 1, onTheDay: 1 },
    pages: 16,
    sheets: (6 + 2 + 1) * 10,
    tasks: { done: 1, open: 1, overdue: 1 },
  })
  expect(all.people).toEqual([
    {
      person: an,
      invited: 2,
      present: 2,
      excused: 0,
      absent: 0,
      turns: 4,
      spokenMs: 120_000,
      asked: 1,
      answered: 1,
      late: 0,
    },
    {
      person: binh,
      invited: 2,
      present: 0,
      excused: 2,
      absent: 0,
      turns: 0,
      spokenMs: 0,
      asked: 1,
      answered: 0,
      late: 1,
    },
  ])
  expect(gatherStatistics([], now)).toMatchObject({ meetings: 0, people: [] })
})

test('a workbook is read back as it was written, with every Vietnamese letter', async () => {
  const rows = [
    ['Họ tên', 'Số lần'],
    ['Đỗ Thị Quỳnh Như – Ủy viên', 12],
    ['=1+1', 0],
  ]
  const bytes = await writeTable([
    { name: 'Người: dự họp [2026]', rows },
    { name: 'Trang hai', rows: [['Một']] },
  ])
  expect(await readSheet(new Blob([bytes]))).toEqual(rows)
  expect(await readSheet(new Blob([bytes]), 'Trang hai')).toEqual([['Một']])
})
