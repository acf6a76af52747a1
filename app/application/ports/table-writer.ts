export type Sheet = {
  readonly name: string
  /** The first row is the heading. Numbers stay numbers. */
  readonly rows: readonly (readonly (string | number)[])[]
}
/** A workbook (XLSX, ISO/IEC 29500) of sheets with their headings set off. */
export type WriteTable = (sheets: readonly Sheet[]) => Promise<Uint8Array<ArrayBuffer>>
