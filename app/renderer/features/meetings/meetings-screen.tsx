import { IconCalendarPlus, IconChartBar, IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { outerMeetings } from '#domain/meeting/closed-part.ts'
import { can } from '#domain/permissions/can.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  ActionIcon,
  Button,
  EmptyState,
  Group,
  PageHeader,
  SegmentedControl,
  Skeleton,
  Stack,
  TextInput,
  useLive,
} from '#design/index.ts'
import { monthStart, weekStart, addMonths } from './calendar-dates.ts'
import { Duties } from './duties.tsx'
import { MeetingList } from './meeting-list.tsx'
import { MonthCalendar } from './month-calendar.tsx'
import { NewMeeting } from './new-meeting.tsx'
import { OfficeCalendar } from './office-calendar.tsx'
import { WeekCalendar } from './week-calendar.tsx'
import classes from './meetings.module.css'

type View = 'list' | 'week' | 'month'

export function MeetingsScreen() {
  const { t } = useTranslation()
  const { now, router } = useApp()
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const formats = useFormats()
  const [view, setView] = useState<View>('list')
  const [scope, setScope] = useState<'mine' | 'office'>('mine')
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(now)
  const [isCreating, setCreating] = useState(false)
  const mayCreate = can(
    { ...workspace.identity.person, deviceRevoked: false, suspended: false, meetingRoles: [] },
    'meeting.create',
  )
  const outer = useMemo(() => outerMeetings(meetings ?? []), [meetings])
  const shown = useMemo(() => filterMeetings(outer, search), [outer, search])

  const move = (direction: 1 | -1) => setAt(view === 'week' ? at + direction * 7 * dayMs : addMonths(at, direction))
  const period =
    view === 'week'
      ? `${formats.date(weekStart(at))} – ${formats.date(weekStart(at) + 6 * dayMs)}`
      : formats.month(monthStart(at))

  return (
    <>
      <PageHeader
        title={t('meetings.title')}
        actions={
          mayCreate && (
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconChartBar size={20} aria-hidden />}
                onClick={() => router.go({ screen: 'statistics' })}
              >
                {t('statistics.title')}
              </Button>
              <Button leftSection={<IconCalendarPlus size={20} aria-hidden />} onClick={() => setCreating(true)}>
                {t('meetings.create')}
              </Button>
            </Group>
          )
        }
      />
      {scope === 'mine' && view === 'list' && search === '' && meetings && <Duties meetings={meetings} />}
      <div className={classes.toolbar}>
        <SegmentedControl
          aria-label={t('meetings.scope.label')}
          value={scope}
          onChange={(value) => setScope(value === 'office' ? 'office' : 'mine')}
          data={(['mine', 'office'] as const).map((value) => ({ value, label: t(`meetings.scope.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('meetings.view')}
          value={view}
          onChange={(value) => setView(value as View)}
          data={(['list', 'week', 'month'] as const).map((value) => ({ value, label: t(`meetings.views.${value}`) }))}
        />
        {view === 'list' ? (
          scope === 'mine' && (
            <TextInput
              className={classes.search}
              leftSection={<IconSearch size={20} aria-hidden />}
              placeholder={t('meetings.search')}
              aria-label={t('meetings.search')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )
        ) : (
          <Group gap="xs" wrap="nowrap">
            <ActionIcon aria-label={t('meetings.earlier')} onClick={() => move(-1)}>
              <IconChevronLeft size={22} />
            </ActionIcon>
            <span className={classes.period} aria-live="polite">
              {period}
            </span>
            <ActionIcon aria-label={t('meetings.later')} onClick={() => move(1)}>
              <IconChevronRight size={22} />
            </ActionIcon>
            <Button variant="default" onClick={() => setAt(now())}>
              {t('meetings.today')}
            </Button>
          </Group>
        )}
      </div>
      {meetings === null ? (
        <Stack aria-label={t('common.loading')} aria-busy>
          <Skeleton h={88} />
          <Skeleton h={88} />
          <Skeleton h={88} />
        </Stack>
      ) : scope === 'office' ? (
        <OfficeCalendar view={view} at={at} own={meetings} />
      ) : view === 'week' ? (
        <WeekCalendar meetings={outer} at={at} />
      ) : view === 'month' ? (
        <MonthCalendar meetings={outer} at={at} />
      ) : meetings.length === 0 ? (
        <EmptyState
          title={t('meetings.emptyTitle')}
          action={mayCreate && <Button onClick={() => setCreating(true)}>{t('meetings.create')}</Button>}
        >
          {mayCreate ? t('meetings.emptySecretary') : t('meetings.emptyMember')}
        </EmptyState>
      ) : (
        <MeetingList meetings={shown} isFiltered={search !== ''} />
      )}
      <NewMeeting opened={isCreating} onClose={() => setCreating(false)} />
    </>
  )
}

function filterMeetings(meetings: readonly MeetingRow[], search: string): readonly MeetingRow[] {
  const wanted = foldText(search.trim())
  return wanted === ''
    ? meetings
    : meetings.filter(({ title, place }) => foldText(`${title} ${place}`).includes(wanted))
}
