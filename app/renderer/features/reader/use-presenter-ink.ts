import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { InkOnPage, PaperView, PointOnPage } from '#application/ports/paper-view.ts'
import { mostInk } from '#application/sitting/meeting-room.ts'
import { simplifyStroke } from '#domain/marks/ink.ts'
import { boxAround, type InkPoint } from '#domain/marks/mark.ts'
import type { PaperMarks } from './use-paper-marks.ts'

const red = '#e03131'
const width = 3
/** Of a page's width or height, in thousandths: less is not seen from the back of the room. */
const tolerance = 1.5
const pressure = 0.5

/** What the presenter draws on the pages that all see. It goes with the presentation, unless it is kept as marks of their own. */
export function usePresenterInk(
  view: PaperView | null,
  pane: RefObject<HTMLElement | null>,
  marks: Pick<PaperMarks, 'add'>,
) {
  const [isOn, setOn] = useState(false)
  const [lines, setLines] = useState<readonly InkOnPage[]>([])
  const [kept, setKept] = useState<readonly InkOnPage[]>([])
  const wipe = useCallback(() => setLines([]), [])
  useEffect(() => wipe, [view, wipe])
  useEffect(() => {
    view?.showInk(lines)
    return () => view?.showInk([])
  }, [view, lines])
  useEffect(() => {
    const element = pane.current
    if (!view || !isOn || !element) return
    let page = 0
    let points: InkPoint[] = []
    const lineNow = (): InkOnPage => ({
      page,
      line: simplifyStroke(points, tolerance)
        .flatMap(([x, y]) => [Math.round(x), Math.round(y)])
        .slice(-mostInk),
    })
    const take = (point: PointOnPage) => points.push([thousandths(point.x), thousandths(point.y), pressure])
    const onDown = (event: PointerEvent) => {
      const point = event.button === 0 ? view.pointAt(event.clientX, event.clientY) : null
      if (!point) return
      event.preventDefault()
      event.stopPropagation()
      page = point.page
      points = []
      take(point)
      const line = lineNow()
      setLines((before) => withinReason([...before, line]))
    }
    const onMove = (event: PointerEvent) => {
      const point = points.length > 0 ? view.pointAt(event.clientX, event.clientY) : null
      if (point?.page !== page) return
      take(point)
      const line = lineNow()
      setLines((before) => withinReason([...before.slice(0, -1), line]))
    }
    const onUp = () => void (points = [])
    element.setAttribute('data-drawing', 'true')
    element.addEventListener('pointerdown', onDown, true)
    element.addEventListener('pointermove', onMove)
    globalThis.addEventListener('pointerup', onUp)
    globalThis.addEventListener('pointercancel', onUp)
    return () => {
      element.removeAttribute('data-drawing')
      element.removeEventListener('pointerdown', onDown, true)
      element.removeEventListener('pointermove', onMove)
      globalThis.removeEventListener('pointerup', onUp)
      globalThis.removeEventListener('pointercancel', onUp)
    }
  }, [view, pane, isOn])
  const keep = () => {
    if (!view) return
    marks.add(
      lines.map(({ page, line }) => {
        const stroke = pairs(line).map(([x, y]): InkPoint => {
          const [px, py] = view.onPaper({ page, x: x / 1000, y: y / 1000 })
          return [px, py, pressure]
        })
        const place = { page: page - 1, box: boxAround(stroke), lines: [], quote: null }
        return {
          kind: 'ink' as const,
          place: { ...place, fingerprint: view.marks.fingerprintOf(page - 1) },
          strokes: [stroke],
          color: red,
          width,
        }
      }),
    )
    setKept(lines)
  }
  return { isOn, setOn, lines, wipe, keep, isKept: kept === lines }
}

const thousandths = (share: number) => Math.min(1000, Math.max(0, share * 1000))

const pairs = (line: readonly number[]) =>
  line.flatMap((x, index) => (index % 2 === 0 ? [[x, line[index + 1] ?? 0] as const] : []))

/** Room for it in what a machine may say about itself: the oldest lines go. */
function withinReason(lines: readonly InkOnPage[]): readonly InkOnPage[] {
  const size = lines.reduce((sum, { line }) => sum + line.length, 0)
  return size <= mostInk || lines.length === 1 ? lines : withinReason(lines.slice(1))
}
