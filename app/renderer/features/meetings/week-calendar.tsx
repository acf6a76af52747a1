import { dayMs } from '#domain/kernel/time.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { Text, UnstyledButton } from '#design/index.ts'
import { dayStart, weekStart } from './calendar-dates.ts'
import type { HeldMeeting } from './held-meeting.ts'
import classes from './meetings.module.css'

/** The weekly work schedule, a column per day. */
export function WeekCalendar({ meetings, at }: { readonly meetings: readonly HeldMeeting[]; readonly at: number }) {
  const { t } = useTranslation()
  const { router, now } = useApp()
  const formats = useFormats()
  const first = weekStart(at)
  const days = Array.from({ length: 7 }, (_, index) => first + index * dayMs)
  return (
    <div className={classes.week}>
      {days.map((day) => {
        const here = meetings.filter(({ startsAt }) => dayStart(startsAt) === day)
        return (
          <section
            key={day}
            className={classes.day}
            data-today={dayStart(now()) === day || undefined}
            aria-label={formats.day(day)}
          >
            <header className={classes.dayHead}>{formats.shortDay(day)}</header>
            {here.length === 0 && (
              <Text size="sm" c="dimmed" className={classes.free}>
                {t('meetings.free')}
              </Text>
            )}
            {here.map((meeting) => (
              <UnstyledButton
                key={meeting.id}
                className={classes.weekMeeting}
                disabled={meeting.isMine === false}
                onClick={() => router.go({ screen: 'meeting', meeting: meeting.id, tab: 'agenda' })}
              >
                <span className={classes.whenTime}>{formats.time(meeting.startsAt)}</span>
                <span className={classes.weekTitle}>{meeting.title || t('meetings.untitled')}</span>
                {meeting.place && <span className={classes.meetingFacts}>{meeting.place}</span>}
                <MeetingStatusBadge status={meeting.status} isSmall />
              </UnstyledButton>
            ))}
          </section>
        )
      })}
    </div>
  )
}
