import type { Directory } from '../ports/read-models.ts'
import { recordFormat, type MeetingRecord } from '#protocol/record/record-format.ts'
import type { MeetingRoom } from './meeting-room.ts'

/** One file with which an outsider checks the meeting: its log, the keys of the devices that signed in it, the names of the people. */
export function makeRecord({
  room,
  title,
  directory,
  serverKey,
}: {
  readonly room: MeetingRoom
  readonly title: string
  readonly directory: Directory
  readonly serverKey: string
}): MeetingRecord {
  const acts = room.acts()
  const signers = new Set<string>(acts.map(({ command }) => command.body.device))
  const persons = new Set<string>([...room.state.get().roles.keys(), ...acts.map(({ command }) => command.body.person)])
  return {
    format: recordFormat,
    title,
    log: room.meeting,
    serverKey,
    devices: directory.devices
      .filter(({ id }) => signers.has(id))
      .map(({ id, person, signingKey, enrolledAt, revokedAt }) => ({ id, person, signingKey, enrolledAt, revokedAt })),
    people: directory.people.filter(({ id }) => persons.has(id)).map(({ id, name }) => ({ id, name })),
    acts,
  }
}
