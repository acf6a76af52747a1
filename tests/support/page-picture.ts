import { execFileSync, spawnSync } from 'node:child_process'

export type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

/** Programs of other people's that draw a PDF, where they are on this machine: their first page at 60 dots per inch. */
export const otherReaders: readonly { readonly name: string; readonly draw: (file: string) => Picture }[] = [
  {
    name: 'poppler',
    program: 'pdftoppm',
    args: (file: string) => ['-r', '60', '-f', '1', '-l', '1', file],
  },
  {
    name: 'mupdf',
    program: 'mutool',
    args: (file: string) => ['draw', '-q', '-r', '60', '-F', 'ppm', '-o', '-', file, '1'],
  },
]
  .filter(({ program }) => spawnSync('which', [program]).status === 0)
  .map(({ name, program, args }) => ({
    name,
    draw: (file) =>
      parsePixmap(execFileSync(program, args(file), { maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] })),
  }))

/** A binary pixmap (P6): red, green, blue, a byte each. */
function parsePixmap(bytes: Uint8Array): Picture {
  const head = /^P6\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))
  if (!head) throw new Error('Not a pixmap')
  return { width: Number(head[1]), height: Number(head[2]), pixels: bytes.subarray(head[0].length) }
}

/** How many dots are of the colour that the test's marks have, light red. */
export function markedDots({ pixels }: Picture): number {
  let count = 0
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
    if (red > 200 && red - green > 60 && red - blue > 60) count++
  }
  return count
}
