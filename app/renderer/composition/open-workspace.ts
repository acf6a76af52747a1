import { createHasher } from '#adapters/crypto/hasher.ts'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { createActSender } from '#application/acts/act-sender.ts'
import { openLetters } from '#application/letters/letters.ts'
import { keepPapersHere } from '#application/papers/auto-download.ts'
import type { PdfInspector } from '#application/papers/import-paper.ts'
import { createPaperLibrary } from '#application/papers/paper-library.ts'
import type { RecogniseWords } from '#application/papers/recognise-words.ts'
import { reportHeldPapers } from '#application/papers/report-held.ts'
import { takePaperIn } from '#application/papers/take-paper-in.ts'
import { createPaperTransfers } from '#application/papers/paper-transfers.ts'
import { containerSize } from '#protocol/files/sealed-container.ts'
import type { OutboxCommand, SetAside } from '#application/ports/device-store.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import { createCell, type Unsubscribe } from '#application/ports/live.ts'
import type { Locks } from '#application/ports/locks.ts'
import type { OfficeConverter } from '#application/ports/office-converter.ts'
import type { KeyMaker } from '#application/ports/password-keys.ts'
import type { CheckRecord } from '#application/ports/record-check.ts'
import type { CallFailure, ServerApi } from '#application/ports/server-api.ts'
import { createAccess } from '#application/session/access.ts'
import type { Identity } from '#application/session/session.ts'
import type { StoreHealth, Workspace } from '#application/session/workspace.ts'
import { keepPaperTexts, type ReadPaperWords } from '#application/search/paper-texts.ts'
import { createHandBack } from '#application/sync/hand-back.ts'
import { createSeenHistory } from '#application/sitting/seen-history.ts'
import { makeRecord } from '#application/sitting/make-record.ts'
import { createSyncEngine } from '#application/sync/sync-engine.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { idFromBytes, type FileId, type MeetingId } from '#domain/kernel/ids.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { isMeetingAct } from '#protocol/commands/acts.ts'
import type { RequestOf } from '#protocol/http/contract.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { createDocumentHub } from './document-hub.ts'
import { createMeeting } from './create-meeting.ts'
import { followProgress } from './follow-progress.ts'
import { followMeeting } from './follow-meeting.ts'
import { createMeetingDocuments } from './open-documents.ts'
import { keepNotesLimit, openMarks, openReadersOf, openRemarksOn, openShares, readOwnMarks } from './open-marks.ts'
import { createRooms, openOwn } from './open-room.ts'
import { openStore } from './open-store.ts'
import { publishPapers } from './publish-papers.ts'

export type WorkspaceParts = {
  readonly identity: Identity
  readonly api: ServerApi
  readonly keyMaker: KeyMaker
  readonly files: FileSpace
  readonly locks: Locks
  readonly env: Environment
  readonly syncUrl: string
  readonly inspector: PdfInspector
  readonly convertOffice: OfficeConverter
  readonly recogniseWords: RecogniseWords
  readonly readPaperWords: ReadPaperWords
  readonly checkRecord: CheckRecord
}

/** The workspace, with what only the composition may do with it. */
export type OpenedWorkspace = Workspace & {
  readonly rebuild: () => Promise<void>
  readonly endSession: (everywhere: boolean) => Promise<void>
  readonly keepRecovery: (request: RequestOf<'makeRecovery'>) => Promise<Result<null, CallFailure>>
}

