import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb/plugins/core'
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { KeyRing } from '#application/ports/sealer.ts'
import { projectionVersion } from '#protocol/versions.ts'
import { createSealedStorage } from './sealed-storage.ts'
import {
  coreSchemas,
  viewSchemas,
  type CatalogueRow,
  type DocumentRow,
  type FileRow,
  type MetaRow,
  type OutboxRow,
  type Flat,
  type PersonRow,
  type UpdateRow,
} from './schemas.ts'

export type CoreCollections = {
  yupdates: RxCollection<UpdateRow>
  ydocs: RxCollection<DocumentRow>
  outbox: RxCollection<OutboxRow>
  files: RxCollection<FileRow>
  meta: RxCollection<MetaRow>
}
export type ViewCollections = {
  meetings: RxCollection<Flat<MeetingRow>>
  items: RxCollection<ItemRow>
  papers: RxCollection<PaperRow>
  people: RxCollection<PersonRow>
  catalogue: RxCollection<CatalogueRow>
}

export type LocalDatabase = {
  readonly core: RxDatabase<CoreCollections>
  readonly view: RxDatabase<ViewCollections>
  close(): Promise<void>
}

/** Data that must survive a power cut is flushed with every transaction; the rest can be fetched or derived again. */
const strictCollections = new Set(['yupdates', 'outbox', 'meta'])
const cleanupPolicy = {
  minimumDeletedTime: 0,
  minimumCollectionAge: 60_000,
  runEach: 600_000,
  awaitReplicationsInSync: false,
  waitForLeadership: false,
}

let isPluginAdded = false

/**
 * Opens the two databases of one person on this device. A database that does not open within the limit is damaged in a
 * way that hangs Chromium; the caller then takes the way of recovery.
 * @throws DatabaseStuck after `limitMs`.
 */
export async function openLocalDatabase(parts: {
  /** Part of the database names; the device's id, which says nothing about the person. */
  readonly name: string
  readonly keyRing: KeyRing
  readonly onDamage: (scope: string, id: string) => void
  readonly limitMs: number
  readonly setTimer: (run: () => void, delayMs: number) => () => void
}): Promise<LocalDatabase> {
  if (!isPluginAdded) addRxPlugin(RxDBCleanupPlugin)
  isPluginAdded = true
  const relaxed = getRxStorageDexie()
  const strict = getRxStorageDexie({ chromeTransactionDurability: 'strict' })
  const mixed = Object.assign({}, relaxed, {
    createStorageInstance: (params: Parameters<typeof relaxed.createStorageInstance>[0]) =>
      (strictCollections.has(params.collectionName) ? strict : relaxed).createStorageInstance(params),
  }) as typeof relaxed
  const storage: RxStorage<unknown, unknown> = createSealedStorage({
    storage: mixed,
    sealerFor: (scope) => parts.keyRing.sealer(`rx/${scope}`),
    onDamage: parts.onDamage,
  }) as RxStorage<unknown, unknown>

  const open = async (): Promise<LocalDatabase> => {
    const core = await createRxDatabase<CoreCollections>({
      name: `core-${parts.name}`,
      storage,
      multiInstance: true,
      cleanupPolicy,
    })
    const view = await createRxDatabase<ViewCollections>({
      name: `view-p${projectionVersion}-${parts.name}`,
      storage,
      multiInstance: true,
      cleanupPolicy,
    })
    await core.addCollections(
      Object.fromEntries(Object.entries(coreSchemas).map(([name, schema]) => [name, { schema }])) as never,
    )
    await view.addCollections(
      Object.fromEntries(Object.entries(viewSchemas).map(([name, schema]) => [name, { schema }])) as never,
    )
    return {
      core,
      view,
      close: async () => {
        await core.close()
        await view.close()
      },
    }
  }
  return withinLimit(open(), parts)
}

export class DatabaseStuck extends Error {
  constructor() {
    super('The local database does not open')
    this.name = 'DatabaseStuck'
  }
}

function withinLimit<Value>(
  work: Promise<Value>,
  {
    limitMs,
    setTimer,
  }: { readonly limitMs: number; readonly setTimer: (run: () => void, delayMs: number) => () => void },
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = setTimer(() => reject(new DatabaseStuck()), limitMs)
    work.then(resolve, reject).finally(cancel)
  })
}

/** Removes every database of this app: RxDB's own removal leaves the shells behind. */
export async function deleteLocalDatabases(): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== undefined)
  await Promise.all(
    names.map(
      (name) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.deleteDatabase(name)
          request.onsuccess = request.onerror = request.onblocked = () => resolve()
        }),
    ),
  )
}

/**
 * After a power cut Chromium may append to a log whose last record is torn, and deletes every database at the next start.
 * Writing some megabytes to a scratch database first makes it begin a new log.
 */
export async function rotateDatabaseLog(randomBytes: (length: number) => Uint8Array): Promise<void> {
  const name = 'scratch'
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore('rows')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The scratch database does not open'))
  })
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('rows', 'readwrite')
    for (let row = 0; row < 6; row++) transaction.objectStore('rows').put(randomMegabyte(randomBytes), row)
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error ?? new Error('The scratch database cannot be written'))
  })
  database.close()
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}

/** The browser gives at most 64 KiB of chance at once. */
function randomMegabyte(randomBytes: (length: number) => Uint8Array): Uint8Array {
  const megabyte = new Uint8Array(1024 * 1024)
  for (let at = 0; at < megabyte.length; at += 65_536) megabyte.set(randomBytes(65_536), at)
  return megabyte
}
