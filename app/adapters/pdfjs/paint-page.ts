import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Null when the paper was closed meanwhile, or the page is damaged. */
export async function paintPage(
  document: PDFDocumentProxy,
  { number, width, intent }: { readonly number: number; readonly width: number; readonly intent: 'display' | 'print' },
): Promise<HTMLCanvasElement | null> {
  try {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
    const canvas = globalThis.document.createElement('canvas')
    canvas.width = Math.round(viewport.width)
    canvas.height = Math.round(viewport.height)
    await page.render({ canvas, viewport, intent }).promise
    return canvas
  } catch {
    return null
  }
}
