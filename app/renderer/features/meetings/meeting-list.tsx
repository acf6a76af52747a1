import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useState } from 'react'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { dayStart } from './calendar-dates.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { pathOf } from '#renderer/shell/router.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { OfflineBadge } from '#renderer/shared/offline-badge.tsx'
import { Badge, Text, Title, useLive } from '#design/index.ts'
import classes from './meetings.module.css'

type Line =
  | { readonly kind: 'heading'; readonly title: 'upcoming' | 'past' | 'now' }
  | { readonly kind: 'meeting'; readonly meeting: MeetingRow }

const keyOf = (line: Line | undefined) => (line?.kind === 'meeting' ? line.meeting.id : (line?.title ?? ''))

/** What comes first is what a member needs first: in session, then upcoming by time, then the past backwards. */
function linesOf(meetings: readonly MeetingRow[], now: number): readonly Line[] {
  const isOver = (meeting: MeetingRow) =>
    meeting.status === 'ended' ||
    meeting.status === 'archived' ||
    meeting.status === 'concluded' ||
    meeting.status === 'cancelled' ||
    Math.max(meeting.endsAt, meeting.startsAt) < dayStart(now)
  const live = meetings.filter(({ status }) => status === 'live' || status === 'paused')
  const upcoming = meetings.filter((meeting) => !live.includes(meeting) && !isOver(meeting))
  const past = meetings.filter((meeting) => !live.includes(meeting) && isOver(meeting)).toReversed()
  const section = (title: 'upcoming' | 'past' | 'now', list: readonly MeetingRow[]): Line[] =>
    list.length === 0
      ? []
      : [{ kind: 'heading', title }, ...list.map((meeting) => ({ kind: 'meeting', meeting }) as const)]
  return [...section('now', live), ...section('upcoming', upcoming), ...section('past', past)]
}

export function MeetingList({
  meetings,
  isFiltered,
}: {
  readonly meetings: readonly MeetingRow[]
  readonly isFiltered: boolean
}) {
  const { t } = useTranslation()
  const { now } = useApp()
  const papers = useLive(useWorkspace().papers)
  const [top, setTop] = useState(0)
  const measure = useCallback((element: HTMLDivElement | null) => setTop(element?.offsetTop ?? 0), [])
  const lines = useMemo(() => linesOf(meetings, now()), [meetings, now])
  const papersOf = useMemo(() => Map.groupBy(papers ?? [], ({ meetingId }) => meetingId), [papers])
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'heading' ? 52 : 104),
    // By meeting, not by place: a line that is being pressed must not become another meeting when one arrives above it.
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 6,
    scrollMargin: top,
  })
  if (lines.length === 0)
    return <Text c="dimmed">{isFiltered ? t('common.nothingFound') : t('meetings.emptyTitle')}</Text>
  return (
    <div ref={measure} className={classes.list} style={{ height: rows.getTotalSize() }} data-testid="meeting-list">
      {rows.getVirtualItems().map((row) => {
        const line = lines[row.index]
        if (!line) return null
        return (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            className={classes.line}
            style={{ transform: `translateY(${row.start - rows.options.scrollMargin}px)` }}
          >
            {line.kind === 'heading' ? (
              <Title order={2} size="h3" className={classes.heading}>
                {t(`meetings.section.${line.title}`)}
              </Title>
            ) : (
              <MeetingLine meeting={line.meeting} papers={papersOf.get(line.meeting.id) ?? []} />
            )}
          </div>
        )
      })}
    </div>
  )
}

function MeetingLine({ meeting, papers }: { readonly meeting: MeetingRow; readonly papers: readonly PaperRow[] }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const place = { screen: 'meeting', meeting: meeting.id, tab: 'agenda' } as const
  const role = (['chair', 'secretary'] as const).find((known) => meeting.myRoles.includes(known))
  return (
    <a
      className={classes.meeting}
      href={pathOf(place)}
      onClick={(event) => {
        event.preventDefault()
        router.go(place)
      }}
    >
      <span className={classes.when}>
        <span className={classes.whenDay}>{formats.shortDay(meeting.startsAt)}</span>
        <span className={classes.whenTime}>{formats.time(meeting.startsAt)}</span>
      </span>
      <span className={classes.what}>
        <span className={classes.meetingTitle}>{meeting.title || t('meetings.untitled')}</span>
        <span className={classes.meetingFacts}>
          {[
            meeting.place,
            t('meetings.items', { count: meeting.itemCount }),
            t('meetings.papers', { count: meeting.paperCount }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={classes.badges}>
        {role && (
          <Badge variant="outline" color="gray" size="lg" tt="none">
            {t(`role.${role}`)}
          </Badge>
        )}
        <OfflineBadge papers={papers} />
        <MeetingStatusBadge status={meeting.status} />
      </span>
    </a>
  )
}
