import { z } from 'zod'
import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import { ballotSchema } from '../commands/ballot.ts'
import { recordedActSchema, type RecordedAct } from '../commands/log-entry.ts'
import { idSchema } from '../commands/values.ts'

export const recordFormat = 'pm-record/1'

/** The seals in full as a QR code carries them, letters in capitals; empty where nothing is sealed. The codes people compare are their first digits. */
export const sealsForMachines = (heads: readonly string[]): string =>
  heads.length === 0 ? '' : [recordFormat, ...heads].join(' ').toUpperCase()

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

/** A device as the organisation's log knew it: whose it is, and from when to when its signature counts. */
export const recordDeviceSchema = z.strictObject({
  id: idSchema('d'),
  person: idSchema('p'),
  signingKey: hex32,
  enrolledAt: z.int().min(0),
  revokedAt: z.int().min(0).nullable(),
})

/** Everything of a meeting that an outsider needs to check its acts and votes, in one file. */
export const recordSchema = z.strictObject({
  format: z.literal(recordFormat),
  /** Name of the meeting, for the reader only: nothing is proven about it. */
  title: z.string().max(1000),
  log: idSchema('m'),
  serverKey: hex32,
  devices: z.array(recordDeviceSchema).max(10_000),
  people: z.array(z.strictObject({ id: idSchema('p'), name: z.string().max(200) })).max(10_000),
  acts: z.array(recordedActSchema.extend({ ballot: ballotSchema.optional() })).max(200_000),
})

export type RecordDevice = {
  readonly id: DeviceId
  readonly person: PersonId
  readonly signingKey: string
  readonly enrolledAt: number
  readonly revokedAt: number | null
}
export type MeetingRecord = {
  readonly format: typeof recordFormat
  readonly title: string
  readonly log: string
  readonly serverKey: string
  readonly devices: readonly RecordDevice[]
  readonly people: readonly { readonly id: PersonId; readonly name: string }[]
  readonly acts: readonly RecordedAct[]
}
