import type { Result } from '#domain/kernel/result.ts'
import type { Box, InkPoint, MarkKind } from '#domain/marks/mark.ts'

/** An annotation of a PDF (ISO 32000-1, 12.5.6) that the app has a mark for. */
export type FoundMark = {
  readonly kind: MarkKind
  /** Its name in the file: for one of ours the id of the mark. */
  readonly name: string
  readonly author: string
  /** From 0. */
  readonly page: number
  readonly box: Box
  readonly lines: readonly Box[]
  readonly strokes: readonly (readonly InkPoint[])[]
  /** #rrggbb */
  readonly color: string
  readonly width: number
  readonly body: string
}
export type ReadMarks = (
  file: Uint8Array<ArrayBuffer>,
) => Promise<Result<{ readonly pageCount: number; readonly marks: readonly FoundMark[] }, 'failed'>>
