import type { PrintPages } from '#application/ports/paper-output.ts'
import { openDocument } from './open-document.ts'
import { paintPage } from './paint-page.ts'

/** Pixels across an A4 page at 180 per inch. */
const printWidth = 1488

export const printPages: PrintPages = async (container) => {
  let opened: Awaited<ReturnType<typeof openDocument>>
  try {
    opened = await openDocument(container)
  } catch {
    return 'broken'
  }
  const { document } = opened
  return {
    count: document.numPages,
    async picture(number) {
      const canvas = await paintPage(document, { number, width: printWidth, intent: 'print' })
      const picture = canvas?.toDataURL('image/jpeg', 0.9) ?? null
      // Otherwise the browser keeps every page's pixels until it thinks of them.
      if (canvas) canvas.width = canvas.height = 0
      return picture
    },
    async size(number) {
      try {
        const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 })
        return { width, height }
      } catch {
        return null
      }
    },
    close: () => opened.destroy(),
  }
}
