import { createNormaliser } from '#adapters/paper-import/normaliser.ts'
import { createExporter } from '#adapters/pdf-export/exporter.ts'
import { inspectPdf } from '#adapters/pdfjs/inspect-pdf.ts'
import { strokeOutline } from '#adapters/pdfjs/mark-shapes.ts'
import { showPaper } from '#adapters/pdfjs/paper-viewer.ts'
import { idFromBytes, type FileId } from '#domain/kernel/ids.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'

export type CorpusAnswer =
  | { readonly kind: 'refused'; readonly reason: string }
  /** `exported`: base64 of the paper with the marks in it, or null where the export said no. */
  | {
      readonly kind: 'opened'
      readonly pages: number
      readonly drawn: boolean
      readonly marked: number
      readonly normalised: string | null
      readonly exported: string | null
    }

const drawLimitMs = 20_000

/** One file through the whole way of a paper: import, reader, a mark on its first page, export. */
export async function tryPaper(url: string): Promise<CorpusAnswer> {
  const normalise = createNormaliser(
    () =>
      new Worker(new URL('../../../app/adapters/paper-import/normalise-worker.ts', import.meta.url), {
        type: 'module',
      }),
  )
  const output = createExporter(
    () => new Worker(new URL('../../../app/adapters/pdf-export/export-worker.ts', import.meta.url), { type: 'module' }),
    strokeOutline,
  )
  const original = new Uint8Array(await (await fetch(url)).arrayBuffer())
  const normalised = await normalise(original.slice())
  if (!normalised.ok && normalised.error === 'password-protected') return { kind: 'refused', reason: normalised.error }
  const plain = normalised.ok ? normalised.value : original
  const inspected = await inspectPdf(plain.slice())
  if (!inspected.ok) return { kind: 'refused', reason: inspected.error }
  const element = document.querySelector<HTMLDivElement>('#stage')
  if (!element) throw new Error('no stage')
  element.innerHTML = '<div class="pdfViewer"></div>'
  Object.assign(element.style, { position: 'absolute', inset: '0', overflow: 'auto' })
  const view = await showPaper(
    { size: plain.length, read: async ({ start, end }) => plain.slice(start, end) },
    { element, startPage: 1 },
  )
  if (view === 'broken') return { kind: 'refused', reason: 'damaged' }
  const limit = performance.now() + drawLimitMs
  const drawn = await new Promise<boolean>((resolve) => {
    const look = () => {
      if (element.querySelector('.page[data-loaded="true"] canvas')) resolve(true)
      else if (performance.now() > limit) resolve(false)
      else requestAnimationFrame(look)
    }
    look()
  })
  const place = view.marks.middleOf(0)
  const [left, bottom, right, top] = view.marks.pageBox(0)
  const target = (box: Mark['target']['box'], strokes: Mark['target']['strokes'] = []): Mark['target'] => ({
    ...place,
    file: 'a'.repeat(64) as FileId,
    box,
    strokes,
  })
  const middle = (top + bottom) / 2
  const base = {
    color: '#ff8787',
    width: 2,
    body: 'Đã kiểm tra',
    createdAt: 1_780_000_000_000,
    changedAt: 1_780_000_000_000,
  }
  const marks: Mark[] = [
    {
      ...base,
      id: idFromBytes('k', new Uint8Array(16).fill(1)),
      kind: 'area',
      target: target([left + 5, middle, right - 5, top - 5]),
    },
    {
      ...base,
      id: idFromBytes('k', new Uint8Array(16).fill(2)),
      kind: 'ink',
      target: target(
        [left + 10, middle - 20, right - 10, middle],
        [
          [
            [left + 10, middle - 20, 0.5],
            [(left + right) / 2, middle, 0.8],
            [right - 10, middle - 20, 0.4],
          ],
        ],
      ),
    },
  ]
  view.marks.show(marks.map((mark) => ({ mark, page: 0, letters: null, needsReview: false, isChosen: false })))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const marked = element.querySelectorAll('.page .marksOver *, .page .marksUnder *').length
  const pages = view.pageCount
  await view.close()
  const exported = await output.copy(plain.slice(), {
    marks: [{ author: 'Người kiểm tra', marks }],
    watermark: null,
  })
  return {
    kind: 'opened',
    pages,
    drawn,
    marked,
    normalised: toBase64(plain),
    exported: exported.ok ? toBase64(exported.value) : null,
  }
}
