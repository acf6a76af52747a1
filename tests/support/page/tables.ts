import * as Y from 'yjs'
import { openLocalDatabase } from '#adapters/rxdb/local-database.ts'
import { createRxdbDocumentLog } from '#adapters/rxdb/rxdb-document-log.ts'
import { createRxdbReadModels } from '#adapters/rxdb/rxdb-read-models.ts'
import { openJournal } from '#application/documents/journal.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import { createCell } from '#application/ports/live.ts'
import type { KeyRing } from '#application/ports/sealer.ts'
import { createSyncEngine } from '#application/sync/sync-engine.ts'
import { fail } from '#domain/kernel/result.ts'
import { idFromBytes, type FileId, type IdPrefix, type TaskId } from '#domain/kernel/ids.ts'
import type { MeetingAct, PublishedPaper } from '#domain/meeting/meeting-log.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import type { Chance } from '#support/chance.ts'
import { createDocumentHub } from '#renderer/composition/document-hub.ts'

/**
 * The real store, documents, hub and engine of one person, without a network and with timers that run when told: what the
 * tables say after any run of edits can be compared with a rebuild.
 */
export async function openTables(parts: {
  readonly name: string
  readonly files: FileSpace
  readonly keyRing: KeyRing
  readonly chance: Chance
}) {
  const { chance } = parts
  const bytes = (length: number) => Uint8Array.from({ length }, () => chance(256))
  const id = <Prefix extends IdPrefix>(prefix: Prefix) => idFromBytes(prefix, bytes(16))
  let waiting: (() => void)[] = []
  const env = {
    now: () => 1_780_000_000_000,
    randomBytes: bytes,
    setTimer(run: () => void) {
      waiting.push(run)
      return () => void (waiting = waiting.filter((other) => other !== run))
    },
  }
  const setTimer = (run: () => void, delayMs: number) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
  const database = await openLocalDatabase({
    name: parts.name,
    keyRing: parts.keyRing,
    onDamage: () => {},
    limitMs: 60_000,
    setTimer,
  })
  const sealer = await parts.keyRing.sealer('journal')
  const journal = await openJournal({ files: parts.files, sealer, window: parts.name, orphans: [] })
  let underWay = 0
  /** Counts the calls that the database has not answered, so that a slow disk is waited for and not guessed. */
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...values: unknown[]) => {
          const answer = (value as (...given: unknown[]) => unknown).apply(target, values)
          if (!(answer instanceof Promise)) return answer
          underWay++
          return answer.finally(() => underWay--)
        }
      },
    })
  const log = counted(createRxdbDocumentLog(database, { window: parts.name, now: env.now }))
  const readModels = counted(createRxdbReadModels(database))
  const me = id('p')
  const hub = createDocumentHub({
    log,
    journal,
    env,
    url: 'ws://localhost',
    Socket: WebSocket,
    epoch: () => 1,
    ticket: async () => fail('offline' as const),
    onFailure: () => {},
    onChanged: () => {},
    onSetAside: async () => {},
    onEpochGone: () => {},
    mayConnect: () => false,
    person: me,
  })
  const engine = createSyncEngine({
    organisation: id('o'),
    me,
    keepsOrganisationLog: false,
    hub,
    log,
    readModels,
    api: {
      clockOffset: () => 0,
      call: async () => fail('offline' as const),
      download: async () => fail('offline' as const),
      upload: async () => fail('offline' as const),
    },
    access: {
      token: async () => fail('offline' as const),
      drop: () => {},
      isSignedOut: createCell(false),
      epoch: createCell(1),
      isRecovering: createCell(false),
      signInAgain: async () => fail('offline' as const),
    },
    env,
    unsentDocuments: () => [],
    waitingActs: () => [],
    onMeetingGone: () => {},
  })
  await engine.start()

  /** Runs every timer, and what those begin, until nothing waits any more. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const due = waiting.splice(0)
      quiet = due.length === 0 && underWay === 0 ? quiet + 1 : 0
      for (const run of due) run()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  const meetings = Array.from({ length: 4 }, () => ({
    id: id('m'),
    entries: 0,
    papers: [] as PublishedPaper[],
    tasks: [] as TaskId[],
  }))
  const version = () => ({
    file: Array.from(bytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('') as FileId,
    size: 1 + chance(1e6),
    sha256: '0'.repeat(64),
    pageCount: 1 + chance(50),
  })

  async function edit(): Promise<void> {
    const meeting = meetings[chance(meetings.length)]
    if (!meeting) return
    const document = await hub.open(documentKey({ kind: 'agenda', meeting: meeting.id }))
    const { items } = document.read('agenda')
    const editor = document.agendaEditor()
    const some = items[chance(Math.max(1, items.length))]
    const kind = chance(6)
    if (kind === 0)
      editor.setDetails({
        title: `Phiên họp ${chance(1000)}`,
        startsAt: 1_780_000_000_000 + chance(1e9),
        remarksUntil: chance(2) ? chance(1e6) : 0,
        numbering: chance(2) ? 'roman' : 'arabic',
      })
    else if (kind < 3 || !some)
      editor.addItems([
        {
          id: id('i'),
          parent: chance(2) && some ? some.id : null,
          position: String.fromCharCode(65 + chance(26)),
          title: `Nội dung ${chance(1000)}`,
          kind: 'report',
          presenter: '',
          owningUnit: '',
          paperInRoom: '',
          minutes: chance(60),
          status: 'planned',
          note: '',
        },
      ])
    else if (kind === 3) editor.changeItem(some.id, { parent: items[chance(items.length)]?.id ?? null })
    else if (kind === 4) editor.changeItem(some.id, { title: `Đổi tên ${chance(1000)}`, minutes: chance(90) })
    else editor.removeItems([some.id])
    document.release()
    await act(meeting, items[0]?.id ?? null)
  }

  async function act(meeting: (typeof meetings)[number], item: PublishedPaper['item']): Promise<void> {
    const acts: MeetingAct[] = []
    if (meeting.entries === 0) acts.push({ t: 'meeting.create', meeting: meeting.id })
    const paper = meeting.papers[chance(Math.max(1, meeting.papers.length))]
    const kind = chance(8)
    if (kind === 0) acts.push({ t: 'meeting.publish', meeting: meeting.id, papers: [] })
    else if (kind === 1)
      acts.push({ t: 'role.set', meeting: meeting.id, person: chance(2) ? me : id('p'), roles: ['member'] })
    else if (kind === 2) {
      const made: PublishedPaper = {
        paper: id('t'),
        item,
        title: `Báo cáo ${chance(1000)}`,
        kind: 'report',
        position: String.fromCharCode(65 + chance(26)),
        version: version(),
      }
      meeting.papers.push(made)
      acts.push({ t: 'paper.publish', meeting: meeting.id, paper: made })
    } else if (kind === 3 && paper)
      acts.push({
        t: 'paper.replace',
        meeting: meeting.id,
        paper: paper.paper,
        title: `Bản mới ${chance(1000)}`,
        version: version(),
      })
    else if (kind === 4 && paper)
      acts.push({ t: 'paper.withdraw', meeting: meeting.id, paper: paper.paper, reason: '' })
    else if (kind === 5) {
      const task = id('w')
      meeting.tasks.push(task)
      acts.push({
        t: 'task.assign',
        meeting: meeting.id,
        task,
        item,
        title: `Nhiệm vụ ${chance(1000)}`,
        lead: me,
        support: [],
        due: 1_780_000_000_000 + chance(1e9),
      })
    } else if (kind === 6 && meeting.tasks[0])
      acts.push({ t: 'task.report', meeting: meeting.id, task: meeting.tasks[0], progress: chance(100), text: 'Xong' })
    if (acts.length === 0) return
    const document = await hub.open(documentKey({ kind: 'log', meeting: meeting.id }))
    const server = new Y.Doc()
    for (const known of await log.load(document.key)) Y.applyUpdate(server, known)
    const before = Y.encodeStateVector(server)
    server.getArray('entries').push(acts.map((made) => JSON.stringify(recorded(made, meeting))))
    await document.applyRemote(new Uint8Array(Y.encodeStateAsUpdate(server, before)))
    document.release()
  }

  const recorded = (made: MeetingAct, meeting: (typeof meetings)[number]) => ({
    entry: {
      v: 1,
      log: meeting.id,
      epoch: 1,
      seq: ++meeting.entries,
      prev: '0'.repeat(64),
      ts: 1_780_000_000_000 + meeting.entries,
      type: made.t,
      cmdHash: '0'.repeat(64),
      sig: '0'.repeat(128),
    },
    command: {
      body: { act: made, person: me, device: id('d'), at: 0, nonce: '0'.repeat(32) },
      signature: '0'.repeat(128),
    },
  })

  return {
    edit,
    settle,
    rebuild: () => engine.rebuild(),
    async tables() {
      const dump = await readModels.dump()
      const sorted = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
        rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      return { meetings: sorted(dump.meetings), items: sorted(dump.items), papers: sorted(dump.papers) }
    },
    async close() {
      engine.stop()
      await hub.closeAll()
      await database.close()
    },
  }
}
