import type { PDFDocumentProxy, PageViewport } from 'pdfjs-dist'
import type { EventBus, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { MarkGesture, MarksView, MarkTool, Place, ScreenBox, ShownMark } from '#application/ports/marks-view.ts'
import { pageFingerprint, quoteOf } from '#domain/marks/carry-marks.ts'
import { touchesStroke } from '#domain/marks/ink.ts'
import type { Box } from '#domain/marks/mark.ts'
import { attachPen, type PenMemory } from './live-pen.ts'
import { lettersUnder } from './letters-under.ts'
import { attachMarkDrag } from './mark-drag.ts'
import { arrowEnds, frameOf, isUnder, noteSize, shapesOf, svgFor, union } from './mark-shapes.ts'
import { wordsOfPages } from './paper-words.ts'
import { lettersOfRange, linesOfRange, rangeOfLetters, textOfPage } from './page-words.ts'

type PageView = {
  readonly div: HTMLDivElement
  readonly viewport: PageViewport
  readonly pdfPage: unknown
}
type Sheet = { readonly under: HTMLDivElement; readonly over: HTMLDivElement; readonly endPen: () => void }

/** Points around a mark within which a finger or an eraser touches it. */
const reach = 5

/**
 * Marks over pdf.js pages, as SVG in the paper's own points, so that zoom and rotation touch none of them. pdf.js empties its pages
 * when it zooms or saves memory: the layers are put back whenever it has drawn.
 */
export function createMarksLayer(parts: {
  readonly viewer: PDFViewer
  readonly eventBus: EventBus
  readonly document: PDFDocumentProxy
  readonly element: HTMLDivElement
}): MarksView & { readonly end: () => void } {
  const { viewer, eventBus, element } = parts
  const sheets = new Map<number, Sheet>()
  const gestures = new Set<(gesture: MarkGesture) => void>()
  const selections = new Set<(box: ScreenBox | null) => void>()
  let shown: readonly ShownMark[] = []
  let tool: MarkTool = 'read'
  let pen = { color: '#1f2933', width: 2 }
  let erased = new Set<string>()
  const penMemory: PenMemory = { lastAt: Number.NEGATIVE_INFINITY, hasSeen: false }
  let texts: Promise<readonly string[]> | null = null

  const tell = (gesture: MarkGesture) => gestures.forEach((listener) => listener(gesture))
  const pageView = (page: number) => viewer.getPageView(page) as PageView | undefined
  const textLayerOf = (page: number) => pageView(page)?.div.querySelector('.textLayer') ?? null

  function toPaper(page: number, x: number, y: number): readonly [number, number] {
    const view = pageView(page)
    const sheet = sheets.get(page)
    if (!view || !sheet) return [0, 0]
    const { width, height } = sheet.over.getBoundingClientRect()
    const [px = 0, py = 0] = view.viewport.convertToPdfPoint(
      (x * view.viewport.width) / Math.max(1, width),
      (y * view.viewport.height) / Math.max(1, height),
    ) as number[]
    return [px, py]
  }
  function boxOnPaper(page: number, rect: DOMRect): Box {
    const origin = sheets.get(page)?.over.getBoundingClientRect() ?? rect
    const a = toPaper(page, rect.left - origin.left, rect.top - origin.top)
    const b = toPaper(page, rect.right - origin.left, rect.bottom - origin.top)
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])]
  }
  function pageBox(page: number): Box {
    const [left = 0, bottom = 0, right = 595, top = 842] = (pageView(page)?.viewport.viewBox ?? []) as number[]
    return [left, bottom, right, top]
  }

  /** Of the part of the page that is on the screen. */
  function visibleMiddle(page: number): readonly [number, number] {
    const rect = sheets.get(page)?.over.getBoundingClientRect()
    const window = element.getBoundingClientRect()
    const [left, bottom, right, top] = pageBox(page)
    if (!rect) return [(left + right) / 2, (bottom + top) / 2]
    const middle = (from: number, to: number) => (from + to) / 2
    const x = middle(Math.max(rect.left, window.left), Math.min(rect.right, window.right))
    const y = middle(Math.max(rect.top, window.top), Math.min(rect.bottom, window.bottom))
    return toPaper(page, x - rect.left, y - rect.top)
  }

  /** Where a mark stands on its page now; words of another version are looked up in the page's text. */
  function linesOf({ mark, page, letters }: ShownMark): readonly Box[] {
    if (!letters) return mark.target.lines
    const layer = textLayerOf(page)
    const range = layer && rangeOfLetters(layer, letters)
    return range ? linesOfRange(range).map((rect) => boxOnPaper(page, rect)) : []
  }

  function draw(page: number): void {
    const view = pageView(page)
    const sheet = sheets.get(page)
    if (!view || !sheet) return
    const { width, height, transform } = view.viewport.clone({ scale: 1 })
    const groups = [sheet.under, sheet.over].map((host) => {
      host.querySelector('svg')?.remove()
      const group = svgFor(width, height, transform as number[])
      if (group.parentNode) host.append(group.parentNode)
      return group
    })
    for (const kept of shown) {
      if (kept.page !== page || erased.has(kept.mark.id)) continue
      const entry = drag.asPulled(kept)
      const lines = linesOf(entry)
      const box = lines.length > 0 ? union(lines) : entry.mark.target.box
      groups[isUnder(entry) ? 0 : 1]?.append(...shapesOf(entry, lines, box))
    }
  }

  function attach(page: number): void {
    const view = pageView(page)
    if (!view?.pdfPage) return
    let sheet = sheets.get(page)
    if (!sheet) {
      const [under, over] = [document.createElement('div'), document.createElement('div')]
      under.className = 'marksUnder'
      over.className = 'marksOver'
      const endPen = attachPen(
        {
          host: over,
          toPaper: (x, y) => toPaper(page, x, y),
          scale: () => over.getBoundingClientRect().width / view.viewport.clone({ scale: 1 }).width,
        },
        { settings: () => (tool === 'read' ? null : { tool, ...pen }), memory: penMemory },
        {
          onStroke: (points) => tell({ kind: 'stroke', page, points }),
          onSpan: (from, to) => tell({ kind: 'span', page, from, to }),
          onPlace: (point) => tell({ kind: 'place', page, point }),
          onErase: (point) => rub(page, point),
          onEraseEnd() {
            const ids = [...erased]
            erased = new Set()
            if (ids.length > 0) tell({ kind: 'erase', ids })
          },
        },
      )
      sheets.set(page, (sheet = { under, over, endPen }))
      applyTool(sheet)
    }
    const canvas = view.div.querySelector('.canvasWrapper')
    if (canvas && canvas.nextSibling !== sheet.under) canvas.after(sheet.under)
    if (sheet.over.parentNode !== view.div) view.div.append(sheet.over)
    draw(page)
  }

  function rub(page: number, point: readonly [number, number]): void {
    for (const { mark, page: own } of shown) {
      if (own !== page || mark.kind !== 'ink' || erased.has(mark.id)) continue
      if (!mark.target.strokes.some((stroke) => touchesStroke(stroke, point, reach))) continue
      erased.add(mark.id)
      draw(page)
    }
  }

  function markAt(page: number, [x, y]: readonly [number, number]): ShownMark | null {
    const isIn = ([left, bottom, right, top]: Box) => x >= left - 2 && x <= right + 2 && y >= bottom - 2 && y <= top + 2
    return (
      shown.findLast((entry) => {
        if (entry.page !== page) return false
        const { mark } = entry
        if (mark.kind === 'ink') return mark.target.strokes.some((stroke) => touchesStroke(stroke, [x, y], reach))
        if (mark.kind === 'arrow') {
          const [from, to] = arrowEnds(mark.target.strokes, mark.target.box)
          return touchesStroke(
            [
              [from[0], from[1], 0],
              [to[0], to[1], 0],
            ],
            [x, y],
            reach,
          )
        }
        const lines = linesOf(entry)
        return lines.length > 0 ? lines.some(isIn) : isIn(frameOf(mark))
      }) ?? null
    )
  }

  const pageUnder = (node: Node | null): number | null => {
    const start = node instanceof Element ? node : node?.parentElement
    const number = Number(start?.closest<HTMLElement>('.page')?.dataset.pageNumber)
    return number >= 1 ? number - 1 : null
  }

  const paperPoint = (page: number, event: PointerEvent | MouseEvent) => {
    const rect = sheets.get(page)?.over.getBoundingClientRect()
    return rect ? toPaper(page, event.clientX - rect.left, event.clientY - rect.top) : null
  }
  const drag = attachMarkDrag(element, {
    isOn: () => tool === 'read',
    at(event) {
      const page = pageUnder(event.target as Node)
      const point = page === null ? null : paperPoint(page, event)
      return page === null || point === null ? null : { page, point }
    },
    pointOn: paperPoint,
    chosenOn: (page) => shown.find((entry) => entry.isChosen && entry.page === page) ?? null,
    isTouched: (entry, point) => markAt(entry.page, point) === entry,
    draw,
    onReshape: (id, target) => tell({ kind: 'reshape', id, target }),
  })
  const onClick = (event: MouseEvent) => {
    if (drag.wasPulled()) return
    if (tool !== 'read' || !(document.getSelection()?.isCollapsed ?? true)) return
    const page = pageUnder(event.target as Node)
    const point = page === null ? null : paperPoint(page, event)
    if (page !== null && point !== null) tell({ kind: 'choose', id: markAt(page, point)?.mark.id ?? null })
  }

  function ownRange(): Range | null {
    const selection = document.getSelection()
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
    const range = selection.getRangeAt(0)
    return element.contains(range.commonAncestorContainer) ? range : null
  }
  const onSelectionChange = () => {
    const range = ownRange()
    const rects = range ? linesOfRange(range) : []
    const first = rects[0]
    const last = rects.at(-1)
    const box =
      first && last
        ? {
            left: Math.min(first.left, last.left),
            right: Math.max(first.right, last.right),
            top: first.top,
            bottom: last.bottom,
          }
        : null
    selections.forEach((listener) => listener(box))
  }

  function placeOf(page: number, range: Range): Place | null {
    const layer = textLayerOf(page)
    const letters = layer && lettersOfRange(layer, range)
    if (!letters) return null
    const exact = rangeOfLetters(layer, letters)
    const lines = exact ? linesOfRange(exact).map((rect) => boxOnPaper(page, rect)) : []
    if (lines.length === 0) return null
    const fingerprint = pageFingerprint(letters.text)
    return { page, lines, box: union(lines), quote: quoteOf(letters.text, letters), fingerprint }
  }
  function foundWords(): Range | null {
    const parts = element.querySelectorAll('.textLayer .highlight.selected')
    const [first, last] = [parts[0], parts[parts.length - 1]]
    if (!first || !last) return null
    const range = document.createRange()
    range.setStart(first, 0)
    range.setEnd(last, last.childNodes.length)
    return range
  }

  const fingerprintOf = (page: number) => {
    const layer = textLayerOf(page)
    return layer ? pageFingerprint(textOfPage(layer)) : []
  }

  function applyTool({ over }: Sheet): void {
    over.dataset.tool = tool
  }

  const onDrawn = ({ pageNumber }: { pageNumber: number }) => attach(pageNumber - 1)
  const drawnEvents = ['pagerender', 'pagerendered', 'textlayerrendered'] as const
  for (const name of drawnEvents) eventBus.on(name, onDrawn)
  const onZoom = () => requestAnimationFrame(() => sheets.forEach((_sheet, page) => attach(page)))
  eventBus.on('scalechanging', onZoom)
  eventBus.on('rotationchanging', onZoom)
  element.addEventListener('click', onClick)
  document.addEventListener('selectionchange', onSelectionChange)
  for (let page = 0; page < viewer.pagesCount; page++)
    if (pageView(page)?.div.querySelector('.canvasWrapper')) attach(page)

  return {
    show(marks) {
      const pages = new Set([...shown, ...marks].map(({ page }) => page))
      shown = marks
      for (const page of pages) draw(page)
    },
    setTool(next, style) {
      tool = next
      pen = style
      sheets.forEach(applyTool)
    },
    onGesture(listener) {
      gestures.add(listener)
      return () => void gestures.delete(listener)
    },
    onSelection(listener) {
      selections.add(listener)
      return () => void selections.delete(listener)
    },
    selectedWords() {
      const range = ownRange() ?? foundWords()
      if (!range) return []
      const [first, last] = [pageUnder(range.startContainer), pageUnder(range.endContainer)]
      if (first === null) return []
      const places: Place[] = []
      for (let page = first; page <= (last ?? first); page++) {
        const place = placeOf(page, range)
        if (place) places.push(place)
      }
      return places
    },
    async placeOfLetters(page, letters) {
      if (!textLayerOf(page)?.firstChild) {
        const drawn = new Promise<void>((resolve) => {
          const look = ({ pageNumber }: { pageNumber: number }) => {
            if (pageNumber !== page + 1) return
            eventBus.off('textlayerrendered', look)
            resolve()
          }
          eventBus.on('textlayerrendered', look)
        })
        viewer.scrollPageIntoView({ pageNumber: page + 1 })
        await drawn
      }
      const layer = textLayerOf(page)
      const range = layer && rangeOfLetters(layer, letters)
      return range ? placeOf(page, range) : null
    },
    lettersUnder: (page, boxes) => lettersUnder(parts.document, page, boxes),
    clearSelection: () => document.getSelection()?.removeAllRanges(),
    middleOf(page) {
      const [x, y] = visibleMiddle(page)
      const box: Box = [x, y - noteSize, x + noteSize, y]
      return { page, box, lines: [], quote: null, fingerprint: fingerprintOf(page) }
    },
    pageBox,
    goTo(page, box) {
      viewer.scrollPageIntoView({
        pageNumber: page + 1,
        destArray: [null, { name: 'XYZ' }, Math.max(0, box[0] - 60), box[3] + 120, null],
        allowNegativeOffset: true,
      })
    },
    fingerprintOf,
    pageTexts() {
      texts ??= wordsOfPages(parts.document)
      return texts
    },
    end() {
      for (const name of drawnEvents) eventBus.off(name, onDrawn)
      eventBus.off('scalechanging', onZoom)
      eventBus.off('rotationchanging', onZoom)
      drag.end()
      element.removeEventListener('click', onClick)
      document.removeEventListener('selectionchange', onSelectionChange)
      for (const { under, over, endPen } of sheets.values()) {
        endPen()
        under.remove()
        over.remove()
      }
      sheets.clear()
    },
  }
}
