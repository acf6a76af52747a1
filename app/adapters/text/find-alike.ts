import search from 'approx-string-match'
import type { FindAlike } from '#domain/marks/carry-marks.ts'

/** Myers' bit-parallel search: the place with the fewest differences. */
export const findAlike: FindAlike = (text, pattern, mostErrors) => {
  let best: { readonly start: number; readonly end: number; readonly errors: number } | null = null
  for (const match of search(text, pattern, mostErrors)) if (!best || match.errors < best.errors) best = match
  return best
}
