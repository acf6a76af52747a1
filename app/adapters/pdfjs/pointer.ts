import type { PaperView, PointOnPage } from '#application/ports/paper-view.ts'

/** The presenter's pointer: where it is on the page, whatever the size the page has in each window. */
export function createPointer(element: HTMLElement): Pick<PaperView, 'pointAt' | 'showPointer'> {
  let dot: HTMLElement | null = null
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
      const page = point && element.querySelector<HTMLElement>(`.page[data-page-number="${point.page}"]`)
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
  }
}
