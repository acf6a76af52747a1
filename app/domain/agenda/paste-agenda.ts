export type PastedItem = { readonly title: string; readonly depth: 0 | 1 | 2; readonly minutes: number }

const roman = /^(?:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))$/

/**
 * A list copied from Word or a mail, as agenda items. Understands "I.", "1.", "1.2", "a)", bullets, tabs and
 * indents, and a length at the end such as "(15 phút)", "- 15'" or "20 min". Lines without a mark continue the item above
 * when they are indented, and begin a new one when they are not.
 */
export function parsePastedAgenda(text: string): readonly PastedItem[] {
  const lines = text
    .normalize('NFC')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const usesRoman = lines.some((line) => isRomanMark(line.trim()))
  return lines.map((line) => {
    const indent = /^[\t ]*/.exec(line)?.[0] ?? ''
    const { depth, rest } = readMark(line.trim(), usesRoman)
    const { title, minutes } = readMinutes(rest)
    const byIndent = indent.includes('\t') ? indent.split('\t').length - 1 : Math.floor(indent.length / 4)
    return { title, minutes, depth: clampDepth(depth ?? byIndent) }
  })
}

function isRomanMark(line: string): boolean {
  const mark = /^([IVXLCDM]+)[.)/]\s/.exec(line)?.[1]
  return mark !== undefined && roman.test(mark)
}

function readMark(line: string, usesRoman: boolean): { depth: number | null; rest: string } {
  if (isRomanMark(line)) return { depth: 0, rest: line.replace(/^[IVXLCDM]+[.)/]\s+/, '') }
  const arabic = /^(\d+(?:\.\d+)*)[.)/]?\s+(.*)$/.exec(line)
  if (arabic) {
    const parts = (arabic[1] ?? '').split('.').length
    return { depth: parts - 1 + (usesRoman ? 1 : 0), rest: arabic[2] ?? '' }
  }
  const letter = /^[a-zđ][.)]\s+(.*)$/i.exec(line)
  if (letter) return { depth: usesRoman ? 2 : 1, rest: letter[1] ?? '' }
  const bullet = /^[-–•*+]\s+(.*)$/.exec(line)
  if (bullet) return { depth: usesRoman ? 2 : 1, rest: bullet[1] ?? '' }
  return { depth: null, rest: line }
}

function readMinutes(text: string): { title: string; minutes: number } {
  const match = /[\s,;:–-]*\(?\s*(\d{1,3})\s*(?:phút|phut|minutes?|mins?|p|'|’|′)\s*\)?\s*\.?$/i.exec(text)
  const title = (match ? text.slice(0, match.index) : text).trim()
  return title === '' ? { title: text.trim(), minutes: 0 } : { title, minutes: match ? Number(match[1]) : 0 }
}

function clampDepth(depth: number): 0 | 1 | 2 {
  return depth <= 0 ? 0 : depth === 1 ? 1 : 2
}
