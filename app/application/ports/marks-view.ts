import type { Box, InkPoint, Mark, Target } from '#domain/marks/mark.ts'

/** A place on the paper that is shown now; which file that is, the caller knows. */
export type Place = Omit<Target, 'file' | 'strokes'>

export type MarkTool = 'read' | 'pen' | 'eraser' | 'note' | 'text' | 'area' | 'arrow'

export type ShownMark = {
  readonly mark: Mark
  readonly page: number
  /** Null: where the mark itself says. Otherwise letters of the page's text, and the lines follow from them. */
  readonly letters: { readonly start: number; readonly end: number } | null
  readonly needsReview: boolean
  readonly isChosen: boolean
}

export type ScreenBox = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export type MarkGesture =
  | { readonly kind: 'stroke'; readonly page: number; readonly points: readonly InkPoint[] }
  | { readonly kind: 'erase'; readonly ids: readonly string[] }
  | { readonly kind: 'place'; readonly page: number; readonly point: readonly [x: number, y: number] }
  /** Two corners, or the two ends of an arrow. */
  | {
      readonly kind: 'span'
      readonly page: number
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
    }
  /** Moved or pulled to another size; `target` is where the mark stands now. */
  | { readonly kind: 'reshape'; readonly id: string; readonly target: Target }
  /** A mark was touched, or the paper beside all marks. */
  | { readonly kind: 'choose'; readonly id: string | null }

/** Marks upon a paper that is open. Everything is in the paper's own points; the screen's are never kept. */
export type MarksView = {
  show(marks: readonly ShownMark[]): void
  setTool(tool: MarkTool, pen: { readonly color: string; readonly width: number }): void
  onGesture(listener: (gesture: MarkGesture) => void): () => void
  /** Words were selected, and where they stand on the screen; null when nothing is selected. */
  onSelection(listener: (box: ScreenBox | null) => void): () => void
  /** The selected words, one place per page; without a selection the words that were found last. */
  selectedWords(): readonly Place[]
  /** Goes to the page if need be. Null when the page has no such letters. */
  placeOfLetters(page: number, letters: { readonly start: number; readonly end: number }): Promise<Place | null>
  /** The letters of a page that stand in some boxes on it; null where there are none. */
  lettersUnder(page: number, boxes: readonly Box[]): Promise<{ readonly start: number; readonly end: number } | null>
  clearSelection(): void
  /** The middle of the page on the screen, for a mark that is made with the keyboard. */
  middleOf(page: number): Place
  pageBox(page: number): Box
  goTo(page: number, box: Box): void
  fingerprintOf(page: number): readonly number[]
  /** White space folded, in reading order. */
  pageTexts(): Promise<readonly string[]>
}
