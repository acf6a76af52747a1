import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { Button, Group } from '../../design/index.ts'
import { ReasonDialog } from '../reason-dialog.tsx'
import { useAct } from '../use-room.ts'

/** Approves what was sent in, or sends it back with what is to be corrected. */
export function ReviewRequest({
  meeting,
  request,
}: {
  readonly meeting: MeetingRow
  readonly request: MeetingRow['preparation']['requests'][number]
}) {
  const { t } = useTranslation()
  const act = useAct()
  const [isRejecting, setRejecting] = useState(false)
  if (request.status !== 'submitted') return null
  const review = (approved: boolean, reason: string) =>
    act({ t: 'paper.review', meeting: meeting.id, paper: request.paper, approved, reason })
  return (
    <Group gap="xs">
      <Button onClick={() => void review(true, '')}>{t('preparing.requests.approve')}</Button>
      <Button variant="default" onClick={() => setRejecting(true)}>
        {t('preparing.requests.reject')}
      </Button>
      <ReasonDialog
        isOpen={isRejecting}
        title={t('preparing.requests.reject')}
        label={t('preparing.requests.rejectReason')}
        action={t('preparing.requests.reject')}
        onClose={() => setRejecting(false)}
        onReason={(reason) => review(false, reason)}
      />
    </Group>
  )
}
