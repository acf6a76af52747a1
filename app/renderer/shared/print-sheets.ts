import type { HostWindow } from '#application/ports/host-window.ts'
import type { PrintPages } from '#application/ports/paper-output.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'

const sheetId = 'print-sheets'

/** Bytes that are in memory, read as a paper is. */
export const inMemory = (bytes: Uint8Array<ArrayBuffer>): OpenContainer => ({
  size: bytes.length,
  read: ({ start, end }) => Promise.resolve(bytes.slice(start, end)),
})

/** Lays the pages out for the printer, prints, and removes them again. False when nothing was printed. */
export async function printSheets(
  paper: OpenContainer,
  parts: {
    readonly printPages: PrintPages
    readonly hostWindow: HostWindow
    readonly onPage: (page: number, count: number) => void
  },
): Promise<boolean> {
  const pages = await parts.printPages(paper)
  if (pages === 'broken') return false
  document.getElementById(sheetId)?.remove()
  const sheets = document.createElement('div')
  sheets.id = sheetId
  try {
    for (let page = 1; page <= pages.count; page++) {
      parts.onPage(page, pages.count)
      const picture = await pages.picture(page)
      if (picture === null) continue
      const image = document.createElement('img')
      image.alt = ''
      image.src = picture
      await image.decode()
      sheets.append(image)
    }
  } finally {
    await pages.close()
  }
  document.body.append(sheets)
  try {
    return await parts.hostWindow.print()
  } finally {
    sheets.remove()
  }
}
