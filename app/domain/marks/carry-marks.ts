import type { MarkId } from '../kernel/ids.ts'
import { textKinds, type Mark } from './mark.ts'

/**
 * What became of a mark in another version of its paper.
 * kept: the same words on the same page · moved: the same words elsewhere · changed: words that resemble them, to be confirmed ·
 * unplaced: kept beside the paper until a person places it.
 */
export type Carried =
  | { readonly kind: 'kept' | 'moved'; readonly page: number; readonly start: number; readonly end: number }
  | {
      readonly kind: 'changed'
      readonly page: number
      readonly start: number
      readonly end: number
      /** From 0 to 1. */
      readonly likeness: number
    }
  | { readonly kind: 'same-page'; readonly page: number }
  | { readonly kind: 'unplaced'; readonly nearestPage: number }

/** Finds `pattern` in `text` with at most so many single-letter differences; the best place, or null. */
export type FindAlike = (
  text: string,
  pattern: string,
  mostErrors: number,
) => { readonly start: number; readonly end: number; readonly errors: number } | null

const contextLength = 32
/** Shorter words are found everywhere: without their surroundings they say nothing. */
const leastForAlike = 20
const errorShare = 0.3
/** Letters around the words that must agree, of 64: one whole side, nearly. */
const sureContext = 30
/** Words without a number are repeated most: for them both sides must agree in so many. */
const sideContext = 6
type Sides = ReturnType<typeof sharedContext>
const samePage = 0.9

/** Text as it is compared: NFC, white space folded, without case. Has the length of its folded input. */
export const comparable = (text: string): string => foldSpace(text).toLowerCase()
export const foldSpace = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ')

/**
 * What a page reads like: the 64 smallest hashes of its runs of four words (Broder's min-wise sketch), so that pages of two
 * versions can be compared without the old one.
 */
export function pageFingerprint(text: string): readonly number[] {
  return [...shingles(text)].toSorted((a, b) => a - b).slice(0, 64)
}

/** From 0 to 1: how much of one page is in the other. */
export function pageLikeness(fingerprint: readonly number[], pageText: string): number {
  if (fingerprint.length === 0) return 0
  const theirs = shingles(pageText)
  return fingerprint.filter((hash) => theirs.has(hash)).length / fingerprint.length
}

