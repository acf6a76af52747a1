import { IconBroadcast } from '@tabler/icons-react'
import { useTranslation } from '../i18n/i18n.ts'
import { Alert, Button, useLive } from '../design/index.ts'
import { useRoom } from '../shared/use-room.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import { useApp, useWorkspace } from './app-context.ts'
import type { Place } from './router.ts'
import classes from './shell.module.css'

/** A meeting of mine that is being held: one press from everywhere, and never missed when a vote is open. */
export function LiveNotices({ place }: { readonly place: Place }) {
  const meetings = useLive(useWorkspace().meetings)
  const live = (meetings ?? []).filter(({ status }) => status === 'live' || status === 'paused')
  return live.map((meeting) => <LiveNotice key={meeting.id} meeting={meeting} place={place} />)
}

function LiveNotice({ meeting, place }: { readonly meeting: MeetingRow; readonly place: Place }) {
  const room = useRoom(meeting.id)
  const isOf = 'meeting' in place && place.meeting === meeting.id
  const isThere = isOf && (place.screen === 'room' || place.screen === 'room-screen')
  // Followed even where nothing is shown: the others see that this machine is there.
  if (!room || isThere) return null
  return <Notice meeting={meeting} room={room} isReading={isOf && place.screen === 'reader'} />
}

/** While its papers are read, only a vote may come in between. */
function Notice({
  meeting,
  room,
  isReading,
}: {
  readonly meeting: MeetingRow
  readonly room: MeetingRoom
  readonly isReading: boolean
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { identity } = useWorkspace()
  const state = useLive(room.state)
  const me = identity.person.id
  const vote = [...state.polls.values()].find(
    (poll) => poll.status === 'open' && poll.electorate.has(me) && !poll.ballots.has(me),
  )
  if (isReading && !vote) return null
  return (
    <Alert
      className={classes.live}
      data-reading={isReading || undefined}
      color={vote ? 'orange' : 'union'}
      role={vote ? 'alert' : 'status'}
      icon={<IconBroadcast size={24} aria-hidden />}
    >
      <div className={classes.liveLine}>
        <span>
          {vote
            ? t('vote.alert', { title: vote.question.title })
            : t(meeting.partOf === '' ? 'room.liveNotice' : 'closedPart.live', { title: meeting.title })}
        </span>
        <Button onClick={() => router.go({ screen: 'room', meeting: meeting.id })}>
          {t(vote ? 'vote.goVote' : 'room.enter')}
        </Button>
      </div>
    </Alert>
  )
}
