import { findInText, searchable } from '#domain/search/search-papers.ts'
import { seeded } from '#support/chance.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'

const papers = 250
const pagesEach = 20
const words =
  'Ban Bí thư đề nghị rà soát chỉ tiêu chuyển đổi số của Điều lệ Đoàn và báo cáo kết quả kinh phí quý năm các đơn vị'.split(
    ' ',
  )

/** What one more letter costs over 5,000 pages; floor: looking for the same letters in the plain text, mark for mark. */
export function measureSearch(): readonly Measurement[] {
  const chance = seeded(7)
  const texts = Array.from({ length: papers }, () =>
    searchable(
      Array.from({ length: pagesEach }, () =>
        Array.from({ length: 380 }, () => words[chance(words.length)] ?? '').join(' '),
      ),
    ),
  )
  const ours: number[] = []
  const floor: number[] = []
  for (const query of ['dieu le doan', 'kinh phi quy', 'khong o dau ca']) {
    for (let length = 2; length <= query.length; length++) {
      const typed = query.slice(0, length)
      let start = performance.now()
      for (const text of texts) findInText(text, typed, 5)
      ours.push(performance.now() - start)
      start = performance.now()
      let found = 0
      for (const { pages } of texts) for (const page of pages) if (page.includes(typed)) found++
      floor.push(performance.now() - start + found * 0)
    }
  }
  return [
    measured('search over 5,000 pages per key, p95', { value: percentile(ours, 0.95), floor: percentile(floor, 0.95) }),
    measured('search over 5,000 pages per key, median', { value: median(ours), floor: median(floor) }),
  ]
}
