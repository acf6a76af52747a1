import type { RecognitionParts } from '#application/papers/recognise-words.ts'
import { paintPage } from './paint-page.ts'
import { documentOptions, startPdfjs } from './pdfjs-runtime.ts'

/** Fewer letters than a date and a signature: the page is a picture. */
const fewLetters = 20
const dotsPerPoint = 200 / 72
const widest = 2600

/** The pages of a file that are pictures and have hardly any words, painted at 200 dots per inch. */
export const openPagePictures: RecognitionParts<HTMLCanvasElement>['openPictures'] = async (bytes) => {
  const { pdfjs, worker } = startPdfjs()
  const task = pdfjs.getDocument({ ...documentOptions, data: bytes, worker })
  const document = await task.promise.catch(() => null)
  if (!document) {
    await task.destroy()
    return null
  }
  const wordless: number[] = []
  const paints = new Set([
    pdfjs.OPS.paintImageXObject,
    pdfjs.OPS.paintInlineImageXObject,
    pdfjs.OPS.paintImageMaskXObject,
  ])
  const hasPicture = async (number: number): Promise<boolean> => {
    const page = await document.getPage(number)
    const { fnArray } = await page.getOperatorList()
    page.cleanup()
    return fnArray.some((operator) => paints.has(operator as never))
  }
  for (let number = 1; number <= document.numPages; number++) {
    const content = await document
      .getPage(number)
      .then((page) => page.getTextContent())
      .catch(() => null)
    const letters = (content?.items ?? []).map((item) => ('str' in item ? item.str : '')).join('')
    const isWordless = content !== null && (letters.match(/\p{L}/gu)?.length ?? 0) < fewLetters
    if (isWordless && (await hasPicture(number).catch(() => false))) wordless.push(number - 1)
  }
  return {
    wordless,
    async paint(index) {
      const page = await document.getPage(index + 1)
      const { width: points } = page.getViewport({ scale: 1 })
      const width = Math.min(widest, Math.round(points * dotsPerPoint))
      const image = await paintPage(document, { number: index + 1, width, intent: 'print' })
      if (!image) return null
      const viewport = page.getViewport({ scale: width / points })
      return {
        image,
        toPoint: (x, y) => {
          const [right = 0, up = 0] = viewport.convertToPdfPoint(x, y) as number[]
          return [right, up]
        },
      }
    },
    close: () => task.destroy(),
  }
}
