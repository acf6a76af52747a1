import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isFileId, type FileId } from '#domain/kernel/ids.ts'
import { BlobDamaged, type BlobStore } from '../ports.ts'

/** Sealed containers as files, two levels deep by name. A file under its final name is complete and checked. */
export function createFileBlobStore(folder: string): BlobStore {
  const place = (file: FileId) => path.join(folder, file.slice(0, 2), file)
  return {
    put: async (file, bytes) => {
      const target = place(file)
      await mkdir(path.dirname(target), { recursive: true })
      const partial = `${target}.${randomBytes(6).toString('hex')}.part`
      const hash = createHash('sha256')
      const handle = await open(partial, 'wx')
      try {
        for await (const part of bytes) {
          hash.update(part)
          await handle.write(part)
        }
        if (hash.digest('hex') !== file) throw new BlobDamaged(file)
        await handle.sync()
      } catch (error) {
        await handle.close()
        await rm(partial, { force: true })
        throw error
      }
      await handle.close()
      await rename(partial, target)
      await syncFolder(path.dirname(target))
    },
    has: async (file) => (await sizeOf(place(file))) !== null,
    size: (file) => sizeOf(place(file)),
    read: async function* (file, { start, end }) {
      if (end <= start) return
      for await (const part of createReadStream(place(file), { start, end: end - 1 })) yield part as Uint8Array
    },
    list: async () => {
      const folders = await readdir(folder).catch(() => [])
      const names = await Promise.all(folders.map((name) => readdir(path.join(folder, name)).catch(() => [])))
      return names.flat().filter((name): name is FileId => isFileId(name))
    },
  }
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  )
}

/** Without it a power cut may forget the name of a file whose bytes are safe. Not offered by Windows. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
