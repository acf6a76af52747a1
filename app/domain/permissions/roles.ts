/** Roles in one meeting, from its roster. A person may hold several. Letters in brackets are those of the rights table. */
export const meetingRoles = [
  'chair', // chủ trì (CT)
  'secretary', // thư ký (TK)
  'member', // đại biểu có quyền biểu quyết (ĐB)
  'substitute', // người dự thay (DT)
  'guest', // khách mời (KM)
  'observer', // dự thính (DTh)
  'presenter', // đơn vị chuẩn bị, người trình bày (CB)
  'clerk', // văn thư (VT)
  'teller', // ban kiểm phiếu (KP)
  'assistant', // chuyên viên giúp việc: drafts what a member answers, and signs nothing
  'screen', // màn hình phòng họp (TV)
] as const
export type MeetingRole = (typeof meetingRoles)[number]

/** Whom an item's papers reach only while they are in for it. */
export const isGuest = (roles: readonly MeetingRole[]): boolean =>
  roles.length > 0 && roles.every((role) => role === 'guest' || role === 'observer' || role === 'presenter')

/** Roles in the organisation, from the account. They never give the right to read a paper or to vote. */
export const systemRoles = [
  'unit-admin', // quản trị đơn vị (QĐ)
  'admin', // quản trị hệ thống (QT)
  'secretariat', // cán bộ văn phòng: may prepare meetings, becomes secretary of those they create
] as const
export type SystemRole = (typeof systemRoles)[number]
