import { findAlike } from '#adapters/text/find-alike.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import { carryMarks, pageFingerprint, quoteOf, type Carried } from '#domain/marks/carry-marks.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { newId } from '#support/test-server.ts'
import { measured, type Measurement } from './measure.ts'
import { makeVersionPairs, type VersionPair } from './version-pairs.ts'

type Place = { readonly page: number; readonly start: number; readonly end: number }
type Tally = {
  marks: number
  standing: number
  right: number
  review: number
  aside: number
  wrong: number
  lost: number
}

/** Where each sentence stands, counted and not searched, because sentences repeat; null where it crosses a page. */
function placesOf(sentences: readonly (string | null)[], pages: readonly string[]): readonly (Place | null)[] {
  const texts = pages.map((page) => page.trim())
  const all = texts.join(' ')
  if (all !== sentences.filter((text) => text !== null).join(' '))
    throw new Error('The pages do not read as they were written')
  let at = 0
  return sentences.map((text) => {
    if (text === null) return null
    const [start, end] = [at, at + text.length]
    at = end + 1
    let from = 0
    for (const [page, own] of texts.entries()) {
      if (start >= from && end <= from + own.length) {
        const shift = (pages[page]?.length ?? 0) - (pages[page]?.trimStart().length ?? 0)
        return { page, start: start - from + shift, end: end - from + shift }
      }
      from += own.length + 1
    }
    return null
  })
}

function judge(pair: VersionPair, tally: Tally): void {
  const isSwapped = pair.name === 'parts swapped'
  const inFirstOrder = isSwapped ? [...pair.sentences.slice(60), ...pair.sentences.slice(0, 60)] : pair.sentences
  const old = placesOf(
    inFirstOrder.map(({ before }) => before),
    pair.before,
  )
  const now = new Map(
    placesOf(
      pair.sentences.map(({ after }) => after),
      pair.after,
    ).map((place, index) => [pair.sentences[index], place]),
  )
  const marks = new Map<Mark, (typeof inFirstOrder)[number]>()
  for (const [index, place] of old.entries()) {
    const sentence = inFirstOrder[index]
    if (!place || !sentence) continue
    const text = pair.before[place.page] ?? ''
    const mark: Mark = {
      id: newId('k'),
      kind: 'highlight',
      target: {
        file: 'a'.repeat(64) as FileId,
        page: place.page,
        box: [0, 0, 1, 1],
        lines: [],
        strokes: [],
        quote: quoteOf(text, place),
        fingerprint: pageFingerprint(text),
      },
      color: '#ffd43b',
      width: 1,
      body: '',
      createdAt: 0,
      changedAt: 0,
    }
    marks.set(mark, sentence)
  }
  const carried = carryMarks([...marks.keys()], { pages: pair.after, findAlike })
  for (const [mark, sentence] of marks) {
    const truth = now.get(sentence) ?? null
    // It crosses a page now: there is no one place to compare with.
    if (sentence.after !== null && truth === null) continue
    tally.marks++
    if (truth) tally.standing++
    const place = carried.get(mark.id)
    if (place) count(tally, place, truth)
    else tally.lost++
  }
}

function count(tally: Tally, place: Carried, truth: Place | null): void {
  if (!('start' in place)) {
    tally.aside++
    return
  }
  const isRight = truth !== null && place.page === truth.page && place.start < truth.end && place.end > truth.start
  if (isRight) tally.right++
  if (place.kind === 'changed') tally.review++
  else if (!isRight) tally.wrong++
}

/** Marks of every sentence of forty papers, carried to their other versions. */
export async function measureCarry(): Promise<readonly Measurement[]> {
  const pairs = await makeVersionPairs(4)
  const all: Tally = { marks: 0, standing: 0, right: 0, review: 0, aside: 0, wrong: 0, lost: 0 }
  const table: Record<string, Tally> = {}
  const start = performance.now()
  for (const pair of pairs) {
    const own = (table[pair.name] ??= { marks: 0, standing: 0, right: 0, review: 0, aside: 0, wrong: 0, lost: 0 })
    judge(pair, own)
  }
  const taken = performance.now() - start
  for (const tally of Object.values(table))
    for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key]
  console.table(table)
  return [
    measured(`marks carried over ${pairs.length} version pairs: placed right, of those whose words still stand`, {
      value: (100 * all.right) / all.standing,
      unit: '%',
    }),
    measured('marks placed wrongly without asking', { value: all.wrong, unit: 'marks' }),
    measured('marks lost', { value: all.lost, unit: 'marks' }),
    measured('carrying one mark', { value: taken / all.marks }),
  ]
}
