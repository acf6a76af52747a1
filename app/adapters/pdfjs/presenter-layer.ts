import type { PageViewport } from 'pdfjs-dist'
import type { EventBus, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { InkOnPage, PaperView, PointOnPage } from '#application/ports/paper-view.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** The presenter's pointer and pen: where they are on the page, whatever the size the page has in each window. */
export function createPresenterLayer({
  element,
  viewer,
  eventBus,
}: {
  readonly element: HTMLElement
  readonly viewer: PDFViewer
  readonly eventBus: EventBus
}): Pick<PaperView, 'pointAt' | 'showPointer' | 'showInk' | 'onPaper'> {
  let dot: HTMLElement | null = null
  let ink: readonly InkOnPage[] = []
  const pageOf = (number: number) => element.querySelector<HTMLElement>(`.page[data-page-number="${number}"]`)

  function draw(number: number): void {
    const page = pageOf(number)
    const lines = ink.filter((each) => each.page === number)
    const there = page?.querySelector(':scope > .presenterInk')
    if (!page || lines.length === 0) return there?.remove()
    const sheet = there ?? document.createElementNS(svgNamespace, 'svg')
    if (!there) {
      sheet.setAttribute('class', 'presenterInk')
      sheet.setAttribute('viewBox', '0 0 1000 1000')
      sheet.setAttribute('preserveAspectRatio', 'none')
      sheet.setAttribute('aria-hidden', 'true')
      page.append(sheet)
    }
    sheet.replaceChildren(
      ...lines.map(({ line }) => {
        const shape = document.createElementNS(svgNamespace, 'polyline')
        shape.setAttribute('points', line.join(' '))
        return shape
      }),
    )
  }
  // pdf.js empties its pages when it zooms or saves memory.
  eventBus.on('pagerendered', ({ pageNumber }: { pageNumber: number }) => draw(pageNumber))

  return {
    pointAt(x, y): PointOnPage | null {
      const page = document.elementFromPoint(x, y)?.closest<HTMLElement>('.page')
      if (!page || !element.contains(page)) return null
      const box = page.getBoundingClientRect()
      return {
        page: Number(page.dataset.pageNumber),
        x: (x - box.left) / box.width,
        y: (y - box.top) / box.height,
      }
    },
    showPointer(point) {
      const page = point && pageOf(point.page)
      if (!point || !page) {
        dot?.remove()
        dot = null
        return
      }
      if (!dot) {
        dot = document.createElement('div')
        dot.className = 'presenterPointer'
        dot.ariaHidden = 'true'
      }
      if (dot.parentElement !== page) page.append(dot)
      dot.style.left = `${point.x * 100}%`
      dot.style.top = `${point.y * 100}%`
    },
    showInk(lines) {
      const pages = new Set([...ink, ...lines].map(({ page }) => page))
      ink = lines
      for (const page of pages) draw(page)
    },
    onPaper({ page, x, y }) {
      const { viewport } = viewer.getPageView(page - 1) as { viewport: PageViewport }
      const [px = 0, py = 0] = viewport.convertToPdfPoint(x * viewport.width, y * viewport.height) as number[]
      return [px, py]
    },
  }
}
