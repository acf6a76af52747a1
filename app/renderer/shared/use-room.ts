import { useCallback, useEffect, useMemo, useState } from 'react'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { useWorkspace } from '../shell/app-context.ts'
import { useLive } from '../design/index.ts'
import { useRefusalNotice } from './use-refusal-notice.ts'

/** The room of a meeting, connected while the screen is there. Null until it is open. */
export function useRoom(meeting: MeetingId | null): MeetingRoom | null {
  const workspace = useWorkspace()
  const [room, setRoom] = useState<MeetingRoom | null>(null)
  useEffect(() => {
    if (meeting === null) return
    let isGone = false
    let opened: MeetingRoom | null = null
    void workspace.openRoom(meeting).then((made) => {
      opened = made
      if (isGone) made.close()
      else setRoom(made)
    })
    return () => {
      isGone = true
      opened?.close()
      setRoom(null)
    }
  }, [workspace, meeting])
  return room
}

/** The server's clock, moving on. */
export function useNow(everyMs = 1000): number {
  const workspace = useWorkspace()
  const [now, setNow] = useState(() => workspace.now())
  useEffect(() => {
    const timer = globalThis.setInterval(() => setNow(workspace.now()), everyMs)
    return () => globalThis.clearInterval(timer)
  }, [workspace, everyMs])
  return now
}

export type PersonName = (person: PersonId | null) => string

export function useNames(): PersonName {
  const directory = useLive(useWorkspace().directory)
  return useMemo(() => {
    const names = new Map(directory?.people.map(({ id, name }) => [id, name]))
    return (person) => (person === null ? '' : (names.get(person) ?? '…'))
  }, [directory])
}

/** Does an act, and says where the person is looking why it was refused. True when it was taken or waits to be sent. */
export function useAct(): (act: MeetingAct) => Promise<boolean> {
  const workspace = useWorkspace()
  const notify = useRefusalNotice()
  return useCallback(
    async (act) => {
      const done = await workspace.submit(act)
      if (!done.ok) notify(done.error)
      return done.ok
    },
    [workspace, notify],
  )
}
