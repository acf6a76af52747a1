import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { isFileId, type FileId, type MeetingId, type PersonId } from '#domain/kernel/ids.ts'
import { checkChain, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import type { BlobStore, Stores } from '../../storage/ports.ts'
import {
  accountLineSchema,
  documentLineSchema,
  exportIndexSchema,
  fileLineSchema,
  indexName,
  papersName,
  settingLineSchema,
  tableFile,
  tableNames,
  type ExportIndex,
  type TableName,
} from './export-format.ts'

/** Why an export is not taken; nothing has been written then. */
export class ExportDamaged extends Error {
  constructor(what: string) {
    super(`${what}; nothing was imported.`)
    this.name = 'ExportDamaged'
  }
}

/** Reads the index and checks every table against it: lines, hashes, chains. @throws ExportDamaged */
export async function checkExport(folder: string, serverKey: string): Promise<ExportIndex> {
  const text = await readFile(path.join(folder, indexName), 'utf8').catch(() => null)
  if (text === null) throw new ExportDamaged(`${folder} holds no export`)
  const parsed = exportIndexSchema.safeParse(parseJson(text))
  if (!parsed.success) throw new ExportDamaged(`${indexName} is not an index of this version`)
  const index = parsed.data
  if (index.serverKey !== serverKey) throw new ExportDamaged('The keys beside it are of another server')
  for (const name of tableNames) {
    const hash = createHash('sha256')
    for await (const part of createReadStream(path.join(folder, tableFile(name)))) hash.update(part as Uint8Array)
    if (hash.digest('hex') !== index.tables[name].sha256) throw new ExportDamaged(`${tableFile(name)} was changed`)
  }
  for (const [log, acts] of await logsOf(folder)) {
    const checked = checkChain(acts, { log, serverKey })
    if (!checked.ok) throw new ExportDamaged(`Log ${log} is broken at entry ${checked.error.seq}`)
  }
  const papers = (await readdir(path.join(folder, papersName))).filter(isFileId)
  if (papers.length !== index.papers.count) throw new ExportDamaged(`${index.papers.count} papers should be there`)
  return index
}

/** Fills empty stores with what was checked. Papers are checked against their names as they are taken. */
export async function importOrganisation(
  folder: string,
  { stores, blobs }: { readonly stores: Stores; readonly blobs: BlobStore },
): Promise<void> {
  for (const acts of (await logsOf(folder)).values()) await stores.logs.append(acts)
  for await (const line of linesIn(folder, 'documents')) {
    const { key, seq, snapshot, updates, clients } = documentLineSchema.parse(line)
    await stores.documents.put(key, {
      seq,
      snapshot: snapshot === null ? null : fromBase64(snapshot),
      updates: updates.map(fromBase64),
      clients: new Map(clients),
    })
  }
  for await (const line of linesIn(folder, 'accounts')) {
    const { recovery, ...account } = accountLineSchema.parse(line)
    await stores.accounts.put({ ...account, person: account.person as PersonId })
    if (recovery) await stores.accounts.putRecovery(account.person as PersonId, recovery)
  }
  for await (const line of linesIn(folder, 'files')) {
    const { file, meeting, size, sealedKey, stored } = fileLineSchema.parse(line)
    const record = {
      file: file as FileId,
      meeting: meeting as MeetingId,
      size,
      sealedKey: fromBase64(sealedKey),
      stored,
    }
    await stores.files.register(record)
  }
  for (const file of (await readdir(path.join(folder, papersName))).filter(isFileId))
    await blobs.put(file, createReadStream(path.join(folder, papersName, file)) as AsyncIterable<Uint8Array>)
  for await (const line of linesIn(folder, 'settings')) {
    const { key, value } = settingLineSchema.parse(line)
    await stores.meta.set(key, value)
  }
}

async function logsOf(folder: string): Promise<ReadonlyMap<string, readonly RecordedAct[]>> {
  const logs = new Map<string, RecordedAct[]>()
  for await (const line of linesIn(folder, 'logs')) {
    // Its shape is what its hash and its signature say: both are checked before anything is taken.
    const act = line as RecordedAct
    const known = logs.get(act.entry.log)
    if (known) known.push(act)
    else logs.set(act.entry.log, [act])
  }
  return logs
}

async function* linesIn(folder: string, name: TableName): AsyncGenerator<unknown> {
  const lines = createInterface({ input: createReadStream(path.join(folder, tableFile(name))), crlfDelay: Infinity })
  for await (const line of lines) if (line !== '') yield parseJson(line)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ExportDamaged('A line is not what was written')
  }
}
