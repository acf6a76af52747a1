import { createStateMachine } from '../kernel/state-machine.ts'

export const meetingStatuses = [
  'draft', // Bản nháp
  'pending', // Chờ phê duyệt
  'approved', // Đã phê duyệt
  'invited', // Đã gửi giấy mời: published, participants have it
  'live', // Đang họp
  'paused', // Tạm nghỉ
  'ended', // Đã kết thúc
  'concluded', // Đã có kết luận
  'archived', // Đã lưu trữ
  'postponed', // Hoãn
  'cancelled', // Đã hủy
] as const
export type MeetingStatus = (typeof meetingStatuses)[number]

const beforeLive: MeetingStatus[] = ['draft', 'pending', 'approved', 'invited', 'postponed']

/** A small office publishes straight from the draft; a larger one has the meeting approved first. */
export const meetingLifeCycle = createStateMachine<MeetingStatus>()({
  submit: { from: ['draft'], to: 'pending' },
  approve: { from: ['pending'], to: 'approved' },
  refuse: { from: ['pending'], to: 'draft' },
  publish: { from: ['draft', 'approved', 'postponed'], to: 'invited' },
  withdraw: { from: ['invited'], to: 'draft' },
  start: { from: ['invited'], to: 'live' },
  pause: { from: ['live'], to: 'paused' },
  resume: { from: ['paused'], to: 'live' },
  end: { from: ['live', 'paused'], to: 'ended' },
  conclude: { from: ['ended'], to: 'concluded' },
  archive: { from: ['concluded'], to: 'archived' },
  // Nobody was told of a draft: its date is simply another one.
  postpone: { from: ['invited'], to: 'postponed' },
  cancel: { from: beforeLive, to: 'cancelled' },
})

/** Whether participants (not only the secretariat) have the meeting on their machines. */
export function isShared(status: MeetingStatus): boolean {
  return status !== 'draft' && status !== 'pending' && status !== 'approved'
}

/** Whether the session may still be called off; what people were told for it may still be told otherwise. */
export const isBeforeSession = (status: MeetingStatus): boolean => beforeLive.includes(status)

/** Whether nothing is said before the session any more. */
export function isOver(status: MeetingStatus): boolean {
  return status === 'ended' || status === 'concluded' || status === 'archived' || status === 'cancelled'
}
