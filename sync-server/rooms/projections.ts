import * as Y from 'yjs'
import type { PersonId } from '#domain/kernel/ids.ts'
import { documentRights, type DocumentScope } from '#domain/permissions/document-access.ts'
import type { OrganisationLogState } from '#domain/organisation/organisation-log.ts'
import { calendarEntry } from '#domain/meeting/office-calendar.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { isRevealed } from '#domain/voting/reveal.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type { Authority } from '../authority/authority.ts'
import type { Room } from './room.ts'

type Records = ReadonlyMap<string, unknown>

/**
 * Documents that only the server writes are pictures of the logs. This brings one up to date, from whatever
 * state it is in, writing nothing where nothing differs; so a crash between log and picture heals by itself.
 */
export async function projectLogInto(room: Room, scope: DocumentScope, authority: Authority): Promise<void> {
  const change = differenceFor(room, scope, authority)
  if (change) await room.mutate(change)
}

function differenceFor(room: Room, scope: DocumentScope, authority: Authority): ((doc: Y.Doc) => void) | null {
  switch (scope.kind) {
    case 'log':
      return logDifference(room, authority.acts(scope.meeting), authority.meeting(scope.meeting))
    case 'organisation-log':
      return entriesDifference(room, authority.acts(scope.organisation))
    case 'directory':
      return mapsDifference(room, directoryRecords(authority.organisation()))
    case 'calendar':
      return mapsDifference(room, new Map([['meetings', calendarRecords(authority)]]))
    case 'meetings':
      return mapsDifference(room, new Map([['meetings', visibleMeetings(scope.person, authority)]]))
    case 'agenda':
    case 'secretariat':
    case 'minutes':
    case 'private':
    case 'private-marks':
    case 'shared-marks':
      return null
  }
}

function entriesDifference(room: Room, acts: readonly RecordedAct[]): ((doc: Y.Doc) => void) | null {
  const have = room.read((doc) => doc.getArray('entries').length)
  if (have >= acts.length) return null
  const fresh = acts.slice(have).map(({ entry, command }) => JSON.stringify({ entry, command }))
  return (doc) => doc.getArray<string>('entries').push(fresh)
}

/** The entries at once; what a ballot says only when its vote lets it be seen. */
function logDifference(
  room: Room,
  acts: readonly RecordedAct[],
  { polls }: MeetingLogState,
): ((doc: Y.Doc) => void) | null {
  const entries = entriesDifference(room, acts)
  const shown = room.read((doc) => doc.getMap('choices').size)
  const visible = acts.filter(({ command: { body }, ballot }) => {
    const poll = ballot && body.act.t === 'poll.ballot' ? polls.get(body.act.poll) : undefined
    return poll !== undefined && isRevealed(poll)
  })
  if (shown >= visible.length) return entries
  return (doc) => {
    entries?.(doc)
    const choices = doc.getMap<string>('choices')
    for (const { entry, ballot } of visible)
      if (!choices.has(entry.cmdHash)) choices.set(entry.cmdHash, JSON.stringify(ballot))
  }
}

function directoryRecords(state: OrganisationLogState): ReadonlyMap<string, Records> {
  return new Map<string, Records>([
    ['organisation', new Map([['name', state.name]])],
    ['people', state.people],
    ['bodies', state.bodies],
    ['units', state.units],
    ['rooms', state.rooms],
    ['rules', state.rules],
    ['types', state.types],
    ['registers', state.registers],
    ['devices', state.devices],
    ['letter-keys', state.letterKeys],
  ])
}

/** What everybody may know of the meetings that are held. */
function calendarRecords(authority: Authority): Records {
  const { people } = authority.organisation()
  return new Map(
    [...authority.meetings()].flatMap(([id, state]) => {
      const entry = calendarEntry(id, state, (person) => people.get(person)?.unit ?? null)
      return entry ? [[id, entry] as const] : []
    }),
  )
}

/** Every meeting whose agenda the person may see. */
function visibleMeetings(person: PersonId, authority: Authority): Records {
  const known = authority.organisation().people.get(person)
  const actor = { person, systemRoles: known?.systemRoles ?? [], suspended: !known?.active, deviceRevoked: false }
  const visible = [...authority.meetings().keys()].filter(
    (meeting) => documentRights({ kind: 'agenda', meeting }, actor, authority.meeting) !== 'none',
  )
  return new Map(visible.map((meeting) => [meeting, true]))
}

function mapsDifference(room: Room, wanted: ReadonlyMap<string, Records>): ((doc: Y.Doc) => void) | null {
  const changes: ((doc: Y.Doc) => void)[] = []
  for (const [root, records] of wanted) {
    const have = room.read((doc) => new Map(doc.getMap<string>(root).entries()))
    for (const [id, record] of records) {
      const text = JSON.stringify(record)
      if (have.get(id) !== text) changes.push((doc) => doc.getMap(root).set(id, text))
    }
    for (const id of have.keys()) if (!records.has(id)) changes.push((doc) => doc.getMap(root).delete(id))
  }
  return changes.length > 0 ? (doc) => changes.forEach((change) => change(doc)) : null
}
