import { rgb, type PDFPage } from '@cantoo/pdf-lib'

const black = rgb(0, 0, 0)

/** A square of squares, as a QR code is drawn. */
export function drawSquares(
  page: PDFPage,
  rows: readonly (readonly boolean[])[],
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
): void {
  const size = side / rows.length
  for (const [row, cells] of rows.entries())
    for (const [column, isDark] of cells.entries())
      if (isDark)
        page.drawRectangle({
          x: left + column * size,
          y: top - (row + 1) * size,
          // Without a hair's breadth between neighbours.
          width: size + 0.05,
          height: size + 0.05,
          color: black,
        })
}
