import { expect, test } from 'vitest'
import type { MeetingRow } from '#application/projection/rows.ts'
import { prefaceOf } from '#renderer/features/meeting/pack-preface.ts'

const row = (more: Partial<MeetingRow>) =>
  ({ bodyId: 'b1', startsAt: 0, status: 'ended', title: '', decisions: [], tasks: [], ...more }) as MeetingRow
const task = (title: string, due: number, status = 'open') => ({ title, lead: 'p', due, status }) as never
const decision = (title: string, text: string) => ({ title, text, sentence: { vi: 'Đã thông qua', en: '' } }) as never
const words = {
  conclusions: (title: string) => `Kết luận: ${title}`,
  tasks: 'Nhiệm vụ',
  task: ({ title, lead, due }: { title: string; lead: string; due: string }) => `${title} – ${lead} – ${due}`,
  nameOf: () => 'An',
  dateOf: String,
  language: 'vi' as const,
}
const now = row({ startsAt: 10, status: 'invited' })

test('the last meeting of the same body, and all its tasks that are open', () => {
  const all = [
    now,
    row({
      startsAt: 5,
      title: 'Kỳ 5',
      decisions: [decision('Điều lệ', 'Sửa Điều 3')],
      tasks: [task('Sau', 9), task('Xong', 1, 'done')],
    }),
    row({ startsAt: 3, title: 'Kỳ 3', decisions: [decision('Cũ', 'Cũ')], tasks: [task('Trước', 2)] }),
    row({ startsAt: 7, title: 'Hoãn', status: 'cancelled' }),
    row({ startsAt: 8, bodyId: 'b2', title: 'Ban khác', tasks: [task('Không', 1)] }),
  ]
  expect(prefaceOf(now, all, words)).toEqual([
    { title: 'Kết luận: Kỳ 5', lines: ['Điều lệ. Sửa Điều 3. Đã thông qua'] },
    { title: 'Nhiệm vụ', lines: ['Trước – An – 2', 'Sau – An – 9'] },
  ])
})
test('nothing is said where there is nothing to say', () => {
  expect(prefaceOf(now, [now, row({ startsAt: 5 })], words)).toEqual([])
  expect(
    prefaceOf(
      row({ bodyId: '', startsAt: 10 }),
      [row({ bodyId: '', startsAt: 5, decisions: [decision('x', 'y')] })],
      words,
    ),
  ).toEqual([])
})
