import type { ScreenContent } from '#domain/sitting/sitting.ts'
import { Text } from '#design/index.ts'
import { Wall } from '#renderer/shared/wall/room-wall.tsx'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** The wall in small, as it is now, or as it would be with this. */
export function WallPreview({ label, content }: { readonly label: string; readonly content?: ScreenContent }) {
  const { room } = useRoomView()
  const { meeting, items, papers } = useMeeting(room.meeting)
  return (
    <figure className={classes.preview} data-testid="wall-preview">
      <div className={classes.previewFrame} inert>
        {meeting && (
          <Wall
            room={room}
            meeting={meeting}
            items={items ?? []}
            papers={papers}
            {...(content !== undefined && { content })}
          />
        )}
      </div>
      <figcaption>
        <Text fw={600}>{label}</Text>
      </figcaption>
    </figure>
  )
}
