import { useEffect, useState } from 'react'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useLive } from '#design/index.ts'
import classes from './room-display.module.css'

type Pages = Exclude<Awaited<ReturnType<ReturnType<typeof useApp>['printPages']>>, 'broken'>

/** The page that is being presented, as the presenter sees it, with their pointer. What is restricted is named and never shown. */
export function PresentedPage({ room, papers }: { readonly room: MeetingRoom; readonly papers: readonly PaperRow[] }) {
  const { t } = useTranslation()
  const place = useLive(room.presented)
  const paper = papers.find(({ id }) => id === place?.paper)
  const isShown = paper !== undefined && paper.marking !== 'restricted'
  const pages = usePages(isShown ? paper : null)
  const picture = usePicture(pages, place?.page ?? 1)
  if (!place || !paper) return null
  if (!isShown) return <p className={classes.message}>{t('room.screen.restricted')}</p>
  const pointer = place.pointer?.page === place.page ? place.pointer : null
  return (
    <figure className={classes.page} data-testid="presented-page">
      {picture && (
        <span className={classes.sheet}>
          <img src={picture} alt={t('room.screen.page', { page: place.page, title: paper.title })} />
          {pointer && (
            <span
              className={classes.pointer}
              style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }}
              aria-hidden
            />
          )}
        </span>
      )}
      <figcaption className={classes.caption}>
        {paper.title} · {t('room.screen.pageOf', { page: place.page, count: paper.pageCount })}
      </figcaption>
    </figure>
  )
}

/** The pages of a paper, while it is shown. */
function usePages(paper: PaperRow | null): Pages | null {
  const { printPages } = useApp()
  const workspace = useWorkspace()
  const file = paper?.fileId ?? null
  const [pages, setPages] = useState<Pages | null>(null)
  useEffect(() => {
    if (file === null) return
    let isWanted = true
    let opened: Pages | null = null
    const open = async () => {
      const container = await workspace.openPaper(file)
      if (!container.ok || !isWanted) return
      const read = await printPages(container.value)
      if (read === 'broken') return
      if (!isWanted) return void read.close()
      opened = read
      setPages(read)
    }
    void open()
    return () => {
      isWanted = false
      setPages(null)
      void opened?.close()
    }
  }, [file, workspace, printPages])
  return pages
}

/** The picture of a page; the one before stays until it is there. */
function usePicture(pages: Pages | null, page: number): string | null {
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    if (!pages) return
    let isWanted = true
    const paint = async () => {
      const painted = await pages.picture(Math.min(page, pages.count))
      if (isWanted && painted) setPicture(painted)
    }
    void paint()
    return () => {
      isWanted = false
    }
  }, [pages, page])
  return pages ? picture : null
}
