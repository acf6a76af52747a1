import { createHash } from 'node:crypto'
import type { FileId } from '#domain/kernel/ids.ts'
import { BlobDamaged, type BlobStore } from '../ports.ts'

export function createInMemoryBlobStore(): BlobStore {
  const blobs = new Map<FileId, Uint8Array>()
  return {
    put: async (file, bytes) => {
      const parts: Uint8Array[] = []
      for await (const part of bytes) parts.push(part)
      const all = Buffer.concat(parts)
      if (createHash('sha256').update(all).digest('hex') !== file) throw new BlobDamaged(file)
      blobs.set(file, all)
    },
    has: async (file) => blobs.has(file),
    size: async (file) => blobs.get(file)?.length ?? null,
    read: async function* (file, { start, end }) {
      const all = blobs.get(file)
      if (all) yield all.slice(start, end)
    },
    list: async () => [...blobs.keys()],
  }
}
