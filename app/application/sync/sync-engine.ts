import type { MeetingId, OrganisationId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import { applyMeetingAct, type MeetingAct } from '#domain/meeting/meeting-log.ts'
import { documentKey, documentName, parseDocumentKey } from '#protocol/documents/document-names.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import { replayMeeting } from '#protocol/commands/replay.ts'
import type { DocumentHub, HubDocument } from '../ports/document-hub.ts'
import type { DocumentLog } from '../ports/document-log.ts'
import type { Environment } from '../ports/environment.ts'
import { createCell, type Live, type Unsubscribe } from '../ports/live.ts'
import type { ReadModels } from '../ports/read-models.ts'
import type { ServerApi } from '../ports/server-api.ts'
import { paperOfIndexKey } from '../marks/private-marks.ts'
import { deriveMeeting } from '../projection/derive-meeting.ts'
import type { Access } from '../session/access.ts'

const batchSize = 40
const projectionDelayMs = 150
const retryDelayMs = 3000

export type SyncEngine = {
  /** The device has compared everything with the server since it last connected. */
  readonly isChecked: Live<boolean>
  readonly isOnline: Live<boolean>
  /** The server told that a document has changed which may not be open here. */
  noteChanged(name: string): void
  /** Derives the tables of one meeting again, because an act of ours was made or settled. */
  noteMeeting(meeting: MeetingId): void
  /** Derives the tables of every meeting anew from the documents. */
  rebuild(): Promise<void>
  start(): Promise<void>
  stop(): void
}

/**
 * Keeps everything of this person on this device: two documents always connected (the list of meetings, the directory),
 * those with unsent edits until they are sent, and all others fetched over HTTP when the server says that they changed.
 */
export function createSyncEngine(parts: {
  readonly organisation: OrganisationId
  readonly me: PersonId
  /** Those who run the organisation keep its log, too. */
  readonly keepsOrganisationLog: boolean
  readonly hub: DocumentHub
  readonly log: DocumentLog
  readonly readModels: ReadModels
  readonly api: ServerApi
  readonly access: Access
  readonly env: Environment
  /** Documents with edits that the server has not acknowledged. */
  readonly unsentDocuments: () => readonly string[]
  readonly onMeetingGone: (meeting: MeetingId) => void
  /** Own acts that wait to be sent and may already show, e.g. a meeting made offline. */
  readonly waitingActs: () => readonly MeetingAct[]
}): SyncEngine {
  const { hub, log, readModels, env } = parts
  const isChecked = createCell(false)
  const isOnline = createCell(false)
  const wanted = new Set<string>()
  const toProject = new Set<MeetingId>()
  /** Shared marks of papers that are not this person's any more. */
  const forgotten = new Set<string>()
  const ends: Unsubscribe[] = []
  let isPriming = false
  let isProjecting = false
  let cancelProjection: (() => void) | null = null
  let isStopped = false

  const meetingKeys = (meeting: MeetingId) => [
    documentKey({ kind: 'agenda', meeting }),
    documentKey({ kind: 'log', meeting }),
  ]

  function projectSoon(meeting: MeetingId, delayMs = projectionDelayMs): void {
    toProject.add(meeting)
    cancelProjection ??= env.setTimer(() => {
      cancelProjection = null
      void projectAll()
    }, delayMs)
  }

  /** One meeting that cannot be written now, e.g. for want of room, is tried again and does not hold up the others. */
  async function projectAll(): Promise<void> {
    if (isProjecting || isStopped) return
    isProjecting = true
    const failed = new Set<MeetingId>()
    // Also those that are added meanwhile: a set is walked to its true end.
    for (const meeting of toProject) {
      if (isStopped) break
      toProject.delete(meeting)
      await project(meeting).catch(() => failed.add(meeting))
    }
    isProjecting = false
    if (!isStopped) for (const meeting of failed) projectSoon(meeting, retryDelayMs)
  }

  async function project(meeting: MeetingId): Promise<void> {
    const [agendaKey = '', logKey = ''] = meetingKeys(meeting)
    const agenda = await hub.open(agendaKey)
    try {
      const meetingLog = await hub.open(logKey)
      try {
        await putRows(meeting, agenda, meetingLog)
      } finally {
        meetingLog.release()
      }
    } finally {
      agenda.release()
    }
  }

  async function putRows(meeting: MeetingId, agenda: HubDocument, meetingLog: HubDocument): Promise<void> {
    const state = parts
      .waitingActs()
      .filter((act) => act.meeting === meeting)
      .reduce(
        (before, act) => applyMeetingAct(before, act, { by: parts.me, at: env.now(), seq: 0, hash: '' }),
        replayMeeting(meetingLog.read('log'), meetingLog.read('choices')),
      )
    // Without its log a meeting has no state yet: it is not shown as something it may not be.
    if (state.id !== null) {
      const rows = deriveMeeting({ id: meeting, agenda: agenda.read('agenda'), log: state, me: parts.me })
      await readModels.putMeeting(rows)
      for (const { id, status } of rows.papers) if (status === 'withdrawn') await forgetShares(meeting, id)
    }
  }

  /** What was said on a paper leaves this machine with the paper. */
  async function forgetShares(meeting: MeetingId, paper: PaperId): Promise<void> {
    const key = documentKey({ kind: 'shared-marks', meeting, paper })
    if (forgotten.has(key) || hub.isConnected(key)) return
    forgotten.add(key)
    await log.forget(key)
  }

  /** Fetches what is wanted. Whatever goes wrong on the way, it is tried again while there is a network. */
  async function prime(): Promise<void> {
    if (isPriming || isStopped) return
    isPriming = true
    try {
      while (wanted.size > 0 && !isStopped) if (!(await primeBatch([...wanted].slice(0, batchSize)))) break
    } finally {
      isPriming = false
      if (wanted.size === 0) isChecked.set(isOnline.get())
      else if (!isStopped && isOnline.get()) env.setTimer(() => void prime(), retryDelayMs)
    }
  }

  /** @returns whether all of them were fetched; those that were not stay wanted. */
  async function primeBatch(keys: readonly string[]): Promise<boolean> {
    // Off the list before the server is asked: a change announced while it answers must bring the document back here.
    for (const key of keys) wanted.delete(key)
    const missing = new Set(keys)
    try {
      return await fetchDocuments(keys, missing)
    } finally {
      for (const key of missing) wanted.add(key)
    }
  }

  async function fetchDocuments(keys: readonly string[], missing: Set<string>): Promise<boolean> {
    const token = await parts.access.token()
    if (!token.ok) return false
    const vectors = await log.vectors(keys)
    const epoch = parts.access.epoch.get()
    const documents = keys.map((key) => ({
      name: documentName(key, epoch),
      stateVector: toBase64(vectors.get(key) ?? new Uint8Array()),
    }))
    const answer = await parts.api.call('exchange', { documents }, token.value)
    if (!answer.ok) {
      if (answer.error === 'not-signed-in') parts.access.drop()
      return false
    }
    for (const [index, { update, rights }] of answer.value.documents.entries()) {
      const key = keys[index]
      if (key === undefined) continue
      // One that cannot be taken now is asked for again, and holds up none of the others.
      const isTaken =
        update === null ||
        rights === 'none' ||
        (await take(key, fromBase64(update)).then(
          () => true,
          () => false,
        ))
      if (isTaken) missing.delete(key)
    }
    return missing.size === 0
  }

  async function take(key: string, update: Uint8Array<ArrayBuffer>): Promise<void> {
    // Two bytes say: no structs, no deletions.
    if (update.length <= 2) return
    const document = await hub.open(key)
    try {
      await document.applyRemote(update)
    } finally {
      document.release()
    }
    const scope = parseDocumentKey(key)
    if (scope.ok && 'meeting' in scope.value) projectSoon(scope.value.meeting)
  }

  function followMeetings(document: HubDocument): void {
    let known = new Set<string>()
    const look = () => {
      const ids = document.read('meetings') as readonly MeetingId[]
      const fresh = ids.filter((id) => !known.has(id))
      for (const id of fresh) for (const key of meetingKeys(id)) wanted.add(key)
      const gone = [...known].filter((id) => !ids.includes(id as MeetingId)) as MeetingId[]
      known = new Set(ids)
      for (const id of gone) void forget(id)
      if (fresh.length > 0 && isOnline.get()) void prime()
    }
    look()
    ends.push(document.watch(look))
    ends.push(
      document.connection.subscribe(() => {
        const isConnected = document.connection.get() === 'saved'
        if (isConnected === isOnline.get()) return
        if (isConnected)
          for (const id of document.read('meetings') as readonly MeetingId[])
            for (const key of meetingKeys(id)) wanted.add(key)
        // Everything is wanted before anybody hears that there is a network: so it is asked for once.
        isOnline.set(isConnected)
        if (!isConnected) return isChecked.set(false)
        void forgetStrangers(new Set(document.read('meetings'))).finally(() => void prime())
      }),
    )
  }

  /** Marks that were made on another machine of this person come here before anybody opens the paper. */
  function followMarks(own: HubDocument): void {
    const look = () => {
      for (const key of own.read('sealed-values').keys()) {
        const paper = paperOfIndexKey(key)
        if (paper) wanted.add(documentKey({ kind: 'private-marks', person: parts.me, paper: paper as PaperId }))
      }
      if (isOnline.get() && wanted.size > 0) void prime()
    }
    ends.push(
      own.watch(look),
      isOnline.subscribe(() => isOnline.get() && look()),
    )
  }

  /** The list is complete now: rows of meetings that are not on it are not this person's any more. */
  async function forgetStrangers(mine: ReadonlySet<string>): Promise<void> {
    const made = new Set<string>(parts.waitingActs().map((act) => act.meeting))
    for (const { id } of (await readModels.dump()).meetings) if (!mine.has(id) && !made.has(id)) await forget(id)
  }

  async function forget(meeting: MeetingId): Promise<void> {
    await readModels.removeMeeting(meeting)
    parts.onMeetingGone(meeting)
    // Drafts, running notes and what was said on its papers leave with it.
    const kept = (await log.documents()).filter((key) => key.startsWith(`m/${meeting}/`))
    for (const key of kept) if (!hub.isConnected(key)) await log.forget(key)
  }

  /** Edits that were made offline in a document that nobody has open now are sent all the same. */
  async function sendUnsent(): Promise<void> {
    for (const key of parts.unsentDocuments()) {
      const document = await hub.open(key)
      const disconnect = document.connect()
      const end = document.progress.subscribe(() => {
        if (document.progress.get().unsent > 0) return
        end()
        disconnect()
        document.release()
      })
    }
  }

  return {
    isChecked,
    isOnline,
    noteChanged(name) {
      const key = name.split('@')[0] ?? ''
      if (hub.isConnected(key)) return
      const scope = parseDocumentKey(key)
      if (!scope.ok || !(isMeetingCopy(scope.value.kind) || isMarks(scope.value.kind))) return
      wanted.add(key)
      void prime()
    },
    noteMeeting: projectSoon,
    async rebuild() {
      await readModels.clear()
      const directory = await hub.open(documentKey({ kind: 'directory', organisation: parts.organisation }))
      await readModels.putDirectory(directory.read('directory'))
      directory.release()
      const keys = await log.documents()
      for (const key of keys) {
        const scope = parseDocumentKey(key)
        if (scope.ok && scope.value.kind === 'log') await project(scope.value.meeting)
      }
    },
    async start() {
      const meetings = await hub.open(documentKey({ kind: 'meetings', person: parts.me }))
      const directory = await hub.open(documentKey({ kind: 'directory', organisation: parts.organisation }))
      ends.push(
        () => meetings.release(),
        () => directory.release(),
      )
      followMeetings(meetings)
      const keepDirectory = () => void readModels.putDirectory(directory.read('directory'))
      ends.push(directory.watch(keepDirectory))
      ends.push(meetings.connect(), directory.connect())
      const own = await hub.open(documentKey({ kind: 'private', person: parts.me }))
      ends.push(own.connect(), () => own.release())
      followMarks(own)
      if (parts.keepsOrganisationLog) {
        const document = await hub.open(documentKey({ kind: 'organisation-log', organisation: parts.organisation }))
        ends.push(document.connect(), () => document.release())
      }
      // Documents that a screen has open: their tables follow them.
      const followed = new Map<string, Unsubscribe>()
      const follow = () => {
        const open = new Map(hub.documents.get().map((document) => [document.key, document]))
        for (const [key, document] of open) {
          const scope = parseDocumentKey(key)
          if (followed.has(key) || !scope.ok || !(scope.value.kind === 'agenda' || scope.value.kind === 'log')) continue
          const { meeting } = scope.value
          followed.set(
            key,
            document.watch(() => projectSoon(meeting)),
          )
        }
        for (const [key, end] of followed) {
          if (open.has(key)) continue
          end()
          followed.delete(key)
        }
      }
      ends.push(hub.documents.subscribe(follow), () => followed.forEach((end) => end()))
      follow()
      await sendUnsent()
    },
    stop() {
      isStopped = true
      cancelProjection?.()
      for (const end of ends.splice(0)) end()
    },
  }
}

/** Documents of meetings that every participant keeps whole, open or not. */
const isMeetingCopy = (kind: string) => kind === 'agenda' || kind === 'log'

const isMarks = (kind: string) => kind === 'private-marks' || kind === 'shared-marks'
