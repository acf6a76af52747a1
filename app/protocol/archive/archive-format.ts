import { z } from 'zod'
import { isSignedBy, signValue } from '../kernel/signatures.ts'
import { idSchema } from '../commands/values.ts'

export const archiveFormat = 'ecabinet-archive/1'
/** Names of the files that every archive has. */
export const archiveIndexName = 'muc-luc.json'
export const archivePageName = 'MUC-LUC.html'
export const archiveRecordName = 'ho-so-phien-hop.json'
export const archiveCheckerName = 'KIEM-TRA.html'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.int().min(0).max(8.64e15)
const groups = ['record', 'document', 'paper'] as const

const fileSchema = z.strictObject({
  /** With forward slashes, below the archive's folder; nothing that leads out of it. */
  path: z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).{1,240}$/u),
  title: z.string().max(1000),
  group: z.enum(groups),
  size: z.int().min(0),
  sha256: hex32,
})

const contentSchema = z.strictObject({
  format: z.literal(archiveFormat),
  meeting: idSchema('m'),
  title: z.string().max(1000),
  startsAt: instant,
  madeAt: instant,
  madeBy: z.string().max(200),
  /** The newest entry of the log when it was made. */
  log: z.strictObject({ seq: z.int().min(0), head: hex32 }),
  files: z.array(fileSchema).max(5000),
  /** What should be here and is not, by its title, with the reason. */
  missing: z
    .array(z.strictObject({ title: z.string().max(1000), reason: z.enum(['withdrawn', 'not-here']) }))
    .max(5000),
})

/** What an archive holds, signed by the device that made it. */
export const archiveIndexSchema = z.strictObject({
  content: contentSchema,
  signingKey: hex32,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type ArchiveContent = z.infer<typeof contentSchema>
export type ArchivedFile = z.infer<typeof fileSchema>
export type ArchiveIndex = z.infer<typeof archiveIndexSchema>

const domain = 'ecabinet archive'

export const signArchive = (
  content: ArchiveContent,
  { secretKey, publicKey }: { readonly secretKey: Uint8Array; readonly publicKey: string },
): ArchiveIndex => ({ content, signingKey: publicKey, signature: signValue(domain, content, secretKey) })

export type ArchiveFault =
  | { readonly kind: 'not-an-archive' | 'bad-signature' | 'unknown-device' | 'another-record' }
  | { readonly kind: 'missing' | 'changed' | 'not-listed'; readonly path: string }

/**
 * What is wrong with an archive; nothing where all is as it was sealed.
 * @param hashes SHA-256 (hex) of the files that are there, by path, without the index and the page that shows it.
 * @param record What the record says: the keys that may sign, and the hashes of its entries by number.
 */
export function checkArchive(
  index: unknown,
  hashes: ReadonlyMap<string, string>,
  record: { readonly keys: ReadonlySet<string>; readonly heads: ReadonlyMap<number, string> },
): readonly ArchiveFault[] {
  const parsed = archiveIndexSchema.safeParse(index)
  if (!parsed.success) return [{ kind: 'not-an-archive' }]
  const { content, signingKey, signature } = parsed.data
  const faults: ArchiveFault[] = []
  if (!isSignedBy(domain, content, { signature, publicKey: signingKey })) faults.push({ kind: 'bad-signature' })
  if (!record.keys.has(signingKey)) faults.push({ kind: 'unknown-device' })
  if (record.heads.get(content.log.seq) !== content.log.head) faults.push({ kind: 'another-record' })
  const listed = new Set(content.files.map(({ path }) => path))
  for (const { path, sha256 } of content.files) {
    const found = hashes.get(path)
    if (found !== sha256) faults.push({ kind: found === undefined ? 'missing' : 'changed', path })
  }
  for (const path of hashes.keys()) if (!listed.has(path)) faults.push({ kind: 'not-listed', path })
  return faults
}
