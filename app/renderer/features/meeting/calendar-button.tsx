import { IconCalendarDown } from '@tabler/icons-react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { calendarFile } from '#domain/meeting/calendar-file.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button } from '#design/index.ts'

/** The meeting for another calendar. */
export function CalendarButton({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const { hostWindow, now } = useApp()
  const { saveFile } = hostWindow
  if (!saveFile) return null
  const save = () => {
    const { id, title, place, description, startsAt, endsAt, status } = meeting
    const text = calendarFile({
      id,
      title,
      place,
      description,
      startsAt,
      endsAt,
      isCancelled: status === 'cancelled',
      now: now(),
    })
    return saveFile(`${title}.ics`, new TextEncoder().encode(text))
  }
  return (
    <Button
      variant="subtle"
      size="compact-md"
      leftSection={<IconCalendarDown size={20} aria-hidden />}
      onClick={() => void save()}
    >
      {t('meeting.toCalendar')}
    </Button>
  )
}
