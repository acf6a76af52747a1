import { useMemo, useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { useOfficeCalendar } from '#renderer/shared/use-office-calendar.ts'
import { EmptyState, Select, Skeleton, useLive } from '#design/index.ts'
import { dayStart } from './calendar-dates.ts'
import type { HeldMeeting } from './held-meeting.ts'
import { MonthCalendar } from './month-calendar.tsx'
import { WeekCalendar } from './week-calendar.tsx'
import classes from './meetings.module.css'

/** Lịch cơ quan, lịch đơn vị: what is held for everybody to know; only own meetings lead further. */
export function OfficeCalendar({
  view,
  at,
  own,
}: {
  readonly view: 'list' | 'week' | 'month'
  readonly at: number
  readonly own: readonly MeetingRow[]
}) {
  const { t } = useTranslation()
  const units = useLive(useWorkspace().directory)?.units ?? []
  const entries = useOfficeCalendar()
  const [unit, setUnit] = useState<string | null>(null)
  const mine = useMemo(() => new Set<string>(own.map(({ id }) => id)), [own])
  const shown: readonly HeldMeeting[] = (entries ?? [])
    .filter((entry) => unit === null || entry.units.some((id) => id === unit))
    .map((entry) => ({ ...entry, isMine: mine.has(entry.id) }))
  if (entries === null) return <Skeleton h={200} aria-busy aria-label={t('common.loading')} />
  if (entries.length === 0)
    return <EmptyState title={t('meetings.calendarEmpty')}>{t('meetings.calendarEmptyText')}</EmptyState>
  return (
    <>
      <Select
        label={t('meetings.ofUnit')}
        placeholder={t('meetings.allUnits')}
        data={units.map(({ id, name }) => ({ value: id as string, label: name }))}
        value={unit}
        onChange={setUnit}
        className={classes.unit}
        clearable
        searchable
      />
      {view === 'week' ? (
        <WeekCalendar meetings={shown} at={at} />
      ) : view === 'month' ? (
        <MonthCalendar meetings={shown} at={at} />
      ) : (
        <OfficeList entries={shown} />
      )}
    </>
  )
}

/** From today on. */
function OfficeList({ entries }: { readonly entries: readonly HeldMeeting[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const today = dayStart(useWorkspace().now())
  const coming = entries.filter(({ startsAt }) => startsAt >= today)
  if (coming.length === 0) return <p>{t('common.nothingFound')}</p>
  return (
    <ul className={classes.officeList}>
      {coming.map((entry) => (
        <li key={entry.id} className={classes.officeMeeting} data-testid="office-meeting">
          <span className={classes.when}>
            <span className={classes.whenDay}>{formats.shortDay(entry.startsAt)}</span>
            <span className={classes.whenTime}>{formats.time(entry.startsAt)}</span>
          </span>
          <span className={classes.what}>
            <span className={classes.meetingTitle}>{entry.title || t('meetings.untitled')}</span>
            <span className={classes.meetingFacts}>{entry.place}</span>
          </span>
          <MeetingStatusBadge status={entry.status} />
        </li>
      ))}
    </ul>
  )
}
