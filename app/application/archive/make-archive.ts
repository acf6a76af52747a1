import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import {
  archiveCheckerName,
  archiveFormat,
  archiveIndexName,
  archivePageName,
  archiveRecordName,
  signArchive,
  type ArchiveContent,
  type ArchivedFile,
} from '#protocol/archive/archive-format.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { MakeHasher } from '../ports/hasher.ts'
import type { ZipWriter } from '../ports/zip-writer.ts'
import { uniqueName } from './file-name.ts'

type Bytes = Uint8Array<ArrayBuffer>
export type ArchiveDocument = { readonly name: string; readonly title: string; readonly bytes: Bytes }

export type ArchiveParts = {
  readonly meeting: { readonly id: MeetingId; readonly title: string; readonly startsAt: number }
  readonly state: Pick<MeetingLogState, 'papers'>
  readonly head: { readonly seq: number; readonly hash: string }
  readonly record: MeetingRecord
  /** The page that checks records and archives, as it is shipped. */
  readonly checker: string
  readonly documents: readonly ArchiveDocument[]
  /** "2.1" for a paper of that item; empty for one of the whole meeting. */
  readonly numberOf: (item: string | null) => string
  /** "(bản 2)". */
  readonly versionWords: (number: number) => string
  /** The page that lists what is here, for people. */
  readonly page: (content: ArchiveContent) => string
  /** The plain bytes of a file; null where it cannot be had. */
  readonly read: (file: FileId) => Promise<Bytes | null>
  readonly maker: { readonly name: string; readonly secretKey: Uint8Array; readonly publicKey: string }
  readonly now: number
  readonly makeHasher: MakeHasher
  readonly zip: ZipWriter
}

/**
 * The whole file of a meeting as one ZIP: its record with the page that checks it, its documents, every version of every paper, and
 * a signed index with the hash of each. It opens without us; what is not here is named in it.
 */
export async function makeArchive(
  parts: ArchiveParts,
): Promise<{ readonly bytes: Bytes; readonly content: ArchiveContent }> {
  const encode = (text: string): Bytes => new TextEncoder().encode(text)
  const held: { readonly path: string; readonly bytes: Bytes }[] = []
  const files: ArchivedFile[] = []
  const missing: ArchiveContent['missing'] = []
  const add = async (path: string, bytes: Bytes, about: Pick<ArchivedFile, 'title' | 'group'>) => {
    const hasher = await parts.makeHasher()
    hasher.update(bytes)
    held.push({ path, bytes })
    files.push({ path, ...about, size: bytes.length, sha256: hasher.digest() })
  }
  const { title } = parts.meeting
  await add(archiveRecordName, encode(JSON.stringify(parts.record)), { title, group: 'record' })
  await add(archiveCheckerName, encode(parts.checker), { title, group: 'record' })
  const names = new Set<string>()
  for (const { name, title: words, bytes } of parts.documents)
    await add(`van-ban/${uniqueName(name, names)}.pdf`, bytes, { title: words, group: 'document' })
  for (const paper of parts.state.papers.values()) {
    if (paper.status === 'withdrawn') {
      missing.push({ title: paper.title, reason: 'withdrawn' })
      continue
    }
    for (const version of paper.versions) {
      const words = version.number > 1 || paper.versions.length > 1 ? parts.versionWords(version.number) : ''
      const name = [parts.numberOf(paper.item), paper.title, words].filter(Boolean).join(' ')
      const bytes = await parts.read(version.file)
      if (bytes) await add(`tai-lieu/${uniqueName(name, names)}.pdf`, bytes, { title: name, group: 'paper' })
      else missing.push({ title: name, reason: 'not-here' })
    }
  }
  const content: ArchiveContent = {
    format: archiveFormat,
    meeting: parts.meeting.id,
    title,
    startsAt: parts.meeting.startsAt,
    madeAt: parts.now,
    madeBy: parts.maker.name,
    log: { seq: parts.head.seq, head: parts.head.hash },
    files,
    missing,
  }
  const index = signArchive(content, parts.maker)
  return {
    content,
    bytes: parts.zip([
      { path: archivePageName, bytes: encode(parts.page(content)) },
      { path: archiveIndexName, bytes: encode(JSON.stringify(index, null, 1)) },
      ...held,
    ]),
  }
}
