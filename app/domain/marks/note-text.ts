/** Words of a note that look alike. */
export type NoteSpan = { readonly text: string; readonly bold: boolean; readonly italic: boolean }
export type NoteLine = { readonly isItem: boolean; readonly spans: readonly NoteSpan[] }

// A note is kept as text that any program can show: **đậm**, *nghiêng*, and "- " before the items of a list, as in CommonMark;
// a backslash keeps a sign as it is. What is not closed in its line is a sign like any other.

type Token = { readonly kind: 'text' | 'bold' | 'italic'; readonly text: string }

function tokensOf(line: string): Token[] {
  const tokens: Token[] = []
  let text = ''
  const flush = () => {
    if (text !== '') tokens.push({ kind: 'text', text })
    text = ''
  }
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (sign === '\\' && /[\\*-]/.test(line[at + 1] ?? '')) text += line[++at] ?? ''
    else if (sign === '*') {
      const isDouble = line[at + 1] === '*'
      flush()
      tokens.push(isDouble ? { kind: 'bold', text: '**' } : { kind: 'italic', text: '*' })
      if (isDouble) at++
    } else text += sign
  }
  flush()
  return tokens
}

function spansOf(line: string): readonly NoteSpan[] {
  const tokens = tokensOf(line)
  for (const kind of ['bold', 'italic'] as const) {
    const marks = tokens.flatMap((token, index) => (token.kind === kind ? [index] : []))
    const open = marks.length % 2 === 1 ? marks.at(-1) : undefined
    if (open !== undefined) tokens[open] = { kind: 'text', text: tokens[open]?.text ?? '' }
  }
  const spans: NoteSpan[] = []
  let [bold, italic] = [false, false]
  for (const { kind, text } of tokens) {
    if (kind === 'bold') bold = !bold
    else if (kind === 'italic') italic = !italic
    else spans.push({ text, bold, italic })
  }
  return joined(spans)
}

/** Neighbours that look alike are one; empty ones are none. */
function joined(spans: readonly NoteSpan[]): readonly NoteSpan[] {
  const all: NoteSpan[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (span.text === '') continue
    if (last && last.bold === span.bold && last.italic === span.italic)
      all[all.length - 1] = { ...last, text: last.text + span.text }
    else all.push(span)
  }
  return all
}

export const parseNote = (body: string): readonly NoteLine[] =>
  body.split('\n').map((line) => {
    const isItem = line.startsWith('- ')
    return { isItem, spans: spansOf(isItem ? line.slice(2) : line) }
  })

export function formatNote(lines: readonly NoteLine[]): string {
  return lines
    .map(({ isItem, spans }) => {
      let words = ''
      let look = { bold: false, italic: false }
      const turnTo = (next: typeof look) => {
        // Only what changes is marked: markers of two neighbours would run together.
        words += (next.bold === look.bold ? '' : '**') + (next.italic === look.italic ? '' : '*')
        look = { bold: next.bold, italic: next.italic }
      }
      for (const span of joined(spans)) {
        turnTo(span)
        words += span.text.replace(/\n/g, ' ').replace(/[\\*]/g, '\\$&')
      }
      turnTo({ bold: false, italic: false })
      if (isItem) return `- ${words}`
      return words.startsWith('- ') ? `\\${words}` : words
    })
    .join('\n')
}

/** The words alone, for lists, search and other programs. */
export const plainNote = (body: string): string =>
  parseNote(body)
    .map(({ isItem, spans }) => `${isItem ? '• ' : ''}${spans.map(({ text }) => text).join('')}`)
    .join('\n')
