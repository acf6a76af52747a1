import { zipSync, type Zippable } from 'fflate'
import type { ZipWriter } from '#application/ports/zip-writer.ts'

export const writeZip: ZipWriter = (files) => {
  const tree: Zippable = {}
  for (const { path, bytes } of files) tree[path] = [bytes, { level: 0 }]
  return new Uint8Array(zipSync(tree))
}
