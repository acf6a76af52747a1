import type { MarksView } from './marks-view.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'

/** A paper on the screen; the reader's own chrome drives it. */
export type PaperView = {
  readonly pageCount: number
  readonly events: {
    onPage(listener: (page: number) => void): () => void
    /** What stands at the top of the window, in PDF units of its page. */
    onPlace(listener: (place: PlaceOnPage) => void): () => void
    onScale(listener: (scale: number) => void): () => void
    /** A link was followed to another file beside this one, by its name. */
    onFileLink(listener: (name: string) => void): () => void
    onFind(
      listener: (found: {
        readonly current: number
        readonly total: number
        readonly state: 'found' | 'missing' | 'searching'
      }) => void,
    ): () => void
  }
  readonly marks: MarksView
  page(): number
  /** 1 is the paper's own size. */
  scale(): number
  place(): PlaceOnPage
  goToPage(page: number): void
  /** Brings a place to the top of the window, at the size the reader has chosen. */
  goToPlace(place: PlaceOnPage): void
  /** The point of a page under a point of the window, as shares of its width and height. */
  pointAt(x: number, y: number): PointOnPage | null
  /** Shows a pointer that somebody else holds; null takes it away. */
  showPointer(point: PointOnPage | null): void
  /** Shows what somebody draws while they present; none of it is kept. */
  showInk(lines: readonly InkOnPage[]): void
  /** A point of a page in PDF units. */
  onPaper(point: PointOnPage): readonly [number, number]
  zoom(to: number | 'page-width' | 'page-fit' | 'in' | 'out'): void
  rotate(): void
  setLayout(layout: 'continuous' | 'single'): void
  find(text: string, step: 'first' | 'next' | 'previous'): void
  endFind(): void
  outline(): Promise<readonly OutlineEntry[]>
  goToOutline(entry: OutlineEntry): void
  thumbnail(page: number, width: number): Promise<HTMLCanvasElement | null>
  pageLabels(): Promise<readonly string[] | null>
  close(): Promise<void>
}
export type PlaceOnPage = { readonly page: number; readonly top: number; readonly left: number }
export type PointOnPage = { readonly page: number; readonly x: number; readonly y: number }
/** A line drawn on a page: x and y in turn, in thousandths of its width and height, so that it means the same in any window. */
export type InkOnPage = { readonly page: number; readonly line: readonly number[] }
export type OutlineEntry = { readonly title: string; readonly depth: number; readonly target: unknown }
export type ShowPaper = (
  container: OpenContainer,
  options: { readonly element: HTMLDivElement; readonly startPage: number },
) => Promise<PaperView | 'broken'>
