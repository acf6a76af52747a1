import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { writeZip } from '#adapters/archive/zip-writer.ts'
import { makeArchive, type ArchiveParts } from '#application/archive/make-archive.ts'
import { archiveIndexName, archivePageName, checkArchive, type ArchiveIndex } from '#protocol/archive/archive-format.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import { id, item, meeting } from '#support/sitting.ts'

const secretKey = new Uint8Array(32).fill(9)
const publicKey = signingPublicKey(secretKey)
const head = 'f'.repeat(64)
const bytes = (text: string) => new TextEncoder().encode(text)
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
const version = (number: number, file: string) => ({ number, file, size: 1, sha256: '', pageCount: 1 })
const paper = (number: number, title: string, more: object) =>
  [id('t', number), { id: id('t', number), item, title, status: 'published', versions: [], ...more }] as const

const make = (papers: readonly (readonly [string, object])[], documents: ArchiveParts['documents'] = []) =>
  makeArchive({
    meeting: { id: meeting, title: 'Hội nghị: lần thứ 1', startsAt: 5 },
    state: { papers: new Map(papers) as never },
    head: { seq: 7, hash: head },
    record: { format: 'pm-record/1' } as never,
    checker: '<p>kiểm tra</p>',
    documents,
    numberOf: () => '2.1',
    versionWords: (number) => `(bản ${number})`,
    page: ({ files }) => files.map(({ path }) => path).join('\n'),
    read: async (file) => ((file as string) === 'gone' ? null : bytes(`nội dung ${file}`)),
    maker: { name: 'Thư ký', secretKey, publicKey },
    now: 10,
    makeHasher: async () => {
      const hash = createHash('sha256')
      return { update: (data) => void hash.update(data), digest: () => hash.digest('hex') }
    },
    zip: writeZip,
  })
function opened(zip: Uint8Array) {
  const files = unzipSync(zip)
  const index = JSON.parse(new TextDecoder().decode(files[archiveIndexName])) as ArchiveIndex
  const hashes = new Map(
    Object.entries(files)
      .filter(([path]) => path !== archiveIndexName && path !== archivePageName)
      .map(([path, data]) => [path, sha256(data)]),
  )
  return { files, index, hashes }
}
const record = { keys: new Set([publicKey]), heads: new Map([[7, head]]) }
const papers = [
  paper(1, 'Báo cáo: kết quả / 2026?', { versions: [version(1, 'a'), version(2, 'b')] }),
  paper(2, 'Báo cáo: kết quả / 2026?', { versions: [version(1, 'c')] }),
  paper(3, 'Đã thu hồi', { status: 'withdrawn', versions: [version(1, 'd')] }),
  paper(4, 'Không còn', { versions: [version(1, 'gone')] }),
]

test('an archive holds every version under a name that any machine takes, and says what is not in it', async () => {
  const { bytes: zip, content } = await make(papers, [
    { name: 'Biên bản', title: 'Biên bản', bytes: bytes('%PDF') },
    { name: 'Biên bản', title: 'Biên bản lần hai', bytes: bytes('%PDF2') },
  ])
  expect(content.files.map(({ path }) => path)).toEqual([
    'ho-so-phien-hop.json',
    'KIEM-TRA.html',
    'van-ban/Biên bản.pdf',
    'van-ban/Biên bản (2).pdf',
    'tai-lieu/2.1 Báo cáo kết quả 2026 (bản 1).pdf',
    'tai-lieu/2.1 Báo cáo kết quả 2026 (bản 2).pdf',
    'tai-lieu/2.1 Báo cáo kết quả 2026.pdf',
  ])
  expect(content.missing).toEqual([
    { title: 'Đã thu hồi', reason: 'withdrawn' },
    { title: '2.1 Không còn', reason: 'not-here' },
  ])
  const { files, index, hashes } = opened(zip)
  expect(Object.keys(files)[0]).toBe(archivePageName)
  expect(new TextDecoder().decode(files['tai-lieu/2.1 Báo cáo kết quả 2026 (bản 2).pdf'])).toBe('nội dung b')
  expect(checkArchive(index, hashes, record)).toEqual([])
})

test('whatever is changed in it, is found', async () => {
  const { index, hashes } = opened((await make(papers)).bytes)
  const path = 'tai-lieu/2.1 Báo cáo kết quả 2026.pdf'
  const faults = (changed: Partial<{ index: unknown; hashes: Map<string, string>; record: typeof record }>) =>
    checkArchive(changed.index ?? index, changed.hashes ?? hashes, changed.record ?? record)
  expect(faults({ hashes: new Map([...hashes, [path, '0'.repeat(64)]]) })).toEqual([{ kind: 'changed', path }])
  expect(faults({ hashes: new Map([...hashes].filter(([name]) => name !== path)) })).toEqual([
    { kind: 'missing', path },
  ])
  expect(faults({ hashes: new Map([...hashes, ['tai-lieu/x.pdf', '0'.repeat(64)]]) })).toEqual([
    { kind: 'not-listed', path: 'tai-lieu/x.pdf' },
  ])
  const retitled = { ...index, content: { ...index.content, title: 'Khác' } }
  expect(faults({ index: retitled })).toEqual([{ kind: 'bad-signature' }])
  expect(faults({ record: { ...record, keys: new Set() } })).toEqual([{ kind: 'unknown-device' }])
  expect(faults({ record: { ...record, heads: new Map([[7, '0'.repeat(64)]]) } })).toEqual([{ kind: 'another-record' }])
  expect(faults({ index: { content: {} } })).toEqual([{ kind: 'not-an-archive' }])
  const leading = { ...index, content: { ...index.content, files: [{ ...index.content.files[0], path: 'a/../../b' }] } }
  expect(faults({ index: leading })).toEqual([{ kind: 'not-an-archive' }])
})
