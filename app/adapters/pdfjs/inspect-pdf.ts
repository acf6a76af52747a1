import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { PdfInspector } from '#application/papers/import-paper.ts'
import { fail, ok } from '#domain/kernel/result.ts'
import type { PageRun } from '#domain/papers/secrecy.ts'
import { documentOptions, startPdfjs } from './pdfjs-runtime.ts'

/** The stamp stands on the first sheet, or on the one after a cover. */
const pagesToLookAt = 3

/** Opens the file as the reader will, and its first page, so that a paper which is published can be read. */
export async function inspectPdf(bytes: Uint8Array<ArrayBuffer>): ReturnType<PdfInspector['inspect']> {
  const { pdfjs, worker } = startPdfjs()
  const task = pdfjs.getDocument({ ...documentOptions, data: bytes, worker })
  try {
    const document = await task.promise
    if (document.numPages === 0) return fail('no-pages')
    await document.getPage(1)
    return ok({ pageCount: document.numPages, runs: await runsOfFirstPages(document) })
  } catch (error) {
    return fail(error instanceof pdfjs.PasswordException ? 'password-protected' : 'broken')
  } finally {
    await task.destroy()
  }
}

async function runsOfFirstPages(document: PDFDocumentProxy): Promise<readonly PageRun[]> {
  const runs: PageRun[] = []
  for (let number = 1; number <= Math.min(document.numPages, pagesToLookAt); number++) {
    const page = await document.getPage(number).catch(() => null)
    const content = await page?.getTextContent().catch(() => null)
    if (!page || !content) continue
    const [, bottom = 0, , top = 1] = page.view
    for (const { text, y } of joinRuns(content.items))
      runs.push({ text, page: number - 1, top: Math.min(1, Math.max(0, (top - y) / (top - bottom))) })
  }
  return runs
}

type Run = { readonly text: string; readonly x: number; readonly y: number }

/** Pieces of one line that stand closer together than an em are one run. */
function joinRuns(items: Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items']): readonly Run[] {
  const runs: Run[] = []
  let isOpen = false
  for (const item of items) {
    if (!('str' in item)) continue
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as readonly number[]
    const size = Math.hypot(a, b) || item.height || 1
    const last = isOpen ? runs.at(-1) : undefined
    if (item.str.trim() === '' && item.width > size) isOpen = false
    else if (last && Math.abs(last.y - y) < size / 2 && x - last.x < size)
      runs[runs.length - 1] = { ...last, text: last.text + item.str, x: x + item.width }
    else if (item.str.trim() !== '') {
      runs.push({ text: item.str, x: x + item.width, y })
      isOpen = true
    }
    if (item.hasEOL) isOpen = false
  }
  return runs
}
