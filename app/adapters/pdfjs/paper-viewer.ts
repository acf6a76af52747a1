import type { PDFDocumentProxy } from 'pdfjs-dist'
import { openDocument } from './open-document.ts'
import { paintPage } from './paint-page.ts'
import { besideUrl, imageResourcesPath } from './pdfjs-runtime.ts'
import { VietnameseFindController } from './vietnamese-find.ts'
// After pdfjs-runtime: the components read the global that pdf.js sets when it is loaded.
import { EventBus, LinkTarget, PDFLinkService, PDFViewer, ScrollMode } from 'pdfjs-dist/web/pdf_viewer.mjs'
import 'pdfjs-dist/web/pdf_viewer.css'
import './marks-layer.css'
import { createPresenterLayer } from './presenter-layer.ts'
import { createMarksLayer } from './marks-layer.ts'
import type { OutlineEntry, PaperView, PlaceOnPage, ShowPaper } from '#application/ports/paper-view.ts'

type ViewArea = { readonly location?: { readonly pageNumber: number; readonly top: number; readonly left: number } }

const maxCanvasPixels = 16 * 1024 * 1024

/**
 * The viewer takes a page that fails for a fault: a paper is destroyed only after the pages it was asked for. A page that comes
 * after the viewer let go of its paper would find no place there: it does not come any more.
 */
function countPagesAsked(document: PDFDocumentProxy): { end: () => void; settled: () => Promise<void> } {
  const asked = new Set<Promise<unknown>>()
  let isOver = false
  const getPage = document.getPage.bind(document)
  document.getPage = (pageNumber) => {
    const page = getPage(pageNumber)
    const forget = () => void asked.delete(page)
    asked.add(page)
    page.then(forget, forget)
    return new Promise((resolve, reject) => {
      page.then(
        (come) => !isOver && resolve(come),
        (fault: unknown) => !isOver && reject(fault as Error),
      )
    })
  }
  return { end: () => void (isOver = true), settled: async () => void (await Promise.allSettled(asked)) }
}

