import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { looksLikeOffice, officeExtensionOf } from '#domain/papers/office-file.ts'
import { isSigned } from '#domain/papers/signed-file.ts'
import { findSecrecy, type PageRun } from '#domain/papers/secrecy.ts'
import type { Environment } from '../ports/environment.ts'
import { DeviceFull, type FileSpace } from '../ports/file-space.ts'
import type { MakeHasher } from '../ports/hasher.ts'
import type { OriginalFile } from '../ports/meeting-documents.ts'
import type { OfficeConverter } from '../ports/office-converter.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { PaperLibrary } from './paper-library.ts'
import type { RecogniseWords } from './recognise-words.ts'
import { makeHeader, sealContainer } from '#protocol/files/sealed-container.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Why a file cannot become a paper. Each has its own sentence on the screen. */
export type ImportFailure =
  | 'empty'
  | 'too-large'
  | 'not-a-pdf'
  | 'password-protected'
  | 'broken'
  | 'no-pages'
  | 'device-full'
  | 'secret-by-name'
  | 'secret-on-page'
  | 'office-not-here'
  | 'office-not-installed'
  | 'office-not-converted'
  | 'office-timed-out'

export type ImportStep = 'reading' | 'converting' | 'checking' | 'recognising' | 'sealing'

export type PdfInspector = {
  /** Repairs and rearranges the file so that pages open quickly; the bytes as they were when that would void a signature. */
  normalise(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Uint8Array<ArrayBuffer>, 'password-protected' | 'broken'>>
  /** Opens it as the reader will. */
  inspect(bytes: Uint8Array<ArrayBuffer>): Promise<
    Result<
      {
        readonly pageCount: number
        /** What stands on the first pages; empty where they are pictures only. */
        readonly runs: readonly PageRun[]
      },
      'password-protected' | 'broken' | 'no-pages'
    >
  >
}

export type ImportedPaper = {
  readonly file: FileId
  readonly size: number
  readonly sha256: string
  readonly pageCount: number
  /** No words on the first pages: a marking of secrecy on them would not have been seen. */
  readonly isPicture: boolean
  /** The file that it was made of, where it was another one and is kept. */
  readonly original: OriginalFile | null
}

/** Larger files are better split by the secretariat: on a member's 4 GB laptop nothing good comes of them. */
export const maxPaperBytes = 512 * 1024 * 1024

/**
 * Turns a chosen file into a sealed paper on this device. On any failure nothing of it stays; of what bears a marking of state
 * secrecy nothing is ever written.
 */
export async function importPaper(
  source: {
    readonly name: string
    readonly size: number
    readonly read: () => Promise<Uint8Array<ArrayBuffer>>
    readonly head: () => Promise<Uint8Array>
  },
  parts: {
    readonly meeting: MeetingId
    readonly inspector: PdfInspector
    readonly convertOffice: OfficeConverter
    readonly recogniseWords: RecogniseWords
    /** The person wants the scan as it is. */
    readonly isRecognitionOver: () => boolean
    readonly keepsOriginal: boolean
    readonly files: FileSpace
    readonly library: PaperLibrary
    readonly env: Environment
    readonly makeHasher: MakeHasher
    readonly importSealer: (key: Uint8Array<ArrayBuffer>) => Promise<Sealer>
    readonly onStep: (step: ImportStep, pages?: { readonly done: number; readonly of: number }) => void
  },
): Promise<Result<ImportedPaper, ImportFailure>> {
  if (findSecrecy({ name: source.name, runs: [] })) return fail('secret-by-name')
  if (source.size === 0) return fail('empty')
  if (source.size > maxPaperBytes) return fail('too-large')
  const made = await pdfOf(source, parts)
  if (!made.ok) return made
  const { pdf, source: office } = made.value
  parts.onStep('checking')
  const normalised = await parts.inspector.normalise(pdf)
  if (!normalised.ok && normalised.error === 'password-protected') return fail('password-protected')
  // What the repairer gives up on, the reader may still open.
  const pictured = normalised.ok ? normalised.value : pdf
  const first = await parts.inspector.inspect(pictured.slice())
  if (!first.ok) return first
  if (findSecrecy({ name: '', runs: first.value.runs })) return fail('secret-on-page')
  const worded = await withWords(pictured, parts)
  const plain = worded ?? pictured
  const inspected = worded ? await parts.inspector.inspect(worded.slice()) : first
  if (!inspected.ok) return inspected
  const { pageCount, runs } = inspected.value
  // Of a scan the marking is seen only now.
  if (worded && findSecrecy({ name: '', runs })) return fail('secret-on-page')
  parts.onStep('sealing')
  try {
    const sealed = await seal(plain, parts)
    const kept = office && parts.keepsOriginal ? await seal(office, parts) : null
    return ok({
      ...sealed,
      pageCount,
      isPicture: runs.length === 0,
      original: kept && { file: kept.file, size: kept.size, name: source.name },
    })
  } catch (error) {
    if (error instanceof DeviceFull) return fail('device-full')
    throw error
  }
}

/** The scan with its words upon it; null where there is nothing to read, or reading was broken off. */
async function withWords(
  bytes: Uint8Array<ArrayBuffer>,
  { recogniseWords, isRecognitionOver, onStep }: Parameters<typeof importPaper>[1],
): Promise<Uint8Array<ArrayBuffer> | null> {
  // Any change voids a signature.
  if (isSigned(bytes)) return null
  try {
    return await recogniseWords(bytes, {
      onPage: (done, of) => onStep('recognising', { done, of }),
      isOver: isRecognitionOver,
    })
  } catch {
    // A paper is taken in whether or not its pictures can be read.
    return null
  }
}

/** The file itself, or the PDF that an office program makes of it. */
async function pdfOf(
  source: Parameters<typeof importPaper>[0],
  { convertOffice, onStep }: Pick<Parameters<typeof importPaper>[1], 'convertOffice' | 'onStep'>,
): Promise<Result<{ readonly pdf: Bytes; readonly source: Bytes | null }, ImportFailure>> {
  // What is a PDF is one, whatever it is called.
  const head = await source.head()
  const isPdf = looksLikePdf(head)
  const extension = officeExtensionOf(source.name)
  if (!isPdf && extension === null) return fail('not-a-pdf')
  if (!isPdf && extension !== null && !looksLikeOffice(extension, head)) return fail('broken')
  onStep('reading')
  const bytes = await source.read()
  if (isPdf || extension === null) return ok({ pdf: bytes, source: null })
  onStep('converting')
  const converted = await convertOffice({ extension, bytes })
  return converted.ok ? ok({ pdf: converted.value, source: bytes }) : fail(`office-${converted.error}` as const)
}

async function seal(
  plain: Uint8Array<ArrayBuffer>,
  parts: Parameters<typeof importPaper>[1],
): Promise<Pick<ImportedPaper, 'file' | 'size' | 'sha256'>> {
  const { files, env, library } = parts
  const key = env.randomBytes(32)
  const temporaryName = `import-${Array.from(env.randomBytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('')}.part`
  const plainHash = await parts.makeHasher()
  plainHash.update(plain)
  const sealedHash = await parts.makeHasher()
  let waiting: Uint8Array<ArrayBuffer>[] = []
  const writeOut = async () => {
    if (waiting.length === 0) return
    const bytes = new Uint8Array(waiting.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of waiting) {
      bytes.set(piece, at)
      at += piece.length
    }
    waiting = []
    await files.append(temporaryName, bytes)
  }
  try {
    const sealer = await parts.importSealer(key)
    for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, env.randomBytes(16)))) {
      sealedHash.update(piece)
      waiting.push(piece)
      if (waiting.length >= 32) await writeOut()
    }
    await writeOut()
    const file = sealedHash.digest() as FileId
    await library.keep(file, { meeting: parts.meeting, key, temporaryName })
    return { file, size: plain.length, sha256: plainHash.digest() }
  } catch (error) {
    await files.remove(temporaryName)
    throw error
  }
}

/** The mark may come a little late in the file: readers allow the first kilobyte (ISO 32000-1, Annex H 3.4.1). */
function looksLikePdf(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, 1024)).includes('%PDF-')
}
