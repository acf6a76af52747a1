import type { PaperRow } from '#application/projection/rows.ts'

/** A paper among all papers of its meeting, in the order of the agenda: read one after the other like one document. */
export type ReadThrough = {
  /** Pages of the papers before this one, and of all together. */
  readonly pagesBefore: number
  readonly pagesInAll: number
  readonly previous: PaperRow | null
  readonly next: PaperRow | null
  readonly open: (paper: PaperRow, page: number) => void
}

/** Null for a paper that is not among them. */
export function readThrough(
  papers: readonly PaperRow[],
  paper: PaperRow,
  open: ReadThrough['open'],
): ReadThrough | null {
  const published = papers.filter(({ status }) => status === 'published').toSorted((a, b) => a.pos - b.pos)
  const at = published.findIndex(({ id }) => id === paper.id)
  if (at < 0) return null
  const pages = (some: readonly PaperRow[]) => some.reduce((sum, { pageCount }) => sum + pageCount, 0)
  return {
    pagesBefore: pages(published.slice(0, at)),
    pagesInAll: pages(published),
    previous: published[at - 1] ?? null,
    next: published[at + 1] ?? null,
    open,
  }
}

/** The page after or before the one that is shown: of the next or previous paper where this one ends. */
export function turnPage(
  view: { readonly page: () => number; readonly pageCount: number; readonly goToPage: (page: number) => void },
  by: 1 | -1,
  through: ReadThrough | null,
): void {
  const wanted = view.page() + by
  const beyond = by === 1 ? through?.next : through?.previous
  if ((wanted < 1 || wanted > view.pageCount) && beyond) through?.open(beyond, by === 1 ? 1 : beyond.pageCount)
  else view.goToPage(wanted)
}
