import { useApp } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { UnstyledButton } from '#design/index.ts'
import { dayStart, monthDays, monthStart } from './calendar-dates.ts'
import type { HeldMeeting } from './held-meeting.ts'
import classes from './meetings.module.css'

const shownPerDay = 3

export function MonthCalendar({ meetings, at }: { readonly meetings: readonly HeldMeeting[]; readonly at: number }) {
  const { t } = useTranslation()
  const { router, now } = useApp()
  const formats = useFormats()
  const days = monthDays(at)
  const byDay = Map.groupBy(meetings, ({ startsAt }) => dayStart(startsAt))
  return (
    <div className={classes.month}>
      {days.slice(0, 7).map((day) => (
        <div key={day} className={classes.weekday} aria-hidden>
          {formats.weekday(day)}
        </div>
      ))}
      {days.map((day) => {
        const here = byDay.get(day) ?? []
        return (
          <section
            key={day}
            className={classes.monthDay}
            aria-label={formats.day(day)}
            data-outside={monthStart(day) !== monthStart(at) || undefined}
            data-today={dayStart(now()) === day || undefined}
          >
            <span className={classes.dayNumber}>
              {new Intl.DateTimeFormat('en', { day: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' }).format(day)}
            </span>
            {here.slice(0, shownPerDay).map((meeting) => (
              <UnstyledButton
                key={meeting.id}
                className={classes.monthMeeting}
                disabled={meeting.isMine === false}
                title={meeting.title}
                onClick={() => router.go({ screen: 'meeting', meeting: meeting.id, tab: 'agenda' })}
              >
                {formats.time(meeting.startsAt)} {meeting.title || t('meetings.untitled')}
              </UnstyledButton>
            ))}
            {here.length > shownPerDay && (
              <span className={classes.meetingFacts}>{t('meetings.more', { count: here.length - shownPerDay })}</span>
            )}
          </section>
        )
      })}
    </div>
  )
}
