import { IconLock } from '@tabler/icons-react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useApp } from '../../shell/app-context.ts'
import { pathOf, type Place } from '../../shell/router.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { MeetingStatusBadge } from '../meeting-status-badge.tsx'
import classes from '../shared.module.css'

/** A closed part where it stands in its meeting's agenda, without a number: the others count on as if it were not there. */
export function ClosedPartLink({ part, to }: { readonly part: MeetingRow; readonly to: Place }) {
  const { t } = useTranslation()
  const { router } = useApp()
  return (
    <a
      className={classes.closedPart}
      href={pathOf(to)}
      onClick={(event) => {
        event.preventDefault()
        router.go(to)
      }}
    >
      <IconLock size={22} aria-hidden />
      <span className={classes.paperText}>
        <span className={classes.paperTitle}>{part.title || t('meeting.untitledItem')}</span>
        <span className={classes.paperFacts}>
          {[
            t('closedPart.audience', { count: part.participants.length }),
            part.paperCount > 0 && t('meetings.papers', { count: part.paperCount }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {part.status !== 'invited' && <MeetingStatusBadge status={part.status} isSmall />}
    </a>
  )
}
