import { createContext, useContext } from 'react'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { Action } from '#domain/permissions/rights-table.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import type { PersonName } from '#renderer/shared/use-room.ts'

/** What every part of the room looks at. */
export type RoomView = {
  readonly room: MeetingRoom
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
  readonly me: PersonId
  /** Conducts now: who holds control, or the secretary on their order. */
  readonly conducts: boolean
  readonly may: (action: Action) => boolean
  readonly nameOf: PersonName
  readonly act: (act: MeetingAct) => Promise<boolean>
}

const RoomContext = createContext<RoomView | null>(null)
export const RoomProvider = RoomContext.Provider

export function useRoomView(): RoomView {
  const view = useContext(RoomContext)
  if (!view) throw new Error('Outside of the room')
  return view
}
