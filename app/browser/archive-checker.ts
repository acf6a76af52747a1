import { unzipSync } from 'fflate'
import {
  archiveIndexName,
  archiveIndexSchema,
  archivePageName,
  archiveRecordName,
  checkArchive,
  type ArchiveFault,
} from '#protocol/archive/archive-format.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { entryHash } from '#protocol/commands/log-entry.ts'
import { recordSchema } from '#protocol/record/record-format.ts'

type Line = readonly [text: string, kind: string]

const words: Readonly<Record<ArchiveFault['kind'], string>> = {
  'not-an-archive': 'Tệp không phải hồ sơ lưu trữ của eCabinet',
  'bad-signature': 'Mục lục đã bị sửa: chữ ký không đúng',
  'unknown-device': 'Mục lục do máy không có trong nhật ký phiên họp ký',
  'another-record': 'Nhật ký trong hồ sơ không phải nhật ký đã được niêm phong cùng hồ sơ',
  missing: 'Thiếu tệp',
  changed: 'Tệp đã bị sửa',
  'not-listed': 'Tệp không có trong mục lục',
}

/** What is wrong with an archive, in words, and the record that lies in it. */
export async function checkArchiveFile(
  file: File,
): Promise<{ readonly lines: readonly Line[]; readonly record: File | null }> {
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(new Uint8Array(await file.arrayBuffer()))
  } catch {
    return { lines: [[`${words['not-an-archive']}.`, 'bad']], record: null }
  }
  const index = jsonIn(files[archiveIndexName])
  const record = recordSchema.safeParse(jsonIn(files[archiveRecordName]))
  const hashes = new Map<string, string>()
  for (const [path, bytes] of Object.entries(files))
    if (path !== archiveIndexName && path !== archivePageName && !path.endsWith('/'))
      hashes.set(path, await sha256(bytes))
  const faults = checkArchive(index, hashes, {
    keys: new Set(record.success ? record.data.devices.map(({ signingKey }) => signingKey) : []),
    heads: new Map(record.success ? record.data.acts.map(({ entry }) => [entry.seq, entryHash(entry)]) : []),
  })
  const parsed = archiveIndexSchema.safeParse(index)
  const missing = parsed.success ? parsed.data.content.missing : []
  return {
    lines: [
      faults.length === 0
        ? [`Hồ sơ lưu trữ đúng: ${hashes.size} tệp, không tệp nào bị sửa, thêm hoặc bớt.`, 'good']
        : [`Hồ sơ lưu trữ có ${faults.length} chỗ sai.`, 'bad'],
      ...faults.map((fault): Line => [`${words[fault.kind]}${'path' in fault ? `: ${fault.path}` : ''}`, 'bad']),
      ...missing.map(({ title }): Line => [`Khi lập hồ sơ không có: ${title}`, '']),
    ],
    record: files[archiveRecordName]
      ? new File([new Uint8Array(files[archiveRecordName])], archiveRecordName, { type: 'application/json' })
      : null,
  }
}

function jsonIn(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null
  } catch {
    return null
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  return toHex(digest)
}
