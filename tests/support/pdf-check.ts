import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import createQpdf from '@neslinesli93/qpdf-wasm'
import { vi } from 'vitest'

/** A face with all Vietnamese letters. */
export const tinos = (face: '400Regular' | '400Regular_Italic' | '700Bold'): Promise<Uint8Array> =>
  readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))

/** qpdf's own check of a file: structure, streams, references. */
export async function isSoundPdf(bytes: Uint8Array): Promise<boolean> {
  const quiet = vi.spyOn(console, 'log').mockImplementation(() => {})
  const wasm = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm')
  const qpdf = await createQpdf({ locateFile: () => wasm, print: () => {}, printErr: () => {} } as Parameters<
    typeof createQpdf
  >[0])
  ;(qpdf.FS as typeof qpdf.FS & { writeFile(file: string, data: Uint8Array): void }).writeFile('/check.pdf', bytes)
  const code = qpdf.callMain(['--check', '/check.pdf'])
  quiet.mockRestore()
  return code === 0
}
