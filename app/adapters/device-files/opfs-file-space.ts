import { DeviceFull, type FileSpace } from '#application/ports/file-space.ts'
import type { OpfsAnswer, OpfsWork } from './opfs-messages.ts'

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** The browser's private file system behind one worker. */
export function createOpfsFileSpace(worker: Worker): FileSpace {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  worker.addEventListener('message', ({ data }: MessageEvent<OpfsAnswer>) => {
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if ('value' in data) call?.resolve(data.value)
    else call?.reject(faultOf(data.fault))
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The files of this device cannot be reached'))
    waiting.clear()
  })
  const ask = <Value>(work: OpfsWork): Promise<Value> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ ...work, id })
    })
  return {
    read: (name) => ask({ do: 'read', name }),
    write: (name, bytes) => ask({ do: 'write', name, bytes }),
    append: (name, bytes) => ask({ do: 'append', name, bytes }),
    readRange: (name, { start, end }) => ask({ do: 'read-range', name, start, end }),
    size: (name) => ask({ do: 'size', name }),
    truncate: (name, size) => ask({ do: 'truncate', name, size }),
    rename: (from, to) => ask({ do: 'rename', name: from, to }),
    remove: (name) => ask({ do: 'remove', name }),
    list: () => ask({ do: 'list' }),
    room: () => ask({ do: 'room' }),
  }
}

function faultOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  if (name === 'QuotaExceededError') return new DeviceFull()
  return new Error(message)
}
