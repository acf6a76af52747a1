import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { OrganisationId } from '#domain/kernel/ids.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import type { BlobStore, Stores } from '../../storage/ports.ts'
import {
  exportFormat,
  indexName,
  papersName,
  tableFile,
  tableNames,
  type ExportIndex,
  type TableName,
} from './export-format.ts'

export type ExportParts = {
  readonly stores: Stores
  readonly blobs: BlobStore
  readonly folder: string
  readonly organisation: { readonly id: OrganisationId; readonly name: string }
  readonly epoch: number
  readonly serverKey: string
  readonly now: number
}

/** Writes everything into a folder that is empty or does not exist. Nothing is held in memory beyond one document. */
export async function exportOrganisation(parts: ExportParts): Promise<ExportIndex> {
  const { folder, stores, blobs } = parts
  await mkdir(path.join(folder, papersName), { recursive: true })
  const tables = {} as Record<TableName, { lines: number; sha256: string }>
  for (const name of tableNames)
    tables[name] = await writeTable(path.join(folder, tableFile(name)), linesOf(name, stores))
  const stored = new Set((await stores.files.all()).filter((record) => record.stored).map(({ file }) => file))
  let bytes = 0
  for (const file of stored) {
    const size = await blobs.size(file)
    if (size === null) throw new Error(`The bytes of paper ${file} are missing; run verify.`)
    await pipeline(blobs.read(file, { start: 0, end: size }), createWriteStream(path.join(folder, papersName, file)))
    bytes += size
  }
  const index: ExportIndex = {
    format: exportFormat,
    madeAt: parts.now,
    organisation: parts.organisation.id,
    name: parts.organisation.name,
    epoch: parts.epoch,
    serverKey: parts.serverKey,
    tables,
    papers: { count: stored.size, bytes },
  }
  // Last: a folder without it is no export.
  await writeFile(path.join(folder, indexName), JSON.stringify(index, null, 1), { flush: true })
  return index
}

export const isEmptyFolder = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).length === 0

async function* linesOf(name: TableName, stores: Stores): AsyncGenerator<unknown> {
  switch (name) {
    case 'logs':
      for (const log of (await stores.logs.logs()).toSorted()) yield* await stores.logs.load(log)
      return
    case 'documents':
      for (const key of (await stores.documents.keys()).toSorted()) {
        const { seq, snapshot, updates, clients } = await stores.documents.load(key)
        yield {
          key,
          seq,
          snapshot: snapshot && toBase64(snapshot),
          updates: updates.map(toBase64),
          clients: [...clients],
        }
      }
      return
    case 'accounts':
      for (const account of await stores.accounts.all())
        yield { ...account, recovery: await stores.accounts.recovery(account.person) }
      return
    case 'files':
      for (const record of await stores.files.all()) yield { ...record, sealedKey: toBase64(record.sealedKey) }
      return
    case 'settings':
      for (const [key, value] of await stores.meta.all()) yield { key, value }
  }
}

async function writeTable(file: string, lines: AsyncIterable<unknown>) {
  const hash = createHash('sha256')
  const stream = createWriteStream(file, { flush: true })
  let count = 0
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`
    hash.update(text)
    count++
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return { lines: count, sha256: hash.digest('hex') }
}
