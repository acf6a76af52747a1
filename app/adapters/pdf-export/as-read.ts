import { degrees, type PDFPage, type Rotation } from '@cantoo/pdf-lib'

/** The page as it is read, whichever way it is turned: right and up from its lower left corner, points. */
export type PageAsRead = {
  readonly width: number
  readonly height: number
  readonly at: (right: number, up: number) => { readonly x: number; readonly y: number }
  /** For what should stand upright, and for what leans to the left by so much. */
  readonly upright: (lean?: number) => Rotation
}

export function asRead(page: PDFPage): PageAsRead {
  const { x, y, width, height } = page.getCropBox()
  const turn = ((page.getRotation().angle % 360) + 360) % 360
  const upright = (lean = 0) => degrees(turn + lean)
  switch (turn) {
    case 90:
      return { width: height, height: width, at: (right, up) => ({ x: x + width - up, y: y + right }), upright }
    case 180:
      return { width, height, at: (right, up) => ({ x: x + width - right, y: y + height - up }), upright }
    case 270:
      return { width: height, height: width, at: (right, up) => ({ x: x + up, y: y + height - right }), upright }
    default:
      return { width, height, at: (right, up) => ({ x: x + right, y: y + up }), upright }
  }
}
