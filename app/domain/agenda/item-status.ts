import { createStateMachine } from '../kernel/state-machine.ts'

export const itemStatuses = [
  'planned', // Chưa họp
  'current', // Đang họp
  'voting', // Đang biểu quyết
  'concluded', // Đã kết luận
  'deferred', // Chuyển phiên sau
  'withdrawn', // Rút khỏi chương trình
] as const
export type ItemStatus = (typeof itemStatuses)[number]

export const itemLifeCycle = createStateMachine<ItemStatus>()({
  begin: { from: ['planned'], to: 'current' },
  'open-vote': { from: ['current'], to: 'voting' },
  'close-vote': { from: ['voting'], to: 'current' },
  conclude: { from: ['current'], to: 'concluded' },
  defer: { from: ['planned', 'current'], to: 'deferred' },
  withdraw: { from: ['planned', 'current'], to: 'withdrawn' },
})
