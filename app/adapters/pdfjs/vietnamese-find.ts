import type { PDFDocumentProxy } from 'pdfjs-dist'
import './pdfjs-runtime.ts'
// After pdfjs-runtime: the components read the global that pdf.js sets when it is loaded.
import { PDFFindController } from 'pdfjs-dist/web/pdf_viewer.mjs'
import { oldEncodingOf, plainLettersOf, type OldEncoding } from '#domain/search/old-fonts.ts'

/** So many pages are read to know in which letters a paper is written. */
const pagesToKnow = 12

type PageWords = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>
type ReadWords = (pageNumber: number, options: object) => Promise<PageWords>

/**
 * pdf.js folds marks away, but đ has none to fold: here "dieu le" finds "Điều lệ". Papers in fonts from before Unicode are looked
 * through in the letters that they draw. Lengths stay in both, so places stay right.
 */
export class VietnameseFindController extends PDFFindController {
  override match(query: string | string[], pageContent: string, pageIndex: number) {
    const fold = (text: string) => text.replace(/đ/g, 'd').replace(/Đ/g, 'D')
    return super.match(typeof query === 'string' ? fold(query) : query.map(fold), fold(pageContent), pageIndex)
  }

  override setDocument(document: PDFDocumentProxy | null): void {
    super.setDocument((document && inPlainLetters(document)) as unknown as PDFDocumentProxy)
  }
}

/** As much of a document as is looked through. */
function inPlainLetters(document: PDFDocumentProxy) {
  const readWords: ReadWords = async (pageNumber, options) =>
    (await document.getPage(pageNumber)).getTextContent(options)
  let encoding: Promise<OldEncoding | null> | null = null
  return {
    getPage: (pageNumber: number) => ({
      async getTextContent(options: object) {
        const old = await (encoding ??= encodingOf(document.numPages, readWords))
        const words = await readWords(pageNumber, options)
        if (!old) return words
        const items = words.items.map((item) =>
          'str' in item ? { ...item, str: plainLettersOf(item.str, old) } : item,
        )
        return { ...words, items }
      },
    }),
  }
}

async function encodingOf(pageCount: number, readWords: ReadWords): Promise<OldEncoding | null> {
  const pages: string[] = []
  for (let number = 1; number <= Math.min(pageCount, pagesToKnow); number++) {
    const { items } = await readWords(number, {})
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return oldEncodingOf(pages)
}
