import { expect, test } from 'vitest'
import { findByFileName } from '#domain/papers/find-by-file-name.ts'

const papers = ['Tờ trình sửa đổi Điều lệ', 'Phụ lục 1 – Dự toán', 'Phụ lục 2 – Tiến độ', 'Báo cáo'].map((title) => ({
  title,
}))

test.each([
  ['Phụ lục 1 – Dự toán.pdf', 'Phụ lục 1 – Dự toán'],
  ['phu_luc_2-tien_do.docx', 'Phụ lục 2 – Tiến độ'],
  ['BAO CAO.PDF', 'Báo cáo'],
  ['to-trinh-sua-doi-dieu-le', 'Tờ trình sửa đổi Điều lệ'],
  ['du toan.xlsx', 'Phụ lục 1 – Dự toán'],
  ['phụ lục.pdf', null],
  ['không có.pdf', null],
  ['.pdf', null],
  ['', null],
])('%s', (name, title) => {
  expect(findByFileName(papers, name)?.title ?? null).toBe(title)
})