function shingles(text: string): ReadonlySet<number> {
  const words = comparable(text).trim().split(' ')
  const found = new Set<number>()
  for (let at = 0; at + 4 <= words.length; at++) found.add(hash(words.slice(at, at + 4).join(' ')))
  return found
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/** Pure: the same marks and the same pages give the same places on every machine. */
export function carryMarks(
  marks: readonly Mark[],
  { pages, findAlike }: { readonly pages: readonly string[]; readonly findAlike: FindAlike },
): ReadonlyMap<MarkId, Carried> {
  const texts = pages.map(comparable)
  const carried = new Map<MarkId, Carried>()
  const pagesByFingerprint = new Map<string, readonly { readonly page: number; readonly likeness: number }[]>()
  const likePages = (mark: Mark) => {
    const key = mark.target.fingerprint.join()
    let ranked = pagesByFingerprint.get(key)
    if (!ranked) {
      ranked = texts
        .map((text, page) => ({ page, likeness: pageLikeness(mark.target.fingerprint, text) }))
        .toSorted((a, b) => b.likeness - a.likeness || distance(a.page, mark) - distance(b.page, mark))
      pagesByFingerprint.set(key, ranked)
    }
    return ranked
  }
  for (const mark of marks) {
    carried.set(
      mark.id,
      textKinds.has(mark.kind) && mark.target.quote
        ? carryQuote(mark, { texts, ranked: likePages(mark), findAlike })
        : carryPlace(mark, likePages(mark), texts.length),
    )
  }
  return carried
}

const distance = (page: number, mark: Mark) => Math.abs(page - mark.target.page)

type Ranked = readonly { readonly page: number; readonly likeness: number }[]

function carryQuote(
  mark: Mark,
  {
    texts,
    ranked,
    findAlike,
  }: { readonly texts: readonly string[]; readonly ranked: Ranked; readonly findAlike: FindAlike },
): Carried {
  const { quote } = mark.target
  const exact = comparable(quote?.exact ?? '')
  const [before, after] = [comparable(quote?.before ?? ''), comparable(quote?.after ?? '')]
  const places: { readonly page: number; readonly start: number; readonly sides: Sides; readonly context: number }[] =
    []
  for (const [page, text] of texts.entries()) {
    for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
      const sides = sharedContext(text, { start, end: start + exact.length, before, after })
      places.push({ page, start, sides, context: sides.before + sides.after })
    }
  }
  places.sort((a, b) => b.context - a.context || distance(a.page, mark) - distance(b.page, mark))
  const [best, next] = places
  const likeness = (page: number) => ranked.find((entry) => entry.page === page)?.likeness ?? 0
  if (best) {
    // Official papers repeat whole sentences: only what stands around the words says that these are the ones.
    const hasNumber = /\d/.test(exact)
    const onBothSides =
      best.sides.before >= Math.min(sideContext, before.length) &&
      best.sides.after >= Math.min(sideContext, after.length)
    const isSure =
      best.context >= Math.min(sureContext, 0.75 * (before.length + after.length)) && (hasNumber || onBothSides)
    const isTie = next !== undefined && next.context === best.context
    const end = best.start + exact.length
    if (isSure && !isTie)
      return { kind: best.page === mark.target.page ? 'kept' : 'moved', page: best.page, start: best.start, end }
    if (isTie || exact.length >= leastForAlike)
      return { kind: 'changed', page: best.page, start: best.start, end, likeness: 0.5 }
  }
  const nearestPage = ranked[0]?.page ?? 0
  if (exact.length < leastForAlike) return { kind: 'unplaced', nearestPage }
  const mostErrors = Math.floor(exact.length * errorShare)
  let found: (Extract<Carried, { kind: 'changed' }> & { readonly score: number }) | null = null
  const candidates = new Set(ranked.slice(0, 3).flatMap(({ page }) => [page - 1, page, page + 1]))
  for (const page of candidates) {
    const text = texts[page]
    if (text === undefined) continue
    // Piece by piece, because only the best of each is answered, and a neighbour may resemble the words more than they do now.
    for (let from = 0; from === 0 || from + exact.length <= text.length; from += exact.length) {
      const piece = text.slice(from, from + 3 * exact.length)
      const alike = findAlike(piece, exact, mostErrors)
      if (!alike) continue
      const at = { start: from + alike.start, end: from + alike.end }
      const sides = sharedContext(text, { ...at, before, after })
      const context = sides.before + sides.after
      const isSamePlace = context >= 0.75 * (before.length + after.length)
      if (!isSamePlace && !sharesNumbers(exact, text.slice(at.start, at.end))) continue
      const close = 1 - alike.errors / exact.length
      const score = close + 0.3 * likeness(page) + context / 100
      if (!found || score > found.score) found = { kind: 'changed', page, ...at, likeness: close, score }
    }
  }
  if (!found || (found.likeness < 0.8 && likeness(found.page) < 0.3)) return { kind: 'unplaced', nearestPage }
  const { score: _score, ...place } = found
  return place
}

/**
 * Official sentences are often alike but for their numbers: words whose numbers are others are other words, unless everything
 * around them says that a number was corrected.
 */
function sharesNumbers(words: string, other: string): boolean {
  const numbers = words.match(/\d+/g) ?? []
  if (numbers.length === 0) return true
  const theirs = new Set(other.match(/\d+/g))
  return numbers.filter((number) => theirs.has(number)).length * 2 >= numbers.length
}

/** Marks without words keep their place on a page that reads as it did. */
function carryPlace(mark: Mark, ranked: Ranked, pageCount: number): Carried {
  const [best] = ranked
  const nearest = Math.min(mark.target.page, Math.max(0, pageCount - 1))
  if (mark.target.fingerprint.length === 0 || !best) return { kind: 'unplaced', nearestPage: nearest }
  return best.likeness >= samePage
    ? { kind: 'same-page', page: best.page }
    : { kind: 'unplaced', nearestPage: best.page }
}

/** Letters that agree on both sides of a place, outwards from it. */
function sharedContext(
  text: string,
  at: { readonly start: number; readonly end: number; readonly before: string; readonly after: string },
): { readonly before: number; readonly after: number } {
  const shared = { before: 0, after: 0 }
  for (let n = 1; n <= Math.min(contextLength, at.before.length); n++) {
    if (text[at.start - n] !== at.before[at.before.length - n]) break
    shared.before++
  }
  for (let n = 0; n < Math.min(contextLength, at.after.length); n++) {
    if (text[at.end + n] !== at.after[n]) break
    shared.after++
  }
  return shared
}

/** The quote of a place in a page's text. */
export function quoteOf(pageText: string, { start, end }: { readonly start: number; readonly end: number }) {
  return {
    exact: pageText.slice(start, end),
    before: pageText.slice(Math.max(0, start - contextLength), start),
    after: pageText.slice(end, end + contextLength),
    start,
  }
}
