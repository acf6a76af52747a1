import writeXlsx from 'write-excel-file/universal'
import type { WriteTable } from '#application/ports/table-writer.ts'

/** Characters that a column is wide at most. */
const widest = 60

export const writeTable: WriteTable = async (sheets) => {
  const blob = await writeXlsx(
    sheets.map(({ name, rows }) => ({
      sheet: sheetName(name),
      data: rows.map((row, index) =>
        row.map((value) => (index === 0 ? { value, fontWeight: 'bold' as const } : { value })),
      ),
      columns: (rows[0] ?? []).map((_head, column) => ({
        width: Math.min(widest, Math.max(...rows.map((row) => String(row[column] ?? '').length)) + 2),
      })),
      stickyRowsCount: 1,
    })),
  ).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** Spreadsheets refuse some signs in it, and more than 31 letters. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
