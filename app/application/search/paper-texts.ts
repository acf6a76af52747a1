import type { FileId } from '#domain/kernel/ids.ts'
import { searchable, type SearchableText } from '#domain/search/search-papers.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'
import type { PaperLibrary } from '../papers/paper-library.ts'
import { DeviceFull, type FileSpace } from '../ports/file-space.ts'
import { createCell, type Live } from '../ports/live.ts'

/** The words of every page, in reading order; null when the paper cannot be read. Ends soon after `isOver` says so. */
export type ReadPaperWords = (container: OpenContainer, isOver: () => boolean) => Promise<readonly string[] | null>

export type PaperTexts = {
  /** How many of the papers that are here can be searched. */
  readonly progress: Live<{ readonly ready: number; readonly total: number }>
  /** Words of the papers that have been read; those of the others follow. */
  texts(): Promise<ReadonlyMap<FileId, SearchableText>>
  /** Resolves when nothing of it writes any more: what is erased after that stays erased. */
  stop(): Promise<void>
}

const nameOf = (file: FileId) => `text-${file}.txt`
const ofName = (name: string) => /^text-([0-9a-f]{64})\.txt$/.exec(name)?.[1] as FileId | undefined

/**
 * Reads the words of each paper once, when it has come, and keeps them sealed beside it. A damaged or missing text is read again
 * from the paper; with the paper its text goes, too.
 */
export async function keepPaperTexts(parts: {
  readonly library: PaperLibrary
  readonly files: FileSpace
  readonly sealer: Sealer
  readonly read: ReadPaperWords
}): Promise<PaperTexts> {
  const { library, files, sealer } = parts
  const label = (file: FileId) => `text ${file}`
  const kept = new Set((await files.list()).flatMap((name) => ofName(name) ?? []))
  const failed = new Set<FileId>()
  const opened = new Map<FileId, SearchableText>()
  const progress = createCell({ ready: 0, total: 0 })
  let isRunning = false
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  const here = () => [...library.states.get()].flatMap(([file, { kind }]) => (kind === 'ready' ? [file] : []))

  async function make(file: FileId): Promise<void> {
    const container = await library.open(file)
    const pages = container.ok ? await parts.read(container.value, () => isStopped) : null
    if (isStopped) return
    if (!pages) return void failed.add(file)
    const sealed = await sealer.seal(new TextEncoder().encode(JSON.stringify(pages)), label(file))
    if (isStopped) return
    try {
      await files.write(nameOf(file), sealed)
      kept.add(file)
    } catch (error) {
      if (!(error instanceof DeviceFull)) throw error
      failed.add(file)
    }
  }

  function run(): Promise<void> {
    if (!isRunning && !isStopped) {
      isRunning = true
      running = work().catch(() => {})
    }
    return running
  }

  async function work(): Promise<void> {
    try {
      const present = new Set(here())
      for (const file of kept) {
        if (present.has(file)) continue
        kept.delete(file)
        opened.delete(file)
        await files.remove(nameOf(file))
      }
      for (let next = missing(); next && !isStopped; next = missing()) {
        await make(next)
        report()
      }
    } finally {
      isRunning = false
      report()
    }
  }
  const missing = () => here().find((file) => !kept.has(file) && !failed.has(file))
  const report = () => {
    const present = here()
    const ready = present.filter((file) => kept.has(file)).length
    // One that cannot be read is not waited for.
    const total = present.filter((file) => !failed.has(file)).length
    const before = progress.get()
    if (before.ready !== ready || before.total !== total) progress.set({ ready, total })
  }

  const end = library.states.subscribe(() => void run())
  void run()
  return {
    progress,
    async texts() {
      for (const file of kept) {
        if (opened.has(file)) continue
        const sealed = await files.read(nameOf(file))
        const plain = sealed && (await sealer.open(sealed, label(file)))
        if (plain) opened.set(file, searchable(JSON.parse(new TextDecoder().decode(plain)) as string[]))
        else kept.delete(file)
      }
      report()
      void run()
      return opened
    },
    async stop() {
      isStopped = true
      end()
      await running
    },
  }
}
