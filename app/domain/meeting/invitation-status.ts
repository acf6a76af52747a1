import { createStateMachine } from '../kernel/state-machine.ts'

export const invitationStatuses = [
  'sent', // Chưa xác nhận
  'accepted', // Đã xác nhận tham gia
  'absence-requested', // Báo vắng – chờ duyệt
  'absent-excused', // Vắng có lý do
  'substituted', // Cử người dự thay
] as const
export type InvitationStatus = (typeof invitationStatuses)[number]

export const invitationLifeCycle = createStateMachine<InvitationStatus>()({
  // Once more where the invitation has changed.
  accept: { from: ['sent', 'accepted', 'absence-requested'], to: 'accepted' },
  'request-absence': { from: ['sent', 'accepted'], to: 'absence-requested' },
  'approve-absence': { from: ['absence-requested'], to: 'absent-excused' },
  'refuse-absence': { from: ['absence-requested'], to: 'sent' },
  substitute: { from: ['sent', 'accepted', 'absence-requested'], to: 'substituted' },
})
