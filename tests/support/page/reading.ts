import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { createNormaliser } from '#adapters/paper-import/normaliser.ts'
import { readPaperWords } from '#adapters/pdfjs/paper-words.ts'
import { showPaper } from '#adapters/pdfjs/paper-viewer.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import { makeHeader, openContainer, sealContainer, type OpenContainer } from '#protocol/files/sealed-container.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

function stage(): HTMLDivElement {
  const element = document.querySelector<HTMLDivElement>('#stage')
  if (!element) throw new Error('no stage')
  Object.assign(element.style, { position: 'absolute', inset: '0', overflow: 'auto' })
  return element
}

async function shown(container: OpenContainer): Promise<PaperView> {
  const view = await showPaper(container, { element: stage(), startPage: 1 })
  if (view === 'broken') throw new Error('broken')
  return view
}

async function painted(page: number): Promise<void> {
  const wanted = `.page[data-page-number="${page}"][data-loaded="true"] canvas`
  while (!stage().querySelector(wanted)) await frame()
}

/** As the secretary's machine rearranges every paper that it takes in. */
const normalise = createNormaliser(
  () =>
    new Worker(new URL('../../../app/adapters/paper-import/normalise-worker.ts', import.meta.url), { type: 'module' }),
)

/** Reading a large paper as members do: sealed on this device, and for comparison from plain bytes in memory. */
export function readingBench(files: FileSpace) {
  let plain: Uint8Array<ArrayBuffer> = new Uint8Array()
  let open: (() => Promise<OpenContainer>) | null = null
  let view: PaperView | null = null
  let endInk: (() => readonly number[]) | null = null
  const container = (kind: 'sealed' | 'memory'): Promise<OpenContainer> => {
    if (kind === 'sealed' && open) return open()
    return Promise.resolve({ size: plain.length, read: async ({ start, end }) => plain.slice(start, end) })
  }
  return {
    async keep(url: string) {
      const normalised = await normalise(new Uint8Array(await (await fetch(url)).arrayBuffer()))
      if (!normalised.ok) throw new Error(normalised.error)
      plain = normalised.value
      const sealer = await importSealer(randomBytes(32))
      await files.remove('reading.pmb')
      for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, randomBytes(16))))
        await files.append('reading.pmb', piece)
      open = () => openContainer((range) => files.readRange('reading.pmb', range), sealer)
    },
    /** Only the sealed file is left, as on a member's machine. */
    forgetPlain: () => void (plain = new Uint8Array()),
    /** Milliseconds to the first painted page, and from there to another one. */
    async jump(kind: 'sealed' | 'memory', page: number) {
      const source = await container(kind)
      const start = performance.now()
      const opened = await shown(source)
      await painted(1)
      const first = performance.now() - start
      const before = performance.now()
      opened.goToPage(page)
      await painted(page)
      const jump = performance.now() - before
      await opened.close()
      return { first, jump }
    },
    /** Times between frames, milliseconds, while the paper is scrolled evenly; and while an empty box of that height is. */
    async scroll(frames: number) {
      view = await shown(await container('sealed'))
      await painted(1)
      const times = await scrolled(stage(), frames)
      await view.close()
      view = null
      const empty = stage()
      empty.innerHTML = '<div style="height:600000px;background:linear-gradient(#fff,#ccc)"></div>'
      const floor = await scrolled(empty, frames)
      empty.innerHTML = '<div class="pdfViewer"></div>'
      return { times, floor }
    },
    /** Turns to every page, each waited for. */
    async pageThrough() {
      view = await shown(await container('sealed'))
      await painted(1)
      for (let page = 2; page <= view.pageCount; page++) {
        view.goToPage(page)
        await painted(page)
      }
      return view.pageCount
    },
    async close() {
      await view?.close()
      view = null
    },
    /** Milliseconds to read the words of the whole paper, as is done once when it has come. */
    async readWords() {
      const source = await container('sealed')
      const start = performance.now()
      const words = await readPaperWords(source, () => false)
      return { taken: performance.now() - start, pages: words?.length ?? 0 }
    },
    /** A paper with the pen in hand, while `save` runs again and again beside it. */
    async takePen(save: (() => Promise<void>) | null) {
      view = await shown(await container('memory'))
      await painted(1)
      const strokes: number[] = []
      view.marks.setTool(save ? 'pen' : 'read', { color: '#1f2933', width: 3 })
      const endGestures = view.marks.onGesture(() => {})
      let isOver = false
      const saving = (async () => {
        while (save && !isOver) {
          await save()
          await frame()
        }
      })()
      const afterPaint = new MessageChannel()
      const waiting: number[] = []
      afterPaint.port1.onmessage = () => {
        const now = performance.now()
        for (const at of waiting.splice(0)) strokes.push(now - at)
      }
      const onMove = (event: PointerEvent) => {
        if (waiting.push(event.timeStamp) === 1) requestAnimationFrame(() => afterPaint.port2.postMessage(null))
      }
      // After the pen's own listeners, which draw at once.
      addEventListener('pointermove', onMove)
      endInk = () => {
        isOver = true
        void saving
        removeEventListener('pointermove', onMove)
        endGestures()
        return strokes
      }
    },
    async layPenDown() {
      const strokes = endInk?.() ?? []
      await view?.close()
      view = null
      return strokes
    },
  }
}

async function scrolled(element: HTMLElement, frames: number): Promise<readonly number[]> {
  const times: number[] = []
  let last = await frame()
  for (let n = 0; n < frames; n++) {
    element.scrollTop += 24
    const now = await frame()
    times.push(now - last)
    last = now
  }
  return times
}
