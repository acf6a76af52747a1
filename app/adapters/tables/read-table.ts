import { parse } from 'papaparse'
import { readSheet } from 'read-excel-file/universal'
import type { ReadTable } from '#application/ports/table-reader.ts'
import { fail, ok } from '#domain/kernel/result.ts'

/** By the heading: names and positions below it may hold commas of their own. */
function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1)
  const count = (separator: string) => head.split(separator).length
  return [';', '\t', ','].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

/** XLSX, or CSV in UTF-8 with whichever separator the spreadsheet of that country writes. */
export const readTable: ReadTable = async ({ name, bytes }) => {
  try {
    if (name.toLowerCase().endsWith('.xlsx')) {
      const rows = await readSheet(new Blob([bytes]))
      return ok(rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))))
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // What is no text has bytes that no spreadsheet writes.
    if (text.includes('\0')) return fail('not-a-table')
    const { data } = parse<string[]>(text, { delimiter: separatorOf(text) })
    return ok(data)
  } catch {
    return fail('not-a-table')
  }
}
