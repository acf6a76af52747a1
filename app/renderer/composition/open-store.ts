import { createRxdbFileKeys, createRxdbSettings, openRxdbOutbox } from '#adapters/rxdb/rxdb-device-store.ts'
import { createRxdbDocumentLog } from '#adapters/rxdb/rxdb-document-log.ts'
import { createRxdbReadModels } from '#adapters/rxdb/rxdb-read-models.ts'
import { openLocalDatabase, rotateDatabaseLog } from '#adapters/rxdb/local-database.ts'
import { isJournalName, openJournal } from '#application/documents/journal.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import type { Locks } from '#application/ports/locks.ts'
import type { Identity } from '#application/session/session.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { projectionVersion } from '#protocol/versions.ts'

const openLimitMs = 10_000
/** Held by the first window that has the store open, for as long as that window lives. */
export const firstWindowLock = 'first-window'
const canaryFile = 'canary.txt'
const runningFile = 'running.txt'
const canaryKey = 'canary'
const projectionKey = 'projection'

/**
 * Opens what this device keeps, in the order that survives a power cut: begin a new database log after an unclean end, open
 * within a time limit, compare the canary inside the database with the one outside, then take over the journals.
 */
export async function openStore(parts: {
  readonly identity: Identity
  readonly files: FileSpace
  readonly locks: Locks
  readonly env: Environment
}) {
  const { identity, files, locks, env } = parts
  const window = toHex(env.randomBytes(6))
  const isFirstWindow = await locks.claim(firstWindowLock)
  if (isFirstWindow && (await files.read(runningFile)) !== null) await rotateDatabaseLog(env.randomBytes)
  await files.write(runningFile, new TextEncoder().encode('running'))

  const database = await openLocalDatabase({
    name: identity.device.slice(2),
    keyRing: identity.keyRing,
    onDamage: () => {},
    limitMs: openLimitMs,
    setTimer: env.setTimer,
  })
  const settings = createRxdbSettings(database, env.now)
  const isLost = await wasDatabaseLost()

  await locks.claim(`journal-${window}`)
  const orphans: string[] = []
  for (const name of await files.list()) {
    const owner = /^journal-([0-9a-f]+)\.log$/.exec(name)?.[1]
    if (isJournalName(name) && owner && owner !== window && !(await locks.isHeld(`journal-${owner}`)))
      orphans.push(name)
  }
  const journal = await locks.exclusive('journals', async () =>
    openJournal({ files, sealer: await identity.keyRing.sealer('journal'), window, orphans }),
  )
  const outbox = await openRxdbOutbox(database)
  const hasOldTables = (await settings.get(projectionKey)) !== String(projectionVersion)

  /** The database says that it is new, and the file outside says that it is not. */
  async function wasDatabaseLost(): Promise<boolean> {
    const outside = await files.read(canaryFile)
    const inside = await settings.get(canaryKey)
    if (inside !== null) return false
    const storeId = toHex(env.randomBytes(16))
    await settings.set(canaryKey, storeId)
    await files.write(canaryFile, new TextEncoder().encode(storeId))
    return outside !== null
  }

  return {
    database,
    settings,
    journal,
    outbox,
    isLost,
    /** The tables are of another layout than this version's, or there are none yet: they are to be built anew. */
    needsRebuild: isLost || hasOldTables,
    tablesAreBuilt: () => settings.set(projectionKey, String(projectionVersion)),
    log: createRxdbDocumentLog(database, { window, now: env.now }),
    readModels: createRxdbReadModels(database),
    fileKeys: createRxdbFileKeys(database, env.now),
    async close() {
      outbox.close()
      await database.close()
      await files.remove(runningFile)
    },
  }
}
