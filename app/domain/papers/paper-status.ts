import { createStateMachine } from '../kernel/state-machine.ts'

export const paperStatuses = [
  'requested', // Chờ nộp
  'draft', // Nháp
  'submitted', // Chờ duyệt
  'approved', // Đã duyệt
  'rejected', // Từ chối
  'published', // Đã phát hành
  'withdrawn', // Đã thu hồi: content key destroyed, the row remains
  'archived', // Đã lưu trữ
] as const
export type PaperStatus = (typeof paperStatuses)[number]

/** A secretary who prepares papers alone publishes straight from the draft. */
export const paperLifeCycle = createStateMachine<PaperStatus>()({
  receive: { from: ['requested'], to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  reject: { from: ['submitted'], to: 'rejected' },
  revise: { from: ['rejected'], to: 'draft' },
  publish: { from: ['draft', 'approved'], to: 'published' },
  replace: { from: ['published'], to: 'published' },
  withdraw: { from: ['published'], to: 'withdrawn' },
  archive: { from: ['published', 'withdrawn'], to: 'archived' },
})
