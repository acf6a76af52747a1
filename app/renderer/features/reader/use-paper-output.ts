import { useState } from 'react'
import type { HostWindow } from '#application/ports/host-window.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { Carried } from '#domain/marks/carry-marks.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { notifications } from '#design/index.ts'
import type { PaperMarks } from './use-paper-marks.ts'

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
  const { hostWindow, exportWithMarks } = useApp()
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
  /** Marks that stand on words of an older version are looked up first, so that none is left out that has a place. */
  const saveWithMarks = async (own: PaperMarks) => {
    const opened = await workspace.openPaper(paper.fileId)
    if (!opened.ok || !hostWindow.saveFile || !view) return
    const page = view.page()
    const placed: Mark[] = []
    for (const mark of own.marks ?? []) {
      const at = await placeHere(mark, own.carried.get(mark.id))
      if (at) placed.push({ ...mark, target: at })
    }
    view.goToPage(page)
    const bytes = await opened.value.read({ start: 0, end: opened.value.size })
    const made = await exportWithMarks(bytes, placed, workspace.identity.person.name)
    if (!made.ok) return notifications.show({ color: 'red', message: t('reader.exportFailed') })
    const outcome = await hostWindow.saveFile(t('reader.withMarksName', { title: paper.title }), made.value)
    if (outcome === 'cancelled') return
    const left = (own.marks?.length ?? 0) - placed.length
    const saved = t(`reader.fileSaved.${outcome}`)
    notifications.show({
      color: outcome === 'saved' ? 'teal' : 'red',
      message: left > 0 && outcome === 'saved' ? `${saved} ${t('reader.withoutUnplaced', { count: left })}` : saved,
    })
  }
  async function placeHere(mark: Mark, carried: Carried | undefined): Promise<Mark['target'] | null> {
    if (mark.target.file === paper.fileId) return mark.target
    if (!carried || carried.kind === 'unplaced' || !view) return null
    if (carried.kind === 'same-page') return { ...mark.target, page: carried.page, file: paper.fileId }
    const place = await view.marks.placeOfLetters(carried.page, { start: carried.start, end: carried.end })
    return place && { ...mark.target, ...place, file: paper.fileId }
  }
  return {
    print,
    printing,
    save: hostWindow.saveFile ? save : null,
    saveWithMarks: hostWindow.saveFile ? saveWithMarks : null,
  }
}