export const showPaper: ShowPaper = async (container, { element, startPage }) => {
  let opened: Awaited<ReturnType<typeof openDocument>>
  try {
    opened = await openDocument(container)
  } catch {
    return 'broken'
  }
  const { document } = opened
  const pagesAsked = countPagesAsked(document)
  const eventBus = new EventBus()
  const linkService = new PDFLinkService({
    eventBus,
    externalLinkTarget: LinkTarget.BLANK,
    externalLinkRel: 'noopener noreferrer',
  })
  const findController = new VietnameseFindController({ linkService, eventBus })
  const viewer = new PDFViewer({
    container: element,
    eventBus,
    linkService,
    findController,
    imageResourcesPath,
    maxCanvasPixels,
    annotationEditorMode: -1,
    removePageBorders: false,
  })
  linkService.setViewer(viewer)
  linkService.setDocument(document, null)
  const ready = new Promise<void>((resolve) => eventBus.on('pagesinit', () => resolve(), { once: true }))
  viewer.setDocument(document)
  await ready
  viewer.currentScaleValue = 'page-width'
  // A fitted page stays fitted when the window or a panel beside it changes.
  let fittedTo = element.clientWidth + element.clientHeight
  const fitting = new ResizeObserver(() => {
    // It also reports when it begins: fitting again then would undo a jump that was just made.
    const size = element.clientWidth + element.clientHeight
    if (size === fittedTo) return
    fittedTo = size
    const { currentScaleValue } = viewer
    if (currentScaleValue === 'page-width' || currentScaleValue === 'page-fit')
      viewer.currentScaleValue = currentScaleValue
  })
  fitting.observe(element)
  if (startPage > 1) viewer.currentPageNumber = Math.min(startPage, document.numPages)

  const listen = <Event>(names: readonly string[], handle: (event: Event) => void) => {
    for (const name of names) eventBus.on(name, handle)
    return () => names.forEach((name) => eventBus.off(name, handle))
  }
  const steps = [0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6]

  const marks = createMarksLayer({ viewer, eventBus, document, element })
  let place: PlaceOnPage | null = null
  const placeOf = ({ location }: ViewArea): PlaceOnPage | null =>
    location ? { page: location.pageNumber, top: location.top, left: location.left } : null
  eventBus.on('updateviewarea', (area: ViewArea) => void (place = placeOf(area) ?? place))
  const view: PaperView = {
    marks,
    pageCount: document.numPages,
    events: {
      onPage: (listener) => listen<{ pageNumber: number }>(['pagechanging'], ({ pageNumber }) => listener(pageNumber)),
      onPlace: (listener) =>
        listen<ViewArea>(['updateviewarea'], (area) => {
          const now = placeOf(area)
          if (now) listener(now)
        }),
      onScale: (listener) => listen<{ scale: number }>(['scalechanging'], ({ scale }) => listener(scale)),
      onFileLink(listener) {
        const onClick = (event: MouseEvent) => {
          const link = event.target instanceof Element ? event.target.closest('a') : null
          if (!link?.href.startsWith(besideUrl)) return
          event.preventDefault()
          event.stopPropagation()
          const [name = ''] = link.href.slice(besideUrl.length).split(/[?#]/)
          listener(decodeURIComponent(name).split('/').at(-1) ?? '')
        }
        element.addEventListener('click', onClick, true)
        return () => element.removeEventListener('click', onClick, true)
      },
      onFind: (listener) =>
        listen<{ matchesCount?: { current: number; total: number }; state?: number }>(
          ['updatefindmatchescount', 'updatefindcontrolstate'],
          (event) => {
            const { current = 0, total = 0 } = event.matchesCount ?? {}
            listener({
              current,
              total,
              state: event.state === 1 ? 'missing' : event.state === 3 ? 'searching' : 'found',
            })
          },
        ),
    },
    page: () => viewer.currentPageNumber,
    place: () =>
      place ?? {
        page: viewer.currentPageNumber,
        top: viewer.getPageView(viewer.currentPageNumber - 1).viewport.viewBox[3],
        left: 0,
      },
    scale: () => viewer.currentScale,
    goToPage: (page) => void (viewer.currentPageNumber = Math.max(1, Math.min(document.numPages, page))),
    goToPlace({ page, top, left }) {
      if (page < 1 || page > document.numPages) return
      viewer.scrollPageIntoView({
        pageNumber: page,
        destArray: [null, { name: 'XYZ' }, left, top, null],
        allowNegativeOffset: true,
      })
    },
    ...createPresenterLayer({ element, viewer, eventBus }),
    zoom(to) {
      if (to === 'in')
        viewer.currentScale = steps.find((step) => step > viewer.currentScale * 1.01) ?? viewer.currentScale
      else if (to === 'out')
        viewer.currentScale = steps.findLast((step) => step < viewer.currentScale * 0.99) ?? viewer.currentScale
      else if (typeof to === 'number') viewer.currentScale = to
      else viewer.currentScaleValue = to
    },
    rotate: () => void (viewer.pagesRotation = (viewer.pagesRotation + 90) % 360),
    setLayout: (layout) => void (viewer.scrollMode = layout === 'single' ? ScrollMode.PAGE : ScrollMode.VERTICAL),
    find(text, step) {
      eventBus.dispatch('find', {
        source: view,
        type: step === 'first' ? '' : 'again',
        query: text,
        caseSensitive: false,
        entireWord: false,
        highlightAll: true,
        findPrevious: step === 'previous',
        matchDiacritics: false,
      })
    },
    endFind() {
      eventBus.dispatch('findbarclose', { source: view })
    },
    async outline() {
      const entries: OutlineEntry[] = []
      type Node = { title: string; dest: unknown; items: Node[] }
      const walk = (nodes: readonly Node[], depth: number): void => {
        for (const { title, dest, items } of nodes) {
          entries.push({ title, depth, target: dest })
          walk(items, depth + 1)
        }
      }
      walk(((await document.getOutline()) ?? []) as Node[], 0)
      return entries
    },
    goToOutline: ({ target }) => void linkService.goToDestination(target as string),
    thumbnail: (number, width) => paintPage(document, { number, width, intent: 'display' }),
    pageLabels: async () => (await document.getPageLabels()) as readonly string[] | null,
    async close() {
      fitting.disconnect()
      marks.end()
      pagesAsked.end()
      viewer.setDocument(null as unknown as PDFDocumentProxy)
      linkService.setDocument(null, null)
      await Promise.race([pagesAsked.settled(), opened.failed])
      await opened.destroy()
    },
  }
  return view
}
