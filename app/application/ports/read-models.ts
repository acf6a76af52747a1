import type { MeetingId } from '#domain/kernel/ids.ts'
import type { Body, Person, Room, Unit } from '#domain/organisation/organisation.ts'
import type { MeetingType } from '#domain/organisation/meeting-type.ts'
import type { NumberRegister } from '#domain/organisation/number-register.ts'
import type { StandingRule } from '#domain/organisation/standing-rule.ts'
import type { Device, LetterKey } from '#domain/organisation/organisation-log.ts'
import type { ItemRow, MeetingRow, PaperRow } from '../projection/rows.ts'
import type { Live } from './live.ts'

export type Directory = {
  readonly people: readonly Person[]
  readonly bodies: readonly Body[]
  readonly units: readonly Unit[]
  readonly rooms: readonly Room[]
  readonly rules: readonly StandingRule[]
  readonly types: readonly MeetingType[]
  readonly registers: readonly NumberRegister[]
  readonly devices: readonly Device[]
  readonly letterKeys: readonly LetterKey[]
}

export type MeetingRows = {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
}

/** Derived tables. `null` means not read yet: an empty list is shown only when it is known to be empty. */
export type ReadModels = {
  readonly meetings: Live<readonly MeetingRow[] | null>
  readonly papers: Live<readonly PaperRow[] | null>
  readonly directory: Live<Directory | null>
  items(meeting: MeetingId): Live<readonly ItemRow[] | null>
  /** Writes only what differs. */
  putMeeting(rows: MeetingRows): Promise<void>
  removeMeeting(meeting: MeetingId): Promise<void>
  putDirectory(directory: Directory): Promise<void>
  /** Everything, for the check that the tables equal a rebuild. */
  dump(): Promise<{
    readonly meetings: readonly MeetingRow[]
    readonly items: readonly ItemRow[]
    readonly papers: readonly PaperRow[]
  }>
  clear(): Promise<void>
}
