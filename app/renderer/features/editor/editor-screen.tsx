import { IconArrowLeft, IconSend } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import { buildAgenda } from '#domain/agenda/agenda.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { Alert, Button, EmptyState, Group, PageHeader, Skeleton, Stack, Tabs, Text, useLive } from '#design/index.ts'
import { AgendaPanel } from './agenda-panel.tsx'
import type { Agenda, Preparation } from './documents.ts'
import { DetailsPanel } from './details-panel.tsx'
import { PapersPanel } from './papers-panel.tsx'
import { PreparingPanel } from './preparing-panel.tsx'
import { useFollowingParts } from './parts-of-meeting.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { RosterPanel } from './roster-panel.tsx'
import { SeatingPanel } from './seating-panel.tsx'
import { ReissueNotice } from './reissue-notice.tsx'
import { UnitInvitations } from './unit-invitations.tsx'
import { SavedNote } from './saved-note.tsx'
import classes from './editor.module.css'

/** The secretary's desk for one meeting: everything is saved as it is typed. */
export function EditorScreen({ id }: { readonly id: MeetingId }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const workspace = useWorkspace()
  const { meeting } = useMeeting(id)
  const may = useMayIn(meeting)
  const [documents, setDocuments] = useState<{ agenda: Agenda; preparation: Preparation } | null>(null)
  useEffect(() => {
    let isGone = false
    const opened = Promise.all([workspace.openAgenda(id), workspace.openPreparation(id)])
    void opened.then(([agenda, preparation]) => !isGone && setDocuments({ agenda, preparation }))
    return () => {
      isGone = true
      void opened.then((all) => all.forEach((document) => document.close()))
    }
  }, [workspace, id])

  const back = (
    <Button
      variant="subtle"
      color="gray"
      className={classes.back}
      leftSection={<IconArrowLeft size={20} aria-hidden />}
      onClick={() => router.go({ screen: 'meeting', meeting: id, tab: 'agenda' })}
    >
      {t('editor.back')}
    </Button>
  )
  if (meeting === undefined || (meeting !== null && documents === null)) {
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={40} w="60%" />
        <Skeleton h={300} />
      </Stack>
    )
  }
  if (meeting === null || documents === null || !may('meeting.edit')) {
    return (
      <EmptyState title={t('meeting.goneTitle')} action={back}>
        {t('editor.noRight')}
      </EmptyState>
    )
  }
  return <Desk id={id} back={back} {...documents} />
}

function Desk({
  id,
  back,
  agenda,
  preparation,
}: {
  readonly id: MeetingId
  readonly back: React.ReactNode
  readonly agenda: Agenda
  readonly preparation: Preparation
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { meeting } = useMeeting(id)
  const content = useLive(agenda.content)
  const { drafts } = useLive(preparation.content)
  const mayWrite = useLive(agenda.mayWrite)
  const [isPublishing, setPublishing] = useState(false)
  const timing = useMemo(() => planAgenda(buildAgenda(content.items), content.details.startsAt), [content])
  const { whole, parts } = useClosedParts(meeting)
  useFollowingParts(agenda, parts)
  const isPublished = meeting?.preparation.isOut === true && meeting.status !== 'postponed'
  const { comments, proposals } = meeting?.preparation ?? { comments: [], proposals: [] }
  const waiting =
    comments.filter(({ isResolved }) => !isResolved).length + proposals.filter(({ decision }) => !decision).length
  const isWaiting = meeting?.status === 'pending'
  return (
    <>
      <PageHeader
        above={back}
        title={content.details.title || t('meetings.untitled')}
        below={
          <Group gap="sm" mt={4}>
            {whole && <Text fw={600}>{t('closedPart.of', { title: whole.title })}</Text>}
            {meeting && <MeetingStatusBadge status={meeting.status} />}
            <Text c="dimmed">
              {timing.totalMinutes > 0
                ? t('editor.totalTime', {
                    total: timing.totalMinutes,
                    start: formats.time(content.details.startsAt),
                    end: formats.time(timing.end),
                  })
                : t('editor.noTime')}
            </Text>
            <SavedNote agenda={agenda} preparation={preparation} />
          </Group>
        }
        actions={
          (!isPublished || drafts.length > 0) &&
          meeting?.status !== 'cancelled' && (
            <Button
              disabled={isWaiting}
              title={isWaiting ? t('preparing.approval.publishWaits') : undefined}
              leftSection={<IconSend size={20} aria-hidden />}
              onClick={() => setPublishing(true)}
            >
              {isPublished ? t('editor.publishPapers', { count: drafts.length }) : t('editor.publish')}
            </Button>
          )
        }
      />
      {!mayWrite && (
        <Alert color="yellow" mb="md">
          {t('editor.readOnly')}
        </Alert>
      )}
      {meeting && mayWrite && <ReissueNotice meeting={meeting} agenda={agenda} />}
      <Tabs defaultValue="agenda" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="details">{t('editor.tab.details')}</Tabs.Tab>
          <Tabs.Tab value="agenda">{t('editor.tab.agenda', { count: content.items.length })}</Tabs.Tab>
          <Tabs.Tab value="papers">{t('editor.tab.papers', { count: drafts.length })}</Tabs.Tab>
          <Tabs.Tab value="roster">{t('editor.tab.roster', { count: meeting?.participants.length ?? 0 })}</Tabs.Tab>
          <Tabs.Tab value="seating">{t('seating.tab')}</Tabs.Tab>
          <Tabs.Tab value="preparing">{t('preparing.tab', { count: waiting })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          {meeting && <DetailsPanel meeting={meeting} agenda={agenda} whole={whole} />}
        </Tabs.Panel>
        <Tabs.Panel value="agenda">
          <AgendaPanel meeting={id} agenda={agenda} preparation={preparation} />
        </Tabs.Panel>
        <Tabs.Panel value="papers">
          <PapersPanel meeting={id} agenda={agenda} preparation={preparation} />
        </Tabs.Panel>
        <Tabs.Panel value="seating">{meeting && <SeatingPanel meeting={meeting} agenda={agenda} />}</Tabs.Panel>
        <Tabs.Panel value="preparing">{meeting && <PreparingPanel meeting={meeting} agenda={agenda} />}</Tabs.Panel>
        <Tabs.Panel value="roster">
          <RosterPanel meeting={id} />
          {meeting && <UnitInvitations meeting={meeting} />}
        </Tabs.Panel>
      </Tabs>
      {isPublishing && (
        <PublishDialog meeting={id} agenda={agenda} preparation={preparation} onClose={() => setPublishing(false)} />
      )}
    </>
  )
}
