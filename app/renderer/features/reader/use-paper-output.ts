import { useState } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { Carried } from '#domain/marks/carry-marks.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { isStamped } from '#domain/papers/marking.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useWatermark } from '#renderer/shared/use-watermark.ts'
import { inMemory, printSheets } from '#renderer/shared/print-sheets.ts'
import { notifications, useLive } from '#design/index.ts'
import type { PaperMarks } from './use-paper-marks.ts'

/** Whose marks go along: nobody's, the person's own, or those that are shared on the paper as well; the own also as part of the page. */
export type MarksAlong = 'none' | 'mine' | 'shared' | 'flat'

/** Printing a paper and saving it as a file, with what is going on in words. */
export function usePaperOutput(paper: PaperRow, view: PaperView | null) {
  const { t } = useTranslation()
  const { hostWindow, paperOutput, printPages } = useApp()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  const [printing, setPrinting] = useState<{ readonly page: number; readonly count: number } | null>(null)
  const watermarkOf = useWatermark()
  const watermark = () => watermarkOf(paper, isStamped)
  const tellFailed = (message: string) => notifications.show({ color: 'red', message })

  async function make(
    along: MarksAlong,
    own: PaperMarks,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; left: number } | null> {
    const opened = await workspace.openPaper(paper.fileId)
    if (!opened.ok || !view) return null
    const plain = () => opened.value.read({ start: 0, end: opened.value.size })
    if (along === 'none' && watermark() === null) return { bytes: await plain(), left: 0 }
    const mine = along === 'none' ? [] : (own.marks ?? [])
    const others = own.shared.flatMap(({ author, mark, resolved }) =>
      author === workspace.identity.person.id || resolved ? [] : [{ author, mark }],
    )
    const page = view.page()
    const placed: { readonly author: string; readonly mark: Mark }[] = []
    const me = workspace.identity.person
    const nameOf = (id: PersonId) =>
      id === me.id ? me.name : (directory?.people.find((person) => person.id === id)?.name ?? '')
    for (const { author, mark } of [
      ...mine.map((each) => ({ author: workspace.identity.person.id, mark: each })),
      ...(along === 'shared' ? others : []),
    ]) {
      // Marks that stand on words of an older version are looked up first, so that none is left out that has a place.
      const target = await placeHere(mark, own.carried.get(mark.id))
      if (target) placed.push({ author: nameOf(author), mark: { ...mark, target } })
    }
    view.goToPage(page)
    const marks = [...Map.groupBy(placed, (entry) => entry.author)].map(([author, entries]) => ({
      author,
      marks: entries.map(({ mark }) => mark),
    }))
    const made = await paperOutput.copy(await plain(), { marks, watermark: watermark(), isFlat: along === 'flat' })
    const wanted = mine.length + (along === 'shared' ? others.length : 0)
    return made.ok ? { bytes: made.value, left: wanted - placed.length } : null
  }
  async function placeHere(mark: Mark, carried: Carried | undefined): Promise<Mark['target'] | null> {
    if (mark.target.file === paper.fileId) return mark.target
    if (!carried || carried.kind === 'unplaced' || !view) return null
    if (carried.kind === 'same-page') return { ...mark.target, page: carried.page, file: paper.fileId }
    const place = await view.marks.placeOfLetters(carried.page, { start: carried.start, end: carried.end })
    return place && { ...mark.target, ...place, file: paper.fileId }
  }

  const print = async (along: MarksAlong, own: PaperMarks) => {
    if (printing !== null) return
    setPrinting({ page: 1, count: paper.pageCount })
    const isPrinted = await make(along, own)
      .then(
        (made) =>
          made !== null &&
          printSheets(inMemory(made.bytes), {
            printPages,
            hostWindow,
            onPage: (page, count) => setPrinting({ page, count }),
          }),
      )
      .catch(() => false)
    setPrinting(null)
    if (!isPrinted) tellFailed(t('reader.printFailed'))
  }
  const save = async (along: MarksAlong, own: PaperMarks) => {
    if (!hostWindow.saveFile) return
    const made = await make(along, own).catch(() => null)
    if (!made) return tellFailed(t('reader.exportFailed'))
    const name = along === 'none' ? `${paper.title}.pdf` : t('reader.withMarksName', { title: paper.title })
    const outcome = await hostWindow.saveFile(name, made.bytes)
    if (outcome === 'cancelled') return
    const saved = t(`reader.fileSaved.${outcome}`)
    notifications.show({
      color: outcome === 'saved' ? 'teal' : 'red',
      message:
        made.left > 0 && outcome === 'saved' ? `${saved} ${t('reader.withoutUnplaced', { count: made.left })}` : saved,
    })
  }
  return { print, printing, save: hostWindow.saveFile ? save : null }
}
