/** What became of the pages of a paper from one version to the next. Pages count from 0. */
export type PageChange =
  | { readonly kind: 'changed'; readonly page: number; readonly before: number; readonly pieces: readonly Piece[] }
  | { readonly kind: 'added'; readonly page: number }
  | { readonly kind: 'removed'; readonly before: number }

export type Piece = { readonly kind: 'same' | 'inserted' | 'removed'; readonly text: string }

/** Longest common subsequence by indices; cells beyond the limit are not worth an exact answer. */
function commonPairs<Part>(
  before: readonly Part[],
  after: readonly Part[],
  isSame: (a: Part, b: Part) => boolean,
): readonly (readonly [number, number])[] {
  let start = 0
  while (start < before.length && start < after.length && isSame(before[start] as Part, after[start] as Part)) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    isSame(before[before.length - 1 - end] as Part, after[after.length - 1 - end] as Part)
  )
    end++
  const rows = before.length - start - end
  const columns = after.length - start - end
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, n) => [n, n] as const)
  if (rows > 0 && columns > 0 && rows * columns <= maxCells) {
    const width = columns + 1
    const lengths = new Uint32Array((rows + 1) * width)
    const at = (row: number, column: number) => lengths[row * width + column] ?? 0
    const same = (row: number, column: number) => isSame(before[start + row] as Part, after[start + column] as Part)
    for (let row = rows - 1; row >= 0; row--)
      for (let column = columns - 1; column >= 0; column--)
        lengths[row * width + column] = same(row, column)
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    for (let row = 0, column = 0; row < rows && column < columns;) {
      if (same(row, column)) pairs.push([start + row++, start + column++])
      else if (at(row + 1, column) >= at(row, column + 1)) row++
      else column++
    }
  }
  for (let n = end; n > 0; n--) pairs.push([before.length - n, after.length - n])
  return pairs
}

const maxCells = 9_000_000
const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean)

/** Share of words that two pages have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [new Set(wordsOf(a)), new Set(wordsOf(b))]
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const word of left) if (right.has(word)) common++
  return common / Math.max(left.size, right.size)
}

const alike = 0.35
const folded = (texts: readonly string[]) => texts.map((text) => wordsOf(text.normalize('NFC')).join(' '))

/** Pages whose words did not change, old and new: whether their pictures did, only looking tells. From 0. */
export const sameTextPages = (
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [before: number, after: number])[] =>
  commonPairs(folded(before), folded(after), (a, b) => a === b)

/**
 * Compares the texts of two versions page by page. Pages that read the same hold the versions together; between them a page is
 * the changed form of the first old one that it still resembles. Pages without words (scans) are compared by their
 * pictures: see `sameTextPages`.
 */
export function compareVersions(before: readonly string[], after: readonly string[]): readonly PageChange[] {
  const [old, fresh] = [folded(before), folded(after)]
  const changes: PageChange[] = []
  let row = 0
  let column = 0
  const between = (rowEnd: number, columnEnd: number) => {
    for (; column < columnEnd; column++) {
      const text = fresh[column] ?? ''
      let found = -1
      for (let at = row; at < rowEnd && found < 0; at++) if (likeness(old[at] ?? '', text) >= alike) found = at
      if (found < 0) {
        changes.push({ kind: 'added', page: column })
        continue
      }
      for (; row < found; row++) changes.push({ kind: 'removed', before: row })
      changes.push({ kind: 'changed', page: column, before: found, pieces: compareWords(old[found] ?? '', text) })
      row = found + 1
    }
    for (; row < rowEnd; row++) changes.push({ kind: 'removed', before: row })
  }
  for (const [oldPage, page] of commonPairs(old, fresh, (a, b) => a === b)) {
    between(oldPage, page)
    row = oldPage + 1
    column = page + 1
  }
  between(old.length, fresh.length)
  return changes
}

/** Words that came and went, in reading order. */
export function compareWords(before: string, after: string): readonly Piece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const pieces: { kind: Piece['kind']; words: string[] }[] = []
  const add = (kind: Piece['kind'], words: readonly string[]) => {
    if (words.length === 0) return
    const last = pieces.at(-1)
    if (last?.kind === kind) last.words.push(...words)
    else pieces.push({ kind, words: [...words] })
  }
  let row = 0
  let column = 0
  for (const [at, to] of commonPairs(old, fresh, (a, b) => a === b)) {
    add('removed', old.slice(row, at))
    add('inserted', fresh.slice(column, to))
    add('same', [fresh[to] ?? ''])
    row = at + 1
    column = to + 1
  }
  add('removed', old.slice(row))
  add('inserted', fresh.slice(column))
  return pieces.map(({ kind, words }) => ({ kind, text: words.join(' ') }))
}

/** The pieces as they are shown: what stayed the same shrinks to the words around a change. */
export function shortened(pieces: readonly Piece[], around = 6): readonly Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same') return piece
    const words = wordsOf(piece.text)
    const head = index === 0 ? [] : words.slice(0, around)
    const tail = index === pieces.length - 1 ? [] : words.slice(-around)
    if (head.length + tail.length >= words.length) return piece
    return { ...piece, text: [...head, '…', ...tail].join(' ') }
  })
}
