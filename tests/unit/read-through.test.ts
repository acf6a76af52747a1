import { expect, test, vi } from 'vitest'
import type { PaperRow } from '#application/projection/rows.ts'
import { readThrough, turnPage } from '#renderer/features/reader/read-through.ts'

const paper = (id: string, pos: number, more: Partial<PaperRow> = {}) =>
  ({ id, pos, pageCount: 10, status: 'published', ...more }) as PaperRow
const papers = [paper('c', 2), paper('a', 0), paper('x', 1, { status: 'withdrawn' }), paper('b', 1, { pageCount: 4 })]

test('papers follow each other as in the agenda; withdrawn ones are passed over', () => {
  const open = vi.fn()
  const of = (id: string) => readThrough(papers, papers.find((each) => each.id === id) ?? paper('?', 9), open)
  expect(of('a')).toMatchObject({ pagesBefore: 0, pagesInAll: 24, previous: null, next: { id: 'b' } })
  expect(of('b')).toMatchObject({ pagesBefore: 10, previous: { id: 'a' }, next: { id: 'c' } })
  expect(of('c')).toMatchObject({ pagesBefore: 14, next: null })
  expect(of('x')).toBeNull()
})
test('turning the page goes on in the next paper, and back to the end of the one before', () => {
  const open = vi.fn()
  const goToPage = vi.fn()
  const view = (page: number) => ({ page: () => page, pageCount: 4, goToPage })
  const through = readThrough(papers, papers[3] ?? paper('?', 9), open)
  turnPage(view(2), 1, through)
  turnPage(view(4), 1, through)
  turnPage(view(1), -1, through)
  turnPage(view(4), 1, null)
  expect(goToPage.mock.calls).toEqual([[3], [5]])
  expect(open.mock.calls.map(([to, page]) => [(to as PaperRow).id, page as number])).toEqual([
    ['c', 1],
    ['a', 10],
  ])
})
