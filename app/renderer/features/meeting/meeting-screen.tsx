import {
  IconArrowLeft,
  IconClock,
  IconDoorEnter,
  IconFileDescription,
  IconLock,
  IconMapPin,
  IconPencil,
} from '@tabler/icons-react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { isOver } from '#domain/meeting/meeting-status.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import type { MeetingTab } from '#renderer/shell/router.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { OfflineBadge } from '#renderer/shared/offline-badge.tsx'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { Badge, Button, EmptyState, Group, PageHeader, Skeleton, Stack, Tabs } from '#design/index.ts'
import { AgendaTab } from './agenda-tab.tsx'
import { CalendarButton } from './calendar-button.tsx'
import { DocumentsMenu } from './documents-menu.tsx'
import { NotesLine } from './notes-line.tsx'
import { PapersTab } from './papers-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { PreparationCards } from './preparation-cards.tsx'
import { ProposeItem } from './propose-item.tsx'
import { RemarksTab } from './remarks-tab.tsx'
import { ReplyCard } from './reply-card.tsx'
import { UnitCards } from './unit-card.tsx'
import classes from './meeting.module.css'

const tabs: readonly MeetingTab[] = ['agenda', 'papers', 'remarks', 'people']

export function MeetingScreen({ id, tab }: { readonly id: MeetingId; readonly tab: MeetingTab }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const { meeting, items, papers } = useMeeting(id)
  const may = useMayIn(meeting)
  const { whole } = useClosedParts(meeting)
  const back = (
    <Button
      variant="subtle"
      color="gray"
      className={classes.back}
      leftSection={<IconArrowLeft size={20} aria-hidden />}
      onClick={() =>
        router.go(whole ? { screen: 'meeting', meeting: whole.id, tab: 'agenda' } : { screen: 'meetings' })
      }
    >
      {whole?.title || t('meetings.title')}
    </Button>
  )
  if (meeting === undefined) {
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={40} w="60%" />
        <Skeleton h={200} />
      </Stack>
    )
  }
  if (meeting === null) {
    return (
      <EmptyState title={t('meeting.goneTitle')} action={back}>
        {t('meeting.goneText')}
      </EmptyState>
    )
  }
  return (
    <>
      <PageHeader
        above={back}
        title={meeting.title || t('meetings.untitled')}
        below={
          <>
            <div className={classes.facts}>
              <span>
                <IconClock size={20} aria-hidden />
                {formats.day(meeting.startsAt)}, {formats.time(meeting.startsAt)}
                {meeting.endsAt > meeting.startsAt && ` – ${formats.time(meeting.endsAt)}`}
              </span>
              {meeting.place && (
                <span>
                  <IconMapPin size={20} aria-hidden />
                  {meeting.place}
                </span>
              )}
              <CalendarButton meeting={meeting} />
            </div>
            <Group gap="xs">
              {meeting.partOf !== '' && (
                <Badge
                  variant="light"
                  color="violet"
                  size="lg"
                  tt="none"
                  leftSection={<IconLock size={16} aria-hidden />}
                >
                  {t('closedPart.audience', { count: meeting.participants.length })}
                </Badge>
              )}
              <MeetingStatusBadge status={meeting.status} />
              <OfflineBadge papers={papers} />
            </Group>
          </>
        }
        actions={
          <Group gap="xs">
            {meeting.preparation.isOut && !meeting.preparation.halt && may('meeting.read') && (
              <Button
                variant={meeting.status === 'live' || meeting.status === 'paused' ? 'filled' : 'light'}
                leftSection={<IconDoorEnter size={20} aria-hidden />}
                onClick={() => router.go({ screen: 'room', meeting: id })}
              >
                {t(meeting.status === 'live' || meeting.status === 'paused' ? 'room.enter' : 'room.prepare')}
              </Button>
            )}
            {['live', 'paused', 'ended'].includes(meeting.status) && may('meeting.read') && (
              <Button
                variant={meeting.status === 'ended' ? 'filled' : 'default'}
                leftSection={<IconFileDescription size={20} aria-hidden />}
                onClick={() => router.go({ screen: 'minutes', meeting: id })}
              >
                {t('minutes.open')}
              </Button>
            )}
            {may('meeting.edit') && items && <DocumentsMenu meeting={meeting} items={items} papers={papers} />}
            {may('meeting.edit') && (
              <Button
                variant="light"
                leftSection={<IconPencil size={20} aria-hidden />}
                onClick={() => router.go({ screen: 'editor', meeting: id })}
              >
                {t('meeting.edit')}
              </Button>
            )}
          </Group>
        }
      />
      <PreparationCards meeting={meeting} items={items ?? []} />
      <UnitCards meeting={meeting} />
      {!whole && <ReplyCard meeting={id} issued={meeting.issued} />}
      <NotesLine meeting={meeting} />
      {meeting.description && <p className={classes.description}>{meeting.description}</p>}
      <Tabs
        value={tab}
        onChange={(value) => router.replace({ screen: 'meeting', meeting: id, tab: (value ?? 'agenda') as MeetingTab })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          {tabs
            .filter((name) => name !== 'remarks' || may('paper.read', { policy: true }))
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`meeting.tab.${name}`, {
                  count:
                    name === 'agenda'
                      ? meeting.itemCount
                      : name === 'papers'
                        ? meeting.paperCount
                        : meeting.participants.length,
                })}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="agenda">
          <AgendaTab meeting={meeting} items={items} papers={papers} />
          <ProposeItem
            meeting={meeting}
            mayPropose={
              meeting.preparation.isOut &&
              !isOver(meeting.status) &&
              !may('meeting.edit') &&
              may('agenda.propose', { own: true })
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="papers">
          <PapersTab
            meeting={meeting}
            items={items ?? []}
            papers={papers}
            mayTake={may('paper.print', { policy: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="remarks">
          <RemarksTab
            meeting={meeting}
            papers={papers}
            writes={!isOver(meeting.status) && may('comment.write', { policy: meeting.myRoles.includes('substitute') })}
            answers={may('comment.answer')}
          />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleTab participants={meeting.participants} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
