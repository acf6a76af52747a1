import { formatNote, parseNote, type NoteLine, type NoteSpan } from '#domain/marks/note-text.ts'

/** Puts a note into a field that the browser lets people write in. */
export function showNote(field: HTMLElement, body: string): void {
  const blocks: HTMLElement[] = []
  for (const { isItem, spans } of parseNote(body)) {
    const block = document.createElement(isItem ? 'li' : 'div')
    block.append(...spans.map(nodeOf))
    if (spans.length === 0) block.append(document.createElement('br'))
    const last = blocks.at(-1)
    if (!isItem) blocks.push(block)
    else if (last?.tagName === 'UL') last.append(block)
    else {
      const list = document.createElement('ul')
      list.append(block)
      blocks.push(list)
    }
  }
  field.replaceChildren(...(body === '' ? [] : blocks))
}

function nodeOf({ text, bold, italic }: NoteSpan): Node {
  let node: Node = document.createTextNode(text)
  for (const tag of [italic && 'i', bold && 'b'])
    if (tag) {
      const around = document.createElement(tag)
      around.append(node)
      node = around
    }
  return node
}

type Look = Pick<NoteSpan, 'bold' | 'italic'>
type OpenLine = { isItem: boolean; spans: NoteSpan[] }
const blockTags = new Set(['DIV', 'P', 'LI', 'UL', 'OL'])

/** What stands in the field, whatever the browser made of it. */
export function readNote(field: HTMLElement): string {
  const lines: OpenLine[] = []
  let current: OpenLine | null = null
  const line = (isItem: boolean): OpenLine => {
    const made = { isItem, spans: [] }
    lines.push(made)
    return made
  }
  const walk = (node: Node, look: Look, isItem: boolean): void => {
    if (node instanceof Text) {
      node.data.split('\n').forEach((text, index) => {
        if (index > 0 || !current) current = line(isItem)
        current.spans.push({ text: text.replace(/\u00A0/g, ' '), ...look })
      })
      return
    }
    if (!(node instanceof HTMLElement)) return
    if (node.tagName === 'BR') {
      // The last one in a block only keeps the block open.
      if (!current) current = line(isItem)
      if (node.nextSibling) current = null
      return
    }
    const isBlock = blockTags.has(node.tagName)
    if (isBlock) current = null
    const weight = node.style.fontWeight
    const next: Look = {
      bold:
        look.bold || node.tagName === 'B' || node.tagName === 'STRONG' || weight === 'bold' || Number(weight) >= 600,
      italic: look.italic || node.tagName === 'I' || node.tagName === 'EM' || node.style.fontStyle === 'italic',
    }
    for (const child of node.childNodes) walk(child, next, isItem || node.tagName === 'LI')
    if (isBlock) current = null
  }
  for (const child of field.childNodes) walk(child, { bold: false, italic: false }, false)
  return formatNote(lines satisfies readonly NoteLine[]).replace(/\s+$/, '')
}
