import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { isMeetingAct } from '#protocol/commands/acts.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import { documentKey, parseDocumentKey } from '#protocol/documents/document-names.ts'
import type { Authority } from '../authority/authority.ts'
import { projectLogInto } from './projections.ts'
import type { Rooms } from './rooms.ts'

/** Acts that change what the calendar says of a meeting, and give nobody a right. */
const moves: ReadonlySet<string> = new Set([
  'invitation.issue',
  'meeting.cancel',
  'session.start',
  'session.pause',
  'session.resume',
  'session.end',
])

/**
 * Keeps the open documents that are pictures of logs up to date. One picture of a log is made at a time: entries that are
 * recorded meanwhile go out together in the next one, so that five hundred ballots are not five hundred times five hundred frames.
 */
export function createLogFollower(parts: {
  readonly authority: () => Authority
  readonly rooms: () => Rooms
  /** Those whose list of meetings is open. */
  readonly listening: ReadonlySet<PersonId>
  /** A log's document has changed that nobody has open. */
  readonly onUnseen: (key: string, entries: number) => void
  readonly onFault: (log: string, fault: unknown) => void
}) {
  const waiting = new Map<string, Set<string>>()
  const running = new Set<string>()

  const rightsSeen = new Map<MeetingId, number>()

  /** Whether the entry gave or took a right. Of hundreds of ballots and turns none does. */
  function hasNewRights({ command: { body } }: RecordedAct): boolean {
    if (!isMeetingAct(body.act)) return true
    const { meeting } = body.act
    const version = parts.authority().meeting(meeting).rightsVersion
    const isNew = rightsSeen.get(meeting) !== version
    rightsSeen.set(meeting, version)
    return isNew
  }

  /** Documents that an entry may change. */
  function keysFor({ entry, command: { body } }: RecordedAct, isOfRights: boolean): readonly string[] {
    if (isMeetingAct(body.act)) {
      const log = documentKey({ kind: 'log', meeting: body.act.meeting })
      const { id: organisation } = parts.authority().organisation()
      const calendar =
        organisation !== null && (isOfRights || moves.has(body.act.t))
          ? [documentKey({ kind: 'calendar', organisation })]
          : []
      if (!isOfRights) return [log, ...calendar]
      return [log, ...calendar, ...[...parts.listening].map((person) => documentKey({ kind: 'meetings', person }))]
    }
    const organisation = parts.authority().organisation().id
    return organisation === null || organisation !== entry.log
      ? []
      : [documentKey({ kind: 'directory', organisation }), documentKey({ kind: 'organisation-log', organisation })]
  }

  async function project(key: string, log: string): Promise<void> {
    const room = parts.rooms().ifOpen(key)
    const scope = parseDocumentKey(key)
    if (!scope.ok) return
    if (room) await projectLogInto(room, scope.value, parts.authority())
    else if (scope.value.kind === 'log') parts.onUnseen(key, parts.authority().acts(log).length)
  }

  async function run(log: string): Promise<void> {
    if (running.has(log)) return
    running.add(log)
    for (let keys = waiting.get(log); keys; keys = waiting.get(log)) {
      waiting.delete(log)
      for (const key of keys) await project(key, log).catch((fault: unknown) => parts.onFault(log, fault))
    }
    running.delete(log)
  }

  return {
    /** After an entry is durable: rights first, then its documents. */
    noteRecorded(act: RecordedAct): void {
      const isOfRights = hasNewRights(act)
      if (isOfRights) parts.rooms().recheck()
      const { log } = act.entry
      waiting.set(log, new Set([...(waiting.get(log) ?? []), ...keysFor(act, isOfRights)]))
      void run(log)
    },
  }
}
