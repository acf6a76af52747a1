// Reads and writes the origin's private files with synchronous handles, which only a worker may have, and which can flush.
// One request after another: two handles on one file exclude each other.
import type { OpfsAnswer, OpfsRequest } from './opfs-messages.ts'

// Not awaited here: a message that comes while a module waits at its top level is lost.
const directory = navigator.storage.getDirectory()

/** The worker's own global, which the window's type library does not describe. */
const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<OpfsRequest>) => void) | null
  postMessage(answer: OpfsAnswer, transfer: Transferable[]): void
}
type SyncHandle = {
  read(into: Uint8Array, options: { at: number }): number
  write(bytes: Uint8Array, options: { at: number }): number
  truncate(size: number): void
  getSize(): number
  flush(): void
  close(): void
}
type MovableHandle = FileSystemFileHandle & {
  createSyncAccessHandle(): Promise<SyncHandle>
  move(name: string): Promise<void>
}

const fileOf = async (name: string, create: boolean) =>
  (await (await directory).getFileHandle(name, { create })) as MovableHandle

async function withHandle<Value>(
  name: string,
  { create }: { readonly create: boolean },
  work: (handle: SyncHandle) => Value,
): Promise<Value> {
  const file = await fileOf(name, create)
  const handle = await file.createSyncAccessHandle()
  try {
    return work(handle)
  } finally {
    handle.close()
  }
}

function readAll(handle: SyncHandle, start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, Math.min(end, handle.getSize()) - start))
  handle.read(bytes, { at: start })
  return bytes
}

async function perform(request: OpfsRequest): Promise<unknown> {
  const root = await directory
  switch (request.do) {
    case 'read':
      return withHandle(request.name, { create: false }, (handle) => readAll(handle, 0, handle.getSize())).catch(
        ifMissing(null),
      )
    case 'write': {
      const next = `${request.name}.next`
      try {
        await withHandle(next, { create: true }, (handle) => {
          handle.truncate(0)
          handle.write(request.bytes, { at: 0 })
          handle.flush()
        })
      } catch (error) {
        await root.removeEntry(next).catch(() => {})
        throw error
      }
      return (await fileOf(next, false)).move(request.name)
    }
    case 'append':
      return withHandle(request.name, { create: true }, (handle) => {
        const size = handle.getSize()
        try {
          handle.write(request.bytes, { at: size })
          handle.flush()
        } catch (error) {
          handle.truncate(size)
          throw error
        }
      })
    case 'read-range':
      return withHandle(request.name, { create: false }, (handle) => readAll(handle, request.start, request.end))
    case 'size':
      return withHandle(request.name, { create: false }, (handle) => handle.getSize()).catch(ifMissing(null))
    case 'truncate':
      return withHandle(request.name, { create: true }, (handle) => {
        handle.truncate(request.size)
        handle.flush()
      })
    case 'rename':
      return (await fileOf(request.name, false)).move(request.to)
    case 'remove':
      return root.removeEntry(request.name).catch(ifMissing(undefined))
    case 'list': {
      const names: string[] = []
      for await (const name of root.keys()) if (!name.endsWith('.next')) names.push(name)
      return names
    }
    case 'room': {
      const { quota = 0, usage = 0 } = await navigator.storage.estimate()
      return Math.max(0, quota - usage)
    }
  }
}

const ifMissing =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof DOMException && error.name === 'NotFoundError') return value
    throw error
  }

let last: Promise<unknown> = Promise.resolve()
port.onmessage = ({ data }) => {
  last = last.then(async () => {
    try {
      const value = await perform(data)
      port.postMessage({ id: data.id, value }, value instanceof Uint8Array ? [value.buffer] : [])
    } catch (error) {
      const name = error instanceof DOMException ? error.name : 'Error'
      port.postMessage(
        { id: data.id, fault: { name, message: error instanceof Error ? error.message : String(error) } },
        [],
      )
    }
  })
}
