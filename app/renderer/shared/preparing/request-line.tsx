import type { ReactNode } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { Badge, Group, Text } from '../../design/index.ts'
import { PaperRow } from '../paper-row.tsx'
import { useNames, useNow } from '../use-room.ts'
import { submittedPaper } from './submitted-paper.ts'
import classes from '../shared.module.css'

type Request = MeetingRow['preparation']['requests'][number]

const colors = {
  requested: 'gray',
  submitted: 'blue',
  approved: 'teal',
  rejected: 'orange',
  cancelled: 'gray',
} as const

/** A paper that is asked for: from whom, until when, how far it is, and the file that was sent in. */
export function RequestLine({
  meeting,
  request,
  children,
}: {
  readonly meeting: MeetingRow
  readonly request: Request
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const now = useNow(60_000)
  const { status, sent } = request
  const file = submittedPaper(meeting.id, request)
  const isLate = (status === 'requested' || status === 'rejected') && request.until < now
  const last = sent.at(-1)
  const facts = [
    t('preparing.requests.by', { name: nameOf(request.lead) }),
    request.reviewer
      ? t('preparing.requests.reviewedBy', { name: nameOf(request.reviewer) })
      : t('preparing.requests.reviewerNone'),
    t('preparing.requests.due', { at: formats.moment(request.until) }),
    last && t('preparing.requests.sentAt', { count: sent.length, at: formats.moment(last.at) }),
  ]
  return (
    <li className={classes.request} data-testid="paper-request">
      <Group justify="space-between" align="start" wrap="nowrap">
        <div>
          <Text fw={600}>{request.title}</Text>
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {isLate && (
            <Badge color="red" variant="light" tt="none" size="lg" miw="max-content">
              {t('preparing.requests.late')}
            </Badge>
          )}
          <Badge color={colors[status]} variant="light" tt="none" size="lg" miw="max-content">
            {t(`preparing.requests.status.${status}`)}
          </Badge>
        </Group>
      </Group>
      {request.note && <Text>{request.note}</Text>}
      {status === 'rejected' && <Text c="red.9">{request.reason}</Text>}
      {last?.note && <Text>{last.note}</Text>}
      {file && <PaperRow paper={file} />}
      {children}
    </li>
  )
}
