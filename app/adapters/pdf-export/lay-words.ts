import {
  PDFDocument,
  TextRenderingMode,
  beginText,
  endText,
  popGraphicsState,
  pushGraphicsState,
  setFontAndSize,
  setCharacterSqueeze,
  setTextMatrix,
  setTextRenderingMode,
  showText,
} from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { PageWords } from '#application/ports/paper-output.ts'

/** Lays words that nobody sees on pictures of words: what is selected, found and copied stands where it is read. */
export async function layWords(
  paper: Uint8Array,
  pages: readonly PageWords[],
  font: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.load(paper, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  doc.registerFontkit(fontkit as never)
  const letters = await doc.embedFont(font, { subset: true })
  for (const { page: index, words } of pages) {
    if (index >= doc.getPageCount()) continue
    const page = doc.getPage(index)
    const name = page.node.newFontDictionary('Words', letters.ref)
    const operators = words.flatMap(({ text, from, to, size, endsLine }) => {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1])
      const natural = letters.widthOfTextAtSize(text, size)
      if (!(size > 0) || !(natural > 0) || !(length > 0)) return []
      const [right, up] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
      return [
        setCharacterSqueeze((length / natural) * 100),
        setFontAndSize(name, size),
        setTextMatrix(right, up, -up, right, from[0], from[1]),
        showText(letters.encodeText(endsLine ? text : `${text} `)),
      ]
    })
    page.pushOperators(
      pushGraphicsState(),
      beginText(),
      setTextRenderingMode(TextRenderingMode.Invisible),
      ...operators,
      endText(),
      popGraphicsState(),
    )
  }
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false }))
}