/** Builds the running workspace of one person from the adapters. */
export async function openWorkspace(parts: WorkspaceParts): Promise<OpenedWorkspace> {
  const { identity, api, files, locks, env } = parts
  const store = await openStore(parts)
  const { journal, log, outbox, readModels } = store
  const access = createAccess({
    api,
    vault: identity.vault,
    keyRing: identity.ownKeys,
    keyMaker: parts.keyMaker,
    locks,
    env,
    first: identity.access,
    epoch: identity.epoch,
  })
  const ends: Unsubscribe[] = []

  const hub = createDocumentHub({
    log,
    journal,
    env,
    url: parts.syncUrl,
    Socket: WebSocket,
    person: identity.person.id,
    epoch: () => access.epoch.get(),
    async ticket(name) {
      const token = await access.token()
      if (!token.ok) return token
      const answer = await api.call('tickets', { documents: [name] }, token.value)
      if (!answer.ok) return answer
      const [ticket] = answer.value.tickets
      return ticket === undefined ? fail('failed' as const) : ok(ticket)
    },
    onFailure: (failure) => failure === 'not-signed-in' && access.drop(),
    onChanged: (name) => engine.noteChanged(name),
    onEpochGone: () => access.drop(),
    mayConnect: (key) => !waitingActs().some((act) => act.t === 'meeting.create' && key.includes(act.meeting)),
    async onSetAside({ document, refusal, text, updates }) {
      const entry: SetAside = {
        id: toHex(env.randomBytes(16)),
        kind: 'set-aside',
        state: 'refused',
        createdAt: env.now(),
        document,
        refusal,
        text,
        updates: updates.map(toBase64),
      }
      await outbox.put(entry)
    },
  })

  const waitingCommands = () =>
    outbox.entries
      .get()
      .filter((entry): entry is OutboxCommand => entry.kind === 'command' && entry.state === 'waiting')
  const waitingActs = (): readonly MeetingAct[] =>
    waitingCommands().flatMap(({ command }) =>
      isMeetingAct(command.body.act) && (command.body.act.t === 'meeting.create' || command.body.act.t === 'role.set')
        ? [command.body.act]
        : [],
    )

  const engine = createSyncEngine({
    organisation: identity.organisation.id,
    me: identity.person.id,
    keepsOrganisationLog: identity.person.systemRoles.some((role) => role === 'admin' || role === 'secretariat'),
    hub,
    log,
    readModels,
    api,
    access,
    env,
    unsentDocuments: () => journal.documents(),
    waitingActs,
    onMeetingGone: (meeting) => void forgetPapers(meeting),
  })

  const library = await createPaperLibrary({
    files,
    keys: store.fileKeys,
    api,
    access,
    makeHasher: createHasher,
    importSealer,
  })
  const paperTexts = await keepPaperTexts({
    library,
    files,
    sealer: await identity.keyRing.sealer('paper-texts'),
    read: parts.readPaperWords,
  })
  const handBack = createHandBack({
    api,
    access,
    hub,
    log,
    library,
    settings: store.settings,
    isOnline: engine.isOnline,
    env,
  })
  ends.push(handBack.stop)
  const transfers = createPaperTransfers(library)
  const fetchFile: Workspace['fetchFile'] = ({ file, meeting, size }) =>
    library.fetch({ file, meeting, containerSize: containerSize(size) })
  async function sendFile(meeting: MeetingId, file: FileId): Promise<Result<null, Refusal | 'offline'>> {
    const sent = await transfers.send(file, meeting)
    // What was sent from another machine is not here: the server knows whether it has it.
    return sent.ok || sent.error === 'not-here' ? ok(null) : fail(sent.error)
  }
  ends.push(
    reportHeldPapers({
      library,
      isOnline: engine.isOnline,
      env,
      report: async (held) => (await withToken((token) => api.call('reportFiles', { held: [...held] }, token))).ok,
    }),
  )
  ends.push(keepPapersHere({ papers: readModels.papers, library, isOnline: engine.isOnline, env }))

  async function forgetPapers(meeting: MeetingId): Promise<void> {
    const rows = await store.database.core.collections.files.find({ selector: { meetingId: meeting } }).exec()
    for (const { fileId } of rows) await library.remove(fileId as FileId)
  }

  /** With who this person is; without a network, or signed out, the answer says so. */
  async function withToken<Value>(
    call: (token: string) => Promise<Result<Value, CallFailure>>,
  ): Promise<Result<Value, CallFailure>> {
    const token = await access.token()
    return token.ok ? call(token.value) : token
  }

  const history = createSeenHistory({ settings: store.settings, env })
  const acts = createActSender({
    person: identity.person.id,
    device: identity.device,
    signingKey: identity.signingKey,
    outbox,
    env,
    seen: (act) => (isMeetingAct(act) ? history.seen(act.meeting) : null),
    async send({ command, ballot }) {
      const request = ballot ? { ...command, ballot } : command
      const answer = await withToken((token) => api.call('command', request, token))
      return answer.ok ? ok(answer.value.entry) : answer
    },
  })

  const letters = openLetters({
    me: identity.person.id,
    opener: await identity.ownKeys.letters(),
    directory: readModels.directory,
    isChecked: engine.isChecked,
    submit: (act) => acts.submit(act),
    newId: (prefix) => idFromBytes(prefix, env.randomBytes(16)),
  })
  ends.push(letters.close)

  const roomParts = { hub, identity, outbox, acts, env }
  const personal = await openOwn({ ...roomParts, settings: store.settings, checkRecord: parts.checkRecord })
  const rooms = createRooms({ hub, outbox, keyHolding: personal.keyHolding, history })
  ends.push(personal.close)

  const sync = followProgress({ hub, journal, engine, access, transfers, outbox, waitingCommands, ends })

  const health = createCell<StoreHealth>(
    store.isLost ? { kind: 'recovering', unsent: journal.documents().length } : { kind: 'well' },
  )
  ends.push(engine.isChecked.subscribe(() => engine.isChecked.get() && health.set({ kind: 'well' })))
  ends.push(
    engine.isOnline.subscribe(() => {
      if (engine.isOnline.get()) void acts.sendWaiting()
    }),
    access.isRecovering.subscribe(() => {
      if (!access.isRecovering.get()) void acts.sendWaiting()
    }),
    outbox.entries.subscribe(() => {
      for (const act of waitingActs()) engine.noteMeeting(act.meeting)
      hub.hurry()
    }),
  )
  const onOnline = () => hub.hurry()
  const onHide = () => void flushAll()
  globalThis.addEventListener('online', onOnline)
  globalThis.addEventListener('visibilitychange', onHide)
  ends.push(
    () => globalThis.removeEventListener('online', onOnline),
    () => globalThis.removeEventListener('visibilitychange', onHide),
  )

  async function flushAll(): Promise<void> {
    await Promise.all(hub.documents.get().map((document) => document.flush().catch(() => {})))
  }

  const { openAgenda, openPreparation, openMinutes, openCalendar } = createMeetingDocuments(hub)
  const now = () => env.now() + api.clockOffset()
  const newId: Workspace['newId'] = (prefix) => idFromBytes(prefix, env.randomBytes(16))

  const recordOf: Workspace['makeRecord'] = (room, title) => {
    const directory = readModels.directory.get()
    return directory && makeRecord({ room, title, directory, serverKey: identity.serverKey })
  }

  await engine.start()
  ends.push(keepNotesLimit({ hub, identity, readModels, now, env }))
  if (store.needsRebuild) void engine.rebuild().then(store.tablesAreBuilt)

  return {
    identity,
    sync,
    store: health,
    restore: handBack.state,
    agreeToEndRestore: () => handBack.agreeToEnd(),
    signInAgain: async (password) => {
      const done = await access.signInAgain(password)
      if (done.ok) hub.hurry()
      return done
    },
    outbox: outbox.entries,
    meetings: readModels.meetings,
    papers: readModels.papers,
    directory: readModels.directory,
    items: readModels.items,
    places: personal.places,
    notices: personal.notices,
    rebuild: () => engine.rebuild(),
    submit: (act) => acts.submit(act),
    createMeeting: (wanted) =>
      createMeeting(wanted, {
        acts,
        openAgenda,
        newId,
        noteMeeting: (meeting) => engine.noteMeeting(meeting),
        me: identity.person.id,
        bodies: () => readModels.directory.get()?.bodies ?? [],
        now: env.now,
      }),
    openAgenda,
    openPreparation,
    openMinutes,
    openCalendar: () => openCalendar(identity.organisation.id),
    follow: (meeting) => followMeeting(hub, meeting),
    async submitPaper(meeting, paper, version) {
      const sent = await sendFile(meeting, version.file)
      return sent.ok ? acts.submit({ t: 'paper.submit', meeting, paper, version, note: '' }) : sent
    },
    publish: (meeting, drafts) =>
      publishPapers(meeting, drafts, {
        acts,
        meetings: () => readModels.meetings.get() ?? [],
        openAgenda,
        openPreparation,
        sendFile,
      }),
    fileHolders: async (meeting) => {
      const answer = await withToken((token) => api.call('fileHolders', { meeting }, token))
      return answer.ok ? ok(answer.value.holders) : answer
    },
    transfers: transfers.states,
    importPaper: (meeting, file, { id, keepsOriginal = false }) =>
      takePaperIn(id, file, {
        meeting,
        keepsOriginal,
        transfers,
        inspector: parts.inspector,
        convertOffice: parts.convertOffice,
        recogniseWords: parts.recogniseWords,
        files,
        library,
        env,
        makeHasher: createHasher,
        importSealer,
      }),
    skipRecognition: (id) => transfers.skip(id),
    forgetTransfer: (id) => transfers.forget(id),
    fileStates: library.states,
    fetchPaper: ({ fileId, meetingId, size }) => fetchFile({ file: fileId, meeting: meetingId, size }),
    fetchFile,
    paperTexts,
    openMarks: (paper) => openMarks(paper, { hub, identity }),
    ownMarks: () => readOwnMarks({ hub, identity }),
    letters,
    openShares: (place) => openShares(place, { hub, identity, env, letters }),
    openReaders: (place) => openReadersOf(place, { hub, identity, env, letters }),
    openRemarks: (place, mayAnswer) => openRemarksOn(place, { hub, identity, env, mayAnswer }),
    openRoom: rooms.open,
    ownBallots: personal.ballots.choices,
    receiptsOf: personal.ballots.receiptsOf,
    makeRecord: recordOf,
    castBallot: ({ room, poll, title, voter, helpReason = '' }, choice) =>
      personal.cast({ meeting: room.meeting, poll, record: recordOf(room, title), voter, helpReason }, choice),
    keyHolding: personal.keyHolding,
    now,
    openPaper: (file) => library.open(file),
    invite: (person) => withToken((token) => api.call('invite', { person }, token)),
    async discard(id) {
      await outbox.remove(id)
    },
    newId,
    flushAll,
    async close() {
      await flushAll()
      await paperTexts.stop()
      engine.stop()
      ends.splice(0).forEach((end) => end())
      await hub.closeAll()
      await store.close()
    },
    async keepRecovery(request) {
      const answer = await withToken((token) => api.call('makeRecovery', request, token))
      return answer.ok ? ok(null) : answer
    },
    async endSession(everywhere) {
      await withToken((token) => api.call(everywhere ? 'signOutEverywhere' : 'signOut', {}, token))
    },
  }
}
