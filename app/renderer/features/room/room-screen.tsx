import { IconArrowLeft, IconFileDescription, IconListCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { judgeConduct } from '#domain/meeting/judge-room-act.ts'
import { meetingSubject } from '#domain/meeting/actor.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { useActor, useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { useAct, useNames, useRoom } from '#renderer/shared/use-room.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { Alert, Button, Center, EmptyState, Group, Loader, useLive } from '#design/index.ts'
import { AgendaRail } from './agenda-rail.tsx'
import { ConductBar } from './conduct-bar.tsx'
import { CurrentItem } from './current-item.tsx'
import { FloorPanel } from './floor-panel.tsx'
import { LettersButton } from './letters-button.tsx'
import { PlanButton } from './plan-button.tsx'
import { PresenceBar } from './presence-bar.tsx'
import { RecordPanel } from './record-panel.tsx'
import { RollDrawer } from './roll-drawer.tsx'
import { RoomProvider, type RoomView } from './room-context.ts'
import { ScreenControl } from './screen-control.tsx'
import { OpenVotes, OtherVotes } from './vote-panel.tsx'
import classes from './room.module.css'

/** The meeting as it is held: what is discussed now, who speaks, who is here, what is voted on. */
export function RoomScreen({ id }: { readonly id: MeetingId }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { meeting, items, papers } = useMeeting(id)
  const room = useRoom(id)
  if (meeting === null)
    return (
      <EmptyState
        title={t('meeting.goneTitle')}
        action={<Button onClick={() => router.go({ screen: 'meetings' })}>{t('meetings.title')}</Button>}
      >
        {t('meeting.goneText')}
      </EmptyState>
    )
  if (!meeting || !room)
    return (
      <Center h="60dvh">
        <Loader aria-label={t('room.loading')} />
      </Center>
    )
  return <Room room={room} meeting={meeting} items={items ?? []} papers={papers} />
}

function Room({
  room,
  meeting,
  items,
  papers,
}: {
  readonly room: MeetingRoom
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const state = useLive(room.state)
  const isConnected = useLive(room.isConnected)
  const isSameHistory = useLive(room.isSameHistory)
  const waiting = useLive(room.waiting)
  const may = useMayIn(meeting)
  const nameOf = useNames()
  const { whole } = useClosedParts(meeting)
  const act = useAct()
  const [hasRoll, setRoll] = useState(false)
  useEffect(() => {
    const look = () => room.setFront(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [room])
  const actor = useActor()
  const conducts = judgeConduct(state, { actor, subject: meetingSubject(state, actor) }).ok
  const view: RoomView = { room, state, meeting, items, papers, me: actor.person, conducts, may, nameOf, act }
  return (
    <RoomProvider value={view}>
      <div className={classes.room}>
        <header className={classes.head}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={() =>
              router.go(
                whole
                  ? { screen: 'room', meeting: whole.id }
                  : { screen: 'meeting', meeting: meeting.id, tab: 'agenda' },
              )
            }
          >
            {t(whole ? 'closedPart.back' : 'reader.back')}
          </Button>
          <h1 className={classes.title}>{meeting.title || t('meetings.untitled')}</h1>
          <Group gap="xs" wrap="nowrap">
            <MeetingStatusBadge status={state.status} />
            {may('minutes.write', { policy: true }) && (
              <Button
                variant="default"
                leftSection={<IconFileDescription size={20} aria-hidden />}
                onClick={() => router.go({ screen: 'minutes', meeting: meeting.id })}
              >
                {t('minutes.open')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconListCheck size={20} aria-hidden />}
              onClick={() => setRoll(true)}
            >
              {t('room.roll.title')}
            </Button>
            <PlanButton />
            <LettersButton />
            {conducts && <ScreenControl />}
          </Group>
        </header>
        {!isConnected && (
          <Alert color="yellow" role="status" className={classes.wide}>
            {t('room.disconnected')}
          </Alert>
        )}
        {!isSameHistory && (
          <Alert color="red" role="alert" className={classes.wide}>
            {t('room.record.anotherHistory')}
          </Alert>
        )}
        {waiting.length > 0 && (
          <Alert color="blue" role="status" className={classes.wide}>
            {waiting.map((waits, index) => (
              // Acts of one person wait in order; the place is their identity.
              // oxlint-disable-next-line react/no-array-index-key
              <div key={index}>{t('room.waiting', { act: t(`act.${waits.t}`) })}</div>
            ))}
          </Alert>
        )}
        <PresenceBar onRoll={() => setRoll(true)} />
        {conducts || may('session.conduct') ? <ConductBar /> : null}
        <div className={classes.columns}>
          <AgendaRail />
          <div className={classes.middle}>
            <OpenVotes />
            <CurrentItem />
            <OtherVotes />
            {state.status === 'ended' && <RecordPanel />}
          </div>
          <FloorPanel />
        </div>
        <RollDrawer isOpen={hasRoll} onClose={() => setRoll(false)} />
      </div>
    </RoomProvider>
  )
}
