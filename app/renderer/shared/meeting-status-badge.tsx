import type { MeetingStatus } from '#domain/meeting/meeting-status.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge } from '#design/index.ts'

const colors: Readonly<Record<MeetingStatus, string>> = {
  draft: 'gray',
  pending: 'yellow',
  approved: 'teal',
  invited: 'union',
  live: 'red',
  paused: 'orange',
  ended: 'gray',
  concluded: 'teal',
  archived: 'gray',
  postponed: 'orange',
  cancelled: 'gray',
}

export function MeetingStatusBadge({
  status,
  isSmall = false,
}: {
  readonly status: MeetingStatus
  readonly isSmall?: boolean
}) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={colors[status]} size={isSmall ? 'sm' : 'lg'} tt="none">
      {t(`meetingStatus.${status}`)}
    </Badge>
  )
}
