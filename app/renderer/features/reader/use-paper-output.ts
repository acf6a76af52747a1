import { useState } from 'react'
import type { HostWindow } from '#application/ports/host-window.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { notifications } from '#design/index.ts'

const sheetId = 'print-sheets'

/** Lays the pages out for the printer, prints, and removes them again. */
async function printPaper(view: PaperView, hostWindow: HostWindow, onPage: (page: number) => void): Promise<boolean> {
  document.getElementById(sheetId)?.remove()
  const sheets = document.createElement('div')
  sheets.id = sheetId
  for (let page = 1; page <= view.pageCount; page++) {
    onPage(page)
    const picture = await view.printPage(page)
    if (picture === null) continue
    const image = document.createElement('img')
    image.alt = ''
    image.src = picture
    await image.decode()
    sheets.append(image)
  }
  document.body.append(sheets)
  try {
    return await hostWindow.print()
  } finally {
    sheets.remove()
  }
}

/** Printing a paper and saving it as a file, with what is going on in words. */
export function usePaperOutput(paper: PaperRow, view: PaperView | null) {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const workspace = useWorkspace()
  const [printing, setPrinting] = useState<number | null>(null)
  const print = async () => {
    if (!view || printing !== null) return
    setPrinting(1)
    const isPrinted = await printPaper(view, hostWindow, setPrinting).catch(() => false)
    setPrinting(null)
    if (!isPrinted) notifications.show({ color: 'red', message: t('reader.printFailed') })
  }
  const save = async () => {
    const opened = await workspace.openPaper(paper.fileId)
    if (!opened.ok || !hostWindow.saveFile) return
    const bytes = await opened.value.read({ start: 0, end: opened.value.size })
    const outcome = await hostWindow.saveFile(`${paper.title}.pdf`, bytes)
    if (outcome !== 'cancelled')
      notifications.show({ color: outcome === 'saved' ? 'teal' : 'red', message: t(`reader.fileSaved.${outcome}`) })
  }
  return { print, printing, save: hostWindow.saveFile ? save : null }
}
