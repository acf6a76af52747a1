import { useRef, useState } from 'react'
import type { PackSection } from '#application/ports/paper-output.ts'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { PaperId } from '#domain/kernel/ids.ts'
import { isStamped, mayBeTaken } from '#domain/papers/marking.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { useMayIn } from '#renderer/shared/use-meeting.ts'
import { useWatermark } from '#renderer/shared/use-watermark.ts'
import { prefaceOf } from './pack-preface.ts'
import { inMemory, printSheets } from '#renderer/shared/print-sheets.ts'
import { notifications } from '#design/index.ts'

type Making =
  { readonly doing: 'making' } | { readonly doing: 'printing'; readonly page: number; readonly count: number }

type Made = {
  readonly ingredients: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly left: number
  readonly absent: number
}

/** All papers of a meeting as one PDF: to keep, or to print. Papers that are not on this machine are named on a page of their own. */
export function usePack(
  meeting: MeetingRow,
  { items, papers }: { readonly items: readonly ItemRow[]; readonly papers: readonly PaperRow[] },
) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { hostWindow, paperOutput, printPages, preferences } = useApp()
  const nameOf = useNames()
  const workspace = useWorkspace()
  const [making, setMaking] = useState<Making | null>(null)
  const last = useRef<Made | null>(null)
  const watermarkOf = useWatermark()
  const may = useMayIn(meeting)
  const mayTake = ({ marking }: PaperRow) => may('paper.print', { policy: mayBeTaken(marking) })
  const published = papers.filter(({ status }) => status === 'published')

  async function make(withMarks: boolean) {
    let left = 0
    let absent = 0
    const { name } = workspace.identity.person
    const own: ReadonlyMap<PaperId, readonly Mark[]> = withMarks ? await workspace.ownMarks() : new Map()
    const preface = prefaceOf(meeting, workspace.meetings.get() ?? [], {
      conclusions: (title) => t('pack.conclusions', { title }),
      tasks: t('pack.tasks'),
      task: (task) => t('pack.task', task),
      nameOf,
      dateOf: formats.date,
      language: preferences.get().language,
    })
    // Made again only where something is in it that has changed.
    const ingredients = JSON.stringify([
      [meeting.title, meeting.startsAt, meeting.place, name, preface],
      items.map(({ id, number, title }) => [id, number, title]),
      published.map((paper) => [
        paper.fileId,
        paper.title,
        paper.itemId,
        mayTake(paper),
        watermarkOf(paper, isStamped),
      ]),
      [...own].map(([paper, marks]) => [paper, marks.map(({ id, changedAt }) => [id, changedAt])]),
      workspace.fileStates.get().size,
    ])
    if (last.current?.ingredients === ingredients) return { ...last.current, bytes: last.current.bytes.slice() }
    const sectionOf = async (papersOf: readonly PaperRow[]): Promise<PackSection['papers']> => {
      const made = []
      for (const paper of papersOf) {
        const opened = mayTake(paper) ? await workspace.openPaper(paper.fileId) : null
        const bytes = opened?.ok
          ? await opened.value.read({ start: 0, end: opened.value.size }).catch(() => null)
          : null
        if (!bytes) absent++
        const all = bytes ? (own.get(paper.id) ?? []) : []
        // Only what stands on the version that is in the pack; how many others there are is said.
        const marks = all.filter(({ target }) => target.file === paper.fileId)
        left += all.length - marks.length
        made.push({
          title: paper.title,
          bytes,
          along: { marks: [{ author: name, marks }], watermark: watermarkOf(paper, isStamped) },
        })
      }
      return made
    }
    const byItem = Map.groupBy(published, ({ itemId }) => itemId)
    const sections: PackSection[] = []
    const known = new Set<string>(items.map(({ id }) => id))
    const general = published.filter(({ itemId }) => !known.has(itemId))
    if (general.length > 0)
      sections.push({ number: '', title: t('meeting.generalPapers'), papers: await sectionOf(general) })
    for (const { id, number, title } of items)
      sections.push({ number, title, papers: await sectionOf(byItem.get(id) ?? []) })
    const made = await paperOutput.pack({
      preface,
      cover: {
        organisation: workspace.identity.organisation.name,
        title: meeting.title,
        lines: [
          `${formats.day(meeting.startsAt)}, ${formats.time(meeting.startsAt)}`,
          ...(meeting.place === '' ? [] : [meeting.place]),
        ],
      },
      sections,
      words: {
        contents: t('pack.contents'),
        item: t('pack.item'),
        page: t('pack.page'),
        unreadable: t('pack.unreadable'),
      },
    })
    if (!made.ok) return null
    last.current = { ingredients, bytes: made.value.slice(), left, absent }
    return { bytes: made.value, left, absent }
  }

  const run = async (withMarks: boolean, deliver: (bytes: Uint8Array<ArrayBuffer>) => Promise<string | null>) => {
    if (making) return
    setMaking({ doing: 'making' })
    const made = await make(withMarks).catch(() => null)
    const done = made && (await deliver(made.bytes).catch(() => t('pack.failed')))
    setMaking(null)
    if (!made) return notifications.show({ color: 'red', message: t('pack.failed') })
    if (done !== null) notifications.show({ message: done })
    if (made.left > 0) notifications.show({ color: 'yellow', message: t('pack.left', { count: made.left }) })
    if (made.absent > 0) notifications.show({ color: 'yellow', message: t('pack.absent', { count: made.absent }) })
  }
  return {
    making,
    isEmpty: published.length === 0,
    save: hostWindow.saveFile
      ? (withMarks: boolean) =>
          run(withMarks, async (bytes) => {
            const outcome = await hostWindow.saveFile?.(t('pack.fileName', { title: meeting.title }), bytes)
            return outcome && outcome !== 'cancelled' ? t(`reader.fileSaved.${outcome}`) : null
          })
      : null,
    print: (withMarks: boolean) =>
      run(withMarks, async (bytes) => {
        const isPrinted = await printSheets(inMemory(bytes), {
          printPages,
          hostWindow,
          onPage: (page, count) => setMaking({ doing: 'printing', page, count }),
        })
        return isPrinted ? null : t('reader.printFailed')
      }),
  }
}
