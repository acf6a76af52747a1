/** Between the frame and the letters, points. */
export const textPadding = 4
/** Of one line, in sizes of the letters. */
export const textLeading = 1.3
/** Points. */
export const textSizes = [11, 14, 20] as const

/**
 * Lines of a text box: at the writer's own line ends, and between words where a line is full. A word that is wider than the box
 * is broken between letters. `widthOf` measures in the same unit as `width`.
 */
export function wrapText(text: string, width: number, widthOf: (line: string) => number): readonly string[] {
  return text
    .normalize('NFC')
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width, widthOf))
}

function wrapParagraph(paragraph: string, width: number, widthOf: (line: string) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const letter of word) {
      if (line !== '' && widthOf(line + letter) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  return [...lines, line]
}
