import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openServerKeys, serverKeyFileSchema } from '../authority/server-keys.ts'
import { keysName } from '../operations/moving/export-format.ts'
import { exportOrganisation, isEmptyFolder } from '../operations/moving/export-organisation.ts'
import { checkExport, ExportDamaged, importOrganisation } from '../operations/moving/import-organisation.ts'
import { beginRestoreMode } from '../operations/restore-mode.ts'
import type { Settings } from '../operations/settings.ts'
import { createFileBlobStore } from '../storage/files/file-blob-store.ts'
import { createSqliteStores } from '../storage/sqlite/sqlite-stores.ts'
import { openAuthority, openData, systemEnvironment as env } from './start-server.ts'

const databaseIn = (folder: string) => path.join(folder, 'ecabinet.sqlite')

/** Everything of the organisation into an empty folder, from a copy that nobody writes to meanwhile. */
export async function exportAll(settings: Settings, target: string | undefined): Promise<number> {
  if (!target) throw new Error('Where to? export FOLDER')
  if (!(await isEmptyFolder(target))) throw new Error(`${target} is not empty; nothing was written.`)
  const copy = await mkdtemp(path.join(tmpdir(), 'ecabinet-export-'))
  try {
    const live = createSqliteStores({ file: databaseIn(settings.dataFolder), now: env.now })
    await live.backup(databaseIn(copy))
    await live.close()
    const data = await openData({ ...settings, dataFolder: copy })
    try {
      const { id, name } = (await openAuthority(data, env)).organisation()
      if (id === null) throw new Error('There is no organisation here; nothing was written.')
      const index = await exportOrganisation({
        stores: data.stores,
        blobs: createFileBlobStore(path.join(settings.dataFolder, 'papers')),
        folder: target,
        organisation: { id, name },
        epoch: data.epoch,
        serverKey: data.keys.publicKey,
        now: env.now(),
      })
      await cp(settings.keyFile, path.join(target, keysName))
      const { tables, papers } = index
      console.log(
        `Exported “${name}” to ${target}: ${tables.logs.lines} entries, ${tables.documents.lines} documents, ${tables.accounts.lines} accounts, ${papers.count} papers. It holds the server's keys: keep it as safe as the server.`,
      )
      return 0
    } finally {
      await data.stores.close()
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Checks first; then builds the whole data beside the present one and puts it in its place, so that nothing is ever half done. */
export async function importAll(settings: Settings, source: string | undefined): Promise<number> {
  if (!source) throw new Error('Where from? import FOLDER')
  const text = await readFile(path.join(source, keysName), 'utf8').catch(() => null)
  if (text === null) throw new ExportDamaged(`${source} holds no export`)
  const index = await checkExport(source, publicKeyOf(text))
  if (await hasOrganisation(settings)) throw new Error('This server has an organisation already; nothing was imported.')
  const fresh = `${settings.dataFolder}.import-${env.now()}`
  const data = await openData({ ...settings, dataFolder: fresh, keyFile: path.join(fresh, keysName) })
  try {
    await importOrganisation(source, data)
    await data.stores.meta.set('epoch', String(index.epoch + 1))
    await beginRestoreMode(data.stores.meta)
    await data.stores.close()
  } catch (fault) {
    await data.stores.close().catch(() => {})
    await rm(fresh, { recursive: true, force: true })
    throw fault
  }
  await rm(path.join(fresh, keysName), { force: true })
  const suffix = `.before-import-${env.now()}`
  await rename(settings.dataFolder, settings.dataFolder + suffix).catch(() => {})
  // On another disk than the data, keys are kept, too, although an empty server has nothing under them.
  await rename(settings.keyFile, settings.keyFile + suffix).catch(() => {})
  await rename(fresh, settings.dataFolder)
  await cp(path.join(source, keysName), settings.keyFile)
  console.log(
    `Imported “${index.name}”. Epoch ${index.epoch + 1}: clients hand back what the export lacks when they connect; recovered ends that.`,
  )
  return 0
}

function publicKeyOf(text: string): string {
  try {
    return openServerKeys(serverKeyFileSchema.parse(JSON.parse(text)), env).publicKey
  } catch {
    throw new ExportDamaged(`${keysName} is no key file`)
  }
}

async function hasOrganisation(settings: Settings): Promise<boolean> {
  if (await isEmptyFolder(settings.dataFolder)) return false
  const stores = createSqliteStores({ file: databaseIn(settings.dataFolder), now: env.now })
  const logs = await stores.logs.logs()
  await stores.close()
  return logs.length > 0
}
