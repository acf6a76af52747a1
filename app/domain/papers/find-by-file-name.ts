import { foldText } from '../kernel/fold-text.ts'

const nameOf = (text: string): string =>
  foldText(text.replace(/\.(pdf|docx?|xlsx?|pptx?|od[tsp])$/i, ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** The paper that a link to a file means: titles are file names until somebody changes them. Null where two would do, or none. */
export function findByFileName<Paper extends { readonly title: string }>(
  papers: readonly Paper[],
  fileName: string,
): Paper | null {
  const wanted = nameOf(fileName)
  if (wanted === '') return null
  const exact = papers.filter(({ title }) => nameOf(title) === wanted)
  const close = exact.length > 0 ? exact : papers.filter(({ title }) => nameOf(title).includes(wanted))
  return close.length === 1 ? (close[0] ?? null) : null
}
