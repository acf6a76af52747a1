import type { FileSpace } from '#application/ports/file-space.ts'

/** The device's files in memory; passes the same suite as the real ones. `disk` may be torn by a test. */
export function createInMemoryFileSpace(): FileSpace & { readonly disk: Map<string, Uint8Array<ArrayBuffer>> } {
  const disk = new Map<string, Uint8Array<ArrayBuffer>>()
  const must = (name: string) => {
    const bytes = disk.get(name)
    if (!bytes) throw new Error(`There is no ${name}`)
    return bytes
  }
  return {
    disk,
    read: async (name) => disk.get(name)?.slice() ?? null,
    write: async (name, bytes) => void disk.set(name, bytes.slice()),
    append: async (name, bytes) => {
      const before = disk.get(name) ?? new Uint8Array()
      const after = new Uint8Array(before.length + bytes.length)
      after.set(before)
      after.set(bytes, before.length)
      disk.set(name, after)
    },
    readRange: async (name, { start, end }) => must(name).slice(start, end),
    size: async (name) => disk.get(name)?.length ?? null,
    truncate: async (name, size) => void disk.set(name, must(name).slice(0, size)),
    rename: async (from, to) => {
      disk.set(to, must(from))
      disk.delete(from)
    },
    remove: async (name) => void disk.delete(name),
    list: async () => [...disk.keys()],
    room: async () => 1e9,
  }
}
