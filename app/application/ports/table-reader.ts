import type { Result } from '#domain/kernel/result.ts'

/** The cells of a table that somebody made in a spreadsheet, first row first; of several sheets the first. */
export type ReadTable = (file: {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}) => Promise<Result<readonly (readonly string[])[], 'not-a-table'>>
