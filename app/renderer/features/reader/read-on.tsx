import { useEffect, useState, type RefObject } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { UnstyledButton } from '#design/index.ts'
import type { ReadThrough } from './read-through.ts'
import classes from './reader.module.css'

/** So far the wheel is turned past the last line, CSS pixels, before the next paper comes: a flick that runs out turns nothing. */
const wheelBeyond = 600
/** A pause as long ends a turn of the wheel, ms. */
const pause = 400

/** At the end of a paper stands the next one: it comes by press, or by turning the wheel on. */
export function ReadOn({
  view,
  container,
  through,
}: {
  readonly view: PaperView
  readonly container: RefObject<HTMLElement | null>
  readonly through: ReadThrough
}) {
  const { t } = useTranslation()
  const [page, setPage] = useState(view.page())
  useEffect(() => view.events.onPage(setPage), [view])
  const { previous, next, open } = through
  useEffect(() => {
    const element = container.current
    if (!element) return
    let beyond = 0
    let lastAt = 0
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) return
      const { scrollTop, scrollHeight, clientHeight } = element
      const isAtEnd = event.deltaY > 0 && scrollTop + clientHeight >= scrollHeight - 2
      const isAtStart = event.deltaY < 0 && scrollTop <= 2
      if ((!isAtEnd && !isAtStart) || event.timeStamp - lastAt > pause || beyond * event.deltaY < 0) beyond = 0
      lastAt = event.timeStamp
      if (!isAtEnd && !isAtStart) return
      beyond += event.deltaY
      if (Math.abs(beyond) < wheelBeyond) return
      beyond = 0
      if (isAtEnd && next && view.page() === view.pageCount) open(next, 1)
      if (isAtStart && previous && view.page() === 1) open(previous, previous.pageCount)
    }
    element.addEventListener('wheel', onWheel, { passive: true })
    return () => element.removeEventListener('wheel', onWheel)
  }, [container, view, previous, next, open])
  if (!next || page < view.pageCount) return null
  return (
    <UnstyledButton className={classes.readOn} onClick={() => open(next, 1)}>
      <span>{t('reader.readOn')}</span>
      <strong>{next.title}</strong>
    </UnstyledButton>
  )
}
