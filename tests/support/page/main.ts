import * as Y from 'yjs'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { createKeyMaker } from '#adapters/crypto/key-maker.ts'
import { createOpfsFileSpace } from '#adapters/device-files/opfs-file-space.ts'
import { showPaper } from '#adapters/pdfjs/paper-viewer.ts'
import { openLocalDatabase } from '#adapters/rxdb/local-database.ts'
import { createRxdbDocumentLog } from '#adapters/rxdb/rxdb-document-log.ts'
import { createRxdbReadModels } from '#adapters/rxdb/rxdb-read-models.ts'
import { coreSchemas, viewSchemas } from '#adapters/rxdb/schemas.ts'
import { openSharedDocument } from '#adapters/yjs/shared-document.ts'
import { openJournal } from '#application/documents/journal.ts'
import { checkFileSpace } from '#support/file-space.contract.ts'
import { readRawDatabases, writeRawDatabases, type RawDatabase } from './raw-databases.ts'
import { seeded } from '#support/chance.ts'
import { tryPaper } from './corpus.ts'
import { readingBench } from './reading.ts'
import { openTables } from './tables.ts'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { idFromBytes, type FileId, type MeetingId } from '#domain/kernel/ids.ts'
import { noDuties } from '#domain/meeting/meeting-duties.ts'
import { emptyMeetingLog } from '#domain/meeting/meeting-log.ts'
import { preparationFor } from '#domain/meeting/preparation-view.ts'
import { figuresOf } from '#domain/statistics/meeting-figures.ts'
import { makeHeader, openContainer, sealContainer, type OpenContainer } from '#protocol/files/sealed-container.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const env = {
  now: () => Date.now(),
  randomBytes,
  setTimer: (run: () => void, delayMs: number) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
const keyRing = createKeyMaker(randomBytes).keyRing(new Uint8Array(32).fill(7))
const files = createOpfsFileSpace(
  new Worker(new URL('../../../app/adapters/device-files/opfs-worker.ts', import.meta.url), { type: 'module' }),
)
const openDatabase = () =>
  openLocalDatabase({ name: 'bench', keyRing, onDamage: () => {}, limitMs: 60_000, setTimer: env.setTimer })

async function paint(container: OpenContainer): Promise<number> {
  const element = document.querySelector<HTMLDivElement>('#stage')
  if (!element) throw new Error('no stage')
  Object.assign(element.style, { position: 'absolute', inset: '0', overflow: 'auto' })
  const start = performance.now()
  const view = await showPaper(container, { element, startPage: 1 })
  if (view === 'broken') throw new Error('broken')
  await new Promise<void>((resolve) => {
    const look = () =>
      element.querySelector('.page[data-loaded="true"] canvas') ? resolve() : requestAnimationFrame(look)
    look()
  })
  const taken = performance.now() - start
  await view.close()
  return taken
}

const reading = readingBench(files)
/** Saves as the autosave of marks does: a change of a shared document, until it is kept. */
async function openSaving() {
  const database = await openDatabase()
  const journal = await openJournal({ files, sealer: await keyRing.sealer('journal'), window: 'pen', orphans: [] })
  const log = createRxdbDocumentLog(database, { window: 'pen', now: env.now })
  const document = await openSharedDocument({ key: 'm/pen/agenda', log, journal, env })
  let count = 0
  return async () => {
    document.doc.transact(() => document.doc.getMap('details').set('title', `Nét ${count++}`), 'local')
    await document.flush()
  }
}

