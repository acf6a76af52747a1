import { useEffect, useState } from 'react'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useLive } from '#design/index.ts'
import classes from './wall.module.css'

type Pages = Exclude<Awaited<ReturnType<ReturnType<typeof useApp>['printPages']>>, 'broken'>

/** The page that is being presented, as the presenter sees it, with their pointer. What is restricted is named and never shown. */
export function PresentedPage({ room, papers }: { readonly room: MeetingRoom; readonly papers: readonly PaperRow[] }) {
  const { t } = useTranslation()
  const place = useLive(room.presented)
  const paper = papers.find(({ id }) => id === place?.paper)
  const mayShow = paper !== undefined && paper.marking !== 'restricted'
  const pages = usePages(mayShow ? paper : null)
  const shown = usePicture(pages, place?.page ?? 1)
  if (!place || !paper) return null
  if (!mayShow) return <p className={classes.message}>{t('room.screen.restricted')}</p>
  const pointer = place.pointer?.page === place.page ? place.pointer : null
  const drawn = place.ink.filter(({ page }) => page === place.page)
  return (
    <figure className={classes.page} data-testid="presented-page">
      {shown && (
        <span className={classes.sheet} data-wide={shown.width > shown.height || undefined}>
          <span
            className={classes.scrolled}
            // As far down as the presenter has come, and never past the end of the page.
            style={{
              transform: `translateY(max(-${100 * scrolledBy(place.top, shown.height)}%, calc(100cqh - 100%)))`,
            }}
          >
            <img src={shown.picture} alt={t('room.screen.page', { page: place.page, title: paper.title })} />
            {drawn.length > 0 && (
              <svg className={classes.ink} viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden>
                {drawn.map(({ line }, index) => (
                  <polyline key={index} points={line.join(' ')} />
                ))}
              </svg>
            )}
            {pointer && (
              <span
                className={classes.pointer}
                style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }}
                aria-hidden
              />
            )}
          </span>
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

type Shown = { readonly picture: string; readonly width: number; readonly height: number }

/** The picture of a page, with its size in PDF units; the one before stays until it is there. */
function usePicture(pages: Pages | null, page: number): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    if (!pages) return
    let isWanted = true
    const paint = async () => {
      const number = Math.min(page, pages.count)
      const [picture, size] = await Promise.all([pages.picture(number), pages.size(number)])
      if (isWanted && picture && size) setShown({ picture, ...size })
    }
    void paint()
    return () => {
      isWanted = false
    }
  }, [pages, page])
  return pages ? shown : null
}

/** Share of the page that has gone by, from the height at which the presenter's window begins; PDF counts it from the bottom. */
const scrolledBy = (top: number, height: number): number =>
  top <= 0 || height <= 0 ? 0 : Math.min(1, Math.max(0, 1 - top / height))
