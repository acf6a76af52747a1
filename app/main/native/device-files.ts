import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, truncate } from 'node:fs/promises'
import path from 'node:path'
import type { DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'

type FileCalls = Pick<DesktopHandlers, Extract<keyof DesktopHandlers, `files:${string}`>>

/** The device's own files, in one folder of the app. Writes are flushed before they are answered. */
export function createDeviceFiles(folder: string): FileCalls {
  const place = (name: string) => path.join(folder, name)
  const isMissing = (error: unknown) => (error as { code?: string }).code === 'ENOENT'
  const guarded = async (work: () => Promise<void>): Promise<'done' | 'device-full'> => {
    await mkdir(folder, { recursive: true })
    try {
      await work()
      return 'done'
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'ENOSPC' || code === 'EDQUOT') return 'device-full'
      throw error
    }
  }
  const flushed = async (file: string, flags: string, bytes: Uint8Array) => {
    const handle = await open(file, flags)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  // Appends of one name keep their order, and a failed one leaves nothing of itself.
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }
  const sizeOf = (name: string) =>
    stat(place(name)).then(
      ({ size }) => size,
      (error: unknown) => {
        if (isMissing(error)) return null
        throw error
      },
    )
  return {
    'files:read': ({ name }) =>
      readFile(place(name)).then(
        (bytes) => new Uint8Array(bytes),
        (error: unknown) => {
          if (isMissing(error)) return null
          throw error
        },
      ),
    'files:write': ({ name, bytes }) =>
      inOrder(() =>
        guarded(async () => {
          try {
            await flushed(`${place(name)}.next`, 'w', bytes)
          } catch (error) {
            await rm(`${place(name)}.next`, { force: true })
            throw error
          }
          await rename(`${place(name)}.next`, place(name))
        }),
      ),
    'files:append': ({ name, bytes }) =>
      inOrder(() =>
        guarded(async () => {
          const before = (await sizeOf(name)) ?? 0
          try {
            await flushed(place(name), 'a', bytes)
          } catch (error) {
            await truncate(place(name), before).catch(() => {})
            throw error
          }
        }),
      ),
    'files:read-range': async ({ name, start, end }) => {
      const handle = await open(place(name), 'r')
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, (await handle.stat()).size) - start))
        await handle.read(bytes, 0, bytes.length, start)
        return bytes
      } finally {
        await handle.close()
      }
    },
    'files:size': ({ name }) => sizeOf(name),
    'files:truncate': ({ name, size }) => inOrder(() => guarded(() => truncate(place(name), size))),
    'files:rename': ({ from, to }) =>
      inOrder(async () => {
        await rename(place(from), place(to))
        return 'done' as const
      }),
    'files:remove': ({ name }) =>
      inOrder(async () => {
        await rm(place(name), { force: true })
        return 'done' as const
      }),
    'files:room': async () => {
      await mkdir(folder, { recursive: true })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    'files:list': async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      return names.filter((name) => !name.endsWith('.next'))
    },
  }
}
