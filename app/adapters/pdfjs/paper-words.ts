import type { PDFDocumentProxy } from 'pdfjs-dist'
import { foldSpace } from '#domain/marks/carry-marks.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'
import { openDocument } from './open-document.ts'

/** The words of every page in reading order, white space folded. */
export async function wordsOfPages(
  document: PDFDocumentProxy,
  isOver: () => boolean = () => false,
): Promise<readonly string[]> {
  const texts: string[] = []
  for (let number = 1; number <= document.numPages && !isOver(); number++) {
    try {
      const { items } = await (await document.getPage(number)).getTextContent()
      texts.push(foldSpace(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')))
    } catch {
      // A damaged page has no words.
      texts.push('')
    }
  }
  return texts
}

export async function readPaperWords(
  container: OpenContainer,
  isOver: () => boolean,
): Promise<readonly string[] | null> {
  try {
    const { document, destroy } = await openDocument(container)
    const words = await wordsOfPages(document, isOver)
    await destroy()
    return words
  } catch {
    return null
  }
}
