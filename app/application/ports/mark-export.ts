import type { Result } from '#domain/kernel/result.ts'
import type { Mark } from '#domain/marks/mark.ts'

/**
 * Writes marks into a copy of the paper as standard annotations (ISO 32000-1, 12.5.6), which other readers show and can change.
 * Marks must stand on this very file; strokes keep their pressure in their appearance.
 */
export type ExportWithMarks = (
  paper: Uint8Array<ArrayBuffer>,
  marks: readonly Mark[],
  author: string,
) => Promise<Result<Uint8Array<ArrayBuffer>, 'failed'>>
