import type { Box } from './mark.ts'

/** Between the frame and the letters, points. */
export const textPadding = 4
/** Of one line, in sizes of the letters. */
export const textLeading = 1.3
/** Points. */
export const textSizes = [11, 14, 20] as const

/** The colour of the letters: the mark's own, dark enough to be read on white. */
export function letterColor(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const [red = 0, green = 0, blue = 0] = channels
  const isDark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 80
  return isDark
    ? color
    : `#${channels
        .map((value) =>
          Math.round(value * 0.5)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`
}

/** The frame of a text box: as it was drawn, and longer where the words need it. */
export function textFrame([left, bottom, right, top]: Box, lines: number, size: number): Box {
  return [left, top - Math.max(top - bottom, lines * size * textLeading + 2 * textPadding), right, top]
}

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
