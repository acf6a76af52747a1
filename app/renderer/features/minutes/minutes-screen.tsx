import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { currentDraft, isSigned } from '#domain/minutes/minutes.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MeetingStatusBadge } from '#renderer/shared/meeting-status-badge.tsx'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { useRoom } from '#renderer/shared/use-room.ts'
import { Badge, Button, EmptyState, Group, PageHeader, Skeleton, Stack, Tabs, useLive } from '#design/index.ts'
import type { Notes } from './documents.ts'
import { MinutesComments } from './minutes-comments.tsx'
import { MinutesDraftPanel } from './minutes-draft-panel.tsx'
import { MinutesText } from './minutes-text.tsx'
import { NotesPanel } from './notes-panel.tsx'
import { SigningPanel } from './signing-panel.tsx'
import classes from './minutes.module.css'

/** What was said and decided: running notes for the secretaries, the minutes for everybody. */
export function MinutesScreen({ id }: { readonly id: MeetingId }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { meeting, items } = useMeeting(id)
  const room = useRoom(id)
  const may = useMayIn(meeting)
  const writes = may('minutes.write', { policy: true })
  const notes = useNotes(id, writes)
  const back = (
    <Button
      variant="subtle"
      color="gray"
      className={classes.back}
      leftSection={<IconArrowLeft size={20} aria-hidden />}
      onClick={() => router.go({ screen: 'meeting', meeting: id, tab: 'agenda' })}
    >
      {t('reader.back')}
    </Button>
  )
  if (meeting === null)
    return (
      <EmptyState title={t('meeting.goneTitle')} action={back}>
        {t('meeting.goneText')}
      </EmptyState>
    )
  if (!meeting || !room || !items || (writes && !notes))
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={40} w="60%" />
        <Skeleton h={300} />
      </Stack>
    )
  return <Minutes back={back} meeting={meeting} items={items} room={room} notes={writes ? notes : null} />
}

function useNotes(meeting: MeetingId, isWanted: boolean): Notes | null {
  const workspace = useWorkspace()
  const [notes, setNotes] = useState<Notes | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    const opening = workspace.openMinutes(meeting)
    void opening.then((opened) => !isGone && setNotes(opened))
    return () => {
      isGone = true
      setNotes(null)
      void opening.then((opened) => opened.close())
    }
  }, [workspace, meeting, isWanted])
  return notes
}

function Minutes({
  back,
  meeting,
  items,
  room,
  notes,
}: {
  readonly back: React.ReactNode
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly room: MeetingRoom
  readonly notes: Notes | null
}) {
  const { t } = useTranslation()
  const state = useLive(room.state)
  const draft = currentDraft(state.minutes)
  const [tab, setTab] = useState<string | null>(null)
  const isEnded = state.status === 'ended'
  const text = (
    <div className={classes.columns}>
      <div className={classes.paper}>
        {draft ? (
          <MinutesText parts={draft.parts} title={meeting.title} isDraft={!isSigned(state.minutes, draft.seq)} />
        ) : (
          <EmptyState title={t('minutes.noneTitle')}>{t('minutes.noneText')}</EmptyState>
        )}
      </div>
      {draft && (
        <div className={classes.side}>
          <SigningPanel state={state} meeting={meeting} draft={draft} />
          <MinutesComments state={state} meeting={meeting} draft={draft} />
        </div>
      )}
    </div>
  )
  return (
    <>
      <PageHeader
        above={back}
        title={t('minutes.titleOf', { title: meeting.title || t('meetings.untitled') })}
        below={
          <Group gap="xs">
            <MeetingStatusBadge status={state.status} />
            {draft && (
              <Badge variant="light" tt="none" size="lg" color={isSigned(state.minutes, draft.seq) ? 'teal' : 'yellow'}>
                {t(
                  isSigned(state.minutes, draft.seq)
                    ? 'minutes.stage.signed'
                    : draft.purpose === 'signature'
                      ? 'minutes.stage.toSign'
                      : 'minutes.stage.comments',
                )}
              </Badge>
            )}
          </Group>
        }
      />
      {notes ? (
        <Tabs value={tab ?? (draft && isEnded ? 'text' : 'notes')} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="notes">{t('minutes.tab.notes')}</Tabs.Tab>
            <Tabs.Tab value="draft">{t('minutes.tab.draft')}</Tabs.Tab>
            <Tabs.Tab value="text">{t('minutes.tab.text')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="notes">
            <NotesPanel state={state} meeting={meeting} items={items} notes={notes} />
          </Tabs.Panel>
          <Tabs.Panel value="draft">
            <MinutesDraftPanel
              state={state}
              meeting={meeting}
              items={items}
              notes={notes}
              onGiven={() => setTab('text')}
            />
          </Tabs.Panel>
          <Tabs.Panel value="text">{text}</Tabs.Panel>
        </Tabs>
      ) : (
        text
      )}
    </>
  )
}