const testPage = {
  tryPaper,
  keepPaper: (url: string) => reading.keep(url),
  forgetPlain: () => reading.forgetPlain(),
  jump: (kind: 'sealed' | 'memory', page: number) => reading.jump(kind, page),
  scroll: (frames: number) => reading.scroll(frames),
  pageThrough: () => reading.pageThrough(),
  readWords: () => reading.readWords(),
  closePaper: () => reading.close(),
  takePen: async (draws: boolean) => reading.takePen(draws ? await openSaving() : null),
  layPenDown: () => reading.layPenDown(),
  /** Milliseconds to the first painted page, from the sealed file and from plain bytes in memory, taken in turn. */
  async openPaper(url: string, rounds: number) {
    const plain = new Uint8Array(await (await fetch(url)).arrayBuffer())
    const sealer = await importSealer(randomBytes(32))
    await files.remove('bench.pmb')
    for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, randomBytes(16))))
      await files.append('bench.pmb', piece)
    const memory: OpenContainer = { size: plain.length, read: async ({ start, end }) => plain.slice(start, end) }
    await paint(memory)
    const sealed: number[] = []
    const floor: number[] = []
    for (let round = 0; round < rounds; round++) {
      floor.push(await paint(memory))
      sealed.push(await paint(await openContainer((range) => files.readRange('bench.pmb', range), sealer)))
    }
    return { sealed, floor }
  },
  /** Milliseconds from an edit to "saved here", and from a bare strict IndexedDB write of the same bytes. */
  async appendChange(rounds: number) {
    const database = await openDatabase()
    const journal = await openJournal({ files, sealer: await keyRing.sealer('journal'), window: 'bench', orphans: [] })
    const document = await openSharedDocument({
      key: 'm/bench/agenda',
      log: createRxdbDocumentLog(database, { window: 'bench', now: env.now }),
      journal,
      env,
    })
    const bare = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('bare')
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true })
      request.onsuccess = () => resolve(request.result)
    })
    const ours: number[] = []
    const floor: number[] = []
    for (let round = 0; round < rounds; round++) {
      let start = performance.now()
      document.doc.transact(() => document.doc.getMap('details').set('title', `Lần ${round}`), 'local')
      await document.flush()
      ours.push(performance.now() - start)
      start = performance.now()
      await new Promise<void>((resolve) => {
        const transaction = bare.transaction('rows', 'readwrite', { durability: 'strict' })
        transaction.objectStore('rows').add(Y.encodeStateVector(document.doc))
        transaction.oncomplete = () => resolve()
      })
      floor.push(performance.now() - start)
    }
    await document.close()
    await database.close()
    return { ours, floor }
  },
  checkFiles: () => checkFileSpace(files),
  /** Two rows change places in the database file, and one byte of a third is turned: what does the list say? */
  async checkDamage() {
    const name = 'damage'
    const damaged: string[] = []
    const open = () =>
      openLocalDatabase({
        name,
        keyRing,
        onDamage: (_scope, id) => void damaged.push(id),
        limitMs: 60_000,
        setTimer: env.setTimer,
      })
    const first = await open()
    for (let n = 0; n < 4; n++) await createRxdbReadModels(first).putMeeting(rowsOf(n, 0))
    await first.close()
    const found = (await indexedDB.databases()).find(
      (entry) => entry.name?.includes(name) && entry.name.endsWith('meetings'),
    )
    const raw = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(found?.name ?? '')
      request.onsuccess = () => resolve(request.result)
    })
    await new Promise<void>((resolve) => {
      const transaction = raw.transaction('docs', 'readwrite')
      const store = transaction.objectStore('docs')
      const request = store.getAll()
      request.onsuccess = () => {
        const [a, b, c] = request.result as { box: string }[]
        if (!a || !b || !c) return
        store.put({ ...a, box: b.box })
        store.put({ ...b, box: a.box })
        store.put({ ...c, box: c.box.slice(0, 40) + String.fromCharCode(c.box.charCodeAt(40) ^ 1) + c.box.slice(41) })
      }
      transaction.oncomplete = () => resolve()
    })
    raw.close()
    const again = await open()
    const rows = (await createRxdbReadModels(again).dump()).meetings
    const sealedQuery = await again.view.collections.meetings
      .find({ selector: { title: 'x' } })
      .exec()
      .then(
        () => 'answered',
        () => 'refused',
      )
    await again.close()
    return {
      rows: rows.length,
      titles: rows.filter(({ title }) => title !== undefined).length,
      damaged: damaged.length,
      sealedQuery,
    }
  },
  /** Random edits and acts on a few meetings: the tables as they followed, and as a rebuild makes them. */
  async tablesAndRebuild(seed: number, edits: number) {
    const store = await openTables({ name: `tables${seed}`, files, keyRing, chance: seeded(seed) })
    for (let n = 0; n < edits; n++) {
      await store.edit()
      if (n % 10 === 9) await store.settle()
    }
    await store.settle()
    const followed = await store.tables()
    await store.rebuild()
    const rebuilt = await store.tables()
    await store.close()
    return { followed, rebuilt }
  },
  /** What this version keeps of a few meetings, as raw rows, and the tables that belong to it. */
  async freeze(seed: number) {
    const { rebuilt } = await testPage.tablesAndRebuild(seed, 60)
    return { databases: await readRawDatabases(`core-tables${seed}`), tables: rebuilt }
  },
  /** The tables that this version builds from a store that an older version left. */
  async thaw(databases: readonly RawDatabase[], seed: number) {
    await writeRawDatabases(databases)
    const store = await openTables({ name: `tables${seed}`, files, keyRing, chance: seeded(seed) })
    await store.rebuild()
    const tables = await store.tables()
    await store.close()
    return tables
  },
  /** More than 13 in one window would need a paid edition. */
  collections: () => Object.keys(coreSchemas).length + Object.keys(viewSchemas).length,
  async fillTables(meetings: number, papersEach: number) {
    const database = await openDatabase()
    const models = createRxdbReadModels(database)
    for (let n = 0; n < meetings; n++) await models.putMeeting(rowsOf(n, papersEach))
    await database.close()
  },
  /** Milliseconds since the navigation began until the first rows stand in the list. */
  async firstList() {
    const database = await openDatabase()
    const live = createRxdbReadModels(database).meetings
    const rows = await new Promise<readonly MeetingRow[]>((resolve) => {
      live.subscribe(() => {
        const found = live.get()
        if (found) resolve(found)
      })
    })
    draw(rows.slice(0, 20))
    return { taken: performance.now(), count: rows.length }
  },
  staticList(count: number) {
    draw(Array.from({ length: 20 }, (_, n) => rowsOf(n, 0).meeting))
    return { taken: performance.now(), count }
  },
}

