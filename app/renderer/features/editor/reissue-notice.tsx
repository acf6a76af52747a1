import { IconMailForward } from '@tabler/icons-react'
import { useMemo } from 'react'
import { invitationFacts } from '#application/papers/invitation-facts.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import { changesBetween } from '#domain/invitation/invitation.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ChangeList } from '#renderer/shared/invitations/change-list.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { Alert, Button, notifications, useLive } from '#design/index.ts'
import type { Agenda } from './documents.ts'

/** The invitation that is out says something else than the meeting now: what, and the way to send it again. */
export function ReissueNotice({ meeting, agenda }: { readonly meeting: MeetingRow; readonly agenda: Agenda }) {
  const { t } = useTranslation()
  const act = useAct()
  const content = useLive(agenda.content)
  const now = useMemo(() => invitationFacts(content), [content])
  const last = meeting.issued.at(-1)
  const changes = last ? changesBetween(last, now) : []
  if (meeting.status !== 'invited' || changes.length === 0) return null
  const send = async () => {
    await agenda.flush()
    const done = await act({ t: 'invitation.issue', meeting: meeting.id, invitation: now })
    if (done) notifications.show({ color: 'teal', message: t('inviting.reissued') })
  }
  return (
    <Alert color="yellow" mb="md" title={t('inviting.differs')}>
      <ChangeList changes={changes} />
      <Button leftSection={<IconMailForward size={20} aria-hidden />} onClick={() => void send()}>
        {t('inviting.reissue')}
      </Button>
    </Alert>
  )
}
