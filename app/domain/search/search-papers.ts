import { foldKeepingPlaces } from '../kernel/fold-text.ts'
import { readOldFonts } from './old-fonts.ts'

/** The words of one paper, page by page; `folded` has the same letters at the same places. */
export type SearchableText = {
  readonly pages: readonly string[]
  readonly folded: readonly string[]
  /** The words were turned from an old font's letters. */
  readonly isConverted: boolean
}

export type PaperHit = {
  /** From 1. */
  readonly page: number
  readonly before: string
  readonly found: string
  readonly after: string
}
export type PaperHits = { readonly hits: readonly PaperHit[]; readonly total: number }

/** Two letters stand everywhere: nobody wants to know how often exactly. */
export const mostCounted = 200
const contextBefore = 60
const contextAfter = 110

/** Pages as the paper's letters stand; those of old fonts are read as what they draw. */
export function searchable(words: readonly string[]): SearchableText {
  const { pages, encoding } = readOldFonts(words)
  const texts = pages.map((page) => page.normalize('NFC'))
  return { pages: texts, folded: texts.map(foldKeepingPlaces), isConverted: encoding !== null }
}

/** A paper whose pages hold hardly a word: a scan, of which only the title can be found. */
export const hasNoWords = ({ pages }: SearchableText): boolean =>
  pages.reduce((sum, page) => sum + page.trim().length, 0) < 20 * Math.max(1, pages.length)

/** Finds the words as they were typed, with or without marks: "dieu le" finds "Điều lệ". At most `most` places are answered. */
export function findInText(text: SearchableText, query: string, most: number): PaperHits {
  const wanted = foldKeepingPlaces(query.normalize('NFC').trim().replace(/\s+/g, ' '))
  const hits: PaperHit[] = []
  let total = 0
  if (wanted === '') return { hits, total }
  for (const [index, folded] of text.folded.entries()) {
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      if (++total >= mostCounted) return { hits, total }
      if (hits.length >= most) continue
      const page = text.pages[index] ?? ''
      const end = at + wanted.length
      hits.push({
        page: index + 1,
        before: fromWord(page.slice(Math.max(0, at - contextBefore), at), at > contextBefore),
        found: page.slice(at, end),
        after: toWord(page.slice(end, end + contextAfter), page.length > end + contextAfter),
      })
    }
  }
  return { hits, total }
}

/** Of a short text: whether the words stand in it, with or without marks, and what is around them. */
export function findInNote(text: string, query: string): Omit<PaperHit, 'page'> | null {
  const [hit] = findInText(searchable([text]), query, 1).hits
  return hit ? { before: hit.before, found: hit.found, after: hit.after } : null
}

const fromWord = (text: string, isCut: boolean) => (isCut ? `…${text.slice(text.indexOf(' ') + 1)}` : text)
const toWord = (text: string, isCut: boolean) => (isCut ? `${text.slice(0, text.lastIndexOf(' '))}…` : text)