function draw(rows: readonly MeetingRow[]): void {
  document.querySelector('#list')?.replaceChildren(
    ...rows.map(({ title, place }) => {
      const line = document.createElement('li')
      line.textContent = `${title} ${place}`
      return line
    }),
  )
}

function rowsOf(number: number, papersEach: number) {
  const id = (prefix: 'm' | 't', n: number) =>
    idFromBytes(prefix, new Uint8Array(new Uint32Array([number, n, 0, prefix === 'm' ? 1 : 2]).buffer))
  const meetingId = id('m', 0) as MeetingId
  const meeting: MeetingRow = {
    id: meetingId,
    partOf: '',
    partAfter: '',
    startsAt: 1_700_000_000_000 + number * 3_600_000,
    status: 'invited',
    title: `Phiên họp thường kỳ số ${number} của Ban Thường vụ`,
    place: 'Phòng họp số 1, tầng 3',
    description: '',
    bodyId: '',
    roomId: '',
    seating: [],
    remarksUntil: 0,
    numbering: 'arabic',
    tracksReading: false,
    endsAt: 1_700_000_000_000 + number * 3_600_000,
    notesDays: -1,
    notesGoneAt: 0,
    itemCount: 10,
    paperCount: papersEach,
    myRoles: ['member'],
    participants: [],
    tasks: [],
    figures: figuresOf(emptyMeetingLog, 0),
    preparation: preparationFor(emptyMeetingLog, idFromBytes('p', new Uint8Array(16))),
    consultations: [],
    issued: [],
    unitInvitations: [],
    letters: [],
    decisions: [],
    duties: noDuties,
  }
  const papers = Array.from({ length: papersEach }, (_, n): PaperRow => ({
    id: id('t', n + 1) as PaperRow['id'],
    meetingId,
    itemId: '',
    pos: n,
    status: 'published',
    fileId: 'a'.repeat(64) as FileId,
    title: `Báo cáo số ${n} về tình hình thực hiện nhiệm vụ`,
    kind: 'report',
    marking: 'internal',
    version: 1,
    size: 100_000,
    pageCount: 10,
    publishedAt: 1_700_000_000_000,
  }))
  return { meeting, items: [], papers }
}

export type TestPage = typeof testPage
;(globalThis as unknown as { testPage: TestPage }).testPage = testPage
