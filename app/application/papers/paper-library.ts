import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { FileKeys } from '../ports/device-store.ts'
import { DeviceFull, type FileSpace } from '../ports/file-space.ts'
import type { MakeHasher } from '../ports/hasher.ts'
import { createCell, type Live } from '../ports/live.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { CallFailure, ServerApi } from '../ports/server-api.ts'
import type { Access } from '../session/access.ts'
import { ContainerDamaged, openContainer, type OpenContainer } from '#protocol/files/sealed-container.ts'

/** Where a paper's file is. `ready` means complete, checked and openable without a network. */
export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'downloading'; readonly received: number; readonly size: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: 'offline' | 'device-full' | 'damaged' | 'refused' }

export type OpenFailure = 'not-here' | 'damaged'

export type PaperLibrary = {
  states: Live<ReadonlyMap<FileId, FileState>>
  open(file: FileId): Promise<Result<OpenContainer, OpenFailure>>
  /** Fetches a file unless it is here. Resumes where it stopped; only a checked file becomes `ready`. */
  fetch(wanted: {
    readonly file: FileId
    readonly meeting: MeetingId
    readonly containerSize: number
  }): Promise<FileState>
  /** Keeps a sealed file that was made here. */
  keep(
    file: FileId,
    made: { readonly meeting: MeetingId; readonly key: Uint8Array<ArrayBuffer>; readonly temporaryName: string },
  ): Promise<void>
  /** Registers the file with the server and sends what it lacks. */
  send(
    file: FileId,
    sending: {
      readonly meeting: MeetingId
      readonly onProgress: (sent: number, size: number) => void
      readonly signal: AbortSignal
    },
  ): Promise<Result<null, CallFailure | 'not-here'>>
  /** Destroys the key first, then the bytes. */
  remove(file: FileId): Promise<void>
  /** Files that are here. */
  list(): Promise<readonly FileId[]>
}

/** Papers can be fetched again: they leave room for what cannot, the edits, acts and notes of this person. */
const keptFree = 64 * 1024 * 1024

const nameOf = (file: FileId) => `paper-${file}.pmb`
const partOf = (file: FileId) => `paper-${file}.part`

export async function createPaperLibrary(parts: {
  readonly files: FileSpace
  readonly keys: FileKeys
  readonly api: ServerApi
  readonly access: Access
  readonly makeHasher: MakeHasher
  readonly importSealer: (key: Uint8Array<ArrayBuffer>) => Promise<Sealer>
}): Promise<PaperLibrary> {
  const { files, keys, api, access } = parts
  const here = (await files.list()).flatMap((name) => /^paper-([0-9a-f]{64})\.pmb$/.exec(name)?.[1] ?? []) as FileId[]
  const states = createCell<ReadonlyMap<FileId, FileState>>(new Map(here.map((file) => [file, { kind: 'ready' }])))
  const running = new Map<FileId, Promise<FileState>>()
  const removing = new Map<FileId, Promise<void>>()
  const set = (file: FileId, state: FileState): FileState => {
    states.set(new Map(states.get()).set(file, state))
    return state
  }

  async function fetchKey(file: FileId, meeting: MeetingId): Promise<Result<null, CallFailure>> {
    if (await keys.get(file)) return ok(null)
    const token = await access.token()
    if (!token.ok) return token
    const answer = await api.call('fileKey', { file }, token.value)
    if (!answer.ok) return answer
    await keys.put(file, { meeting, key: fromBase64(answer.value.key) })
    return ok(null)
  }

  async function download({ file, meeting, containerSize }: Parameters<PaperLibrary['fetch']>[0]): Promise<FileState> {
    const key = await fetchKey(file, meeting)
    if (!key.ok) return failedBy(key.error)
    const hasher = await parts.makeHasher()
    let received = (await files.size(partOf(file))) ?? 0
    const step = 1024 * 1024
    for (let at = 0; at < received; at += step)
      hasher.update(await files.readRange(partOf(file), { start: at, end: Math.min(received, at + step) }))
    set(file, { kind: 'downloading', received, size: containerSize })
    if (received < containerSize) {
      if ((await files.room()) < containerSize - received + keptFree) return { kind: 'failed', reason: 'device-full' }
      const token = await access.token()
      if (!token.ok) return failedBy(token.error)
      const body = await api.download(file, {
        start: received,
        access: token.value,
        signal: new AbortController().signal,
      })
      if (!body.ok) return failedBy(body.error)
      let waiting: Uint8Array<ArrayBuffer>[] = []
      let waitingBytes = 0
      const writeOut = async () => {
        if (waitingBytes === 0) return
        const bytes = joined(waiting, waitingBytes)
        waiting = []
        waitingBytes = 0
        await files.append(partOf(file), bytes)
        received += bytes.length
        set(file, { kind: 'downloading', received, size: containerSize })
      }
      try {
        for await (const piece of body.value) {
          hasher.update(piece)
          waiting.push(piece)
          waitingBytes += piece.length
          if (waitingBytes >= step) await writeOut()
        }
        await writeOut()
      } catch (error) {
        if (error instanceof DeviceFull) throw error
        // The network went: what has arrived stays, and the next try goes on from there.
        await writeOut()
        return { kind: 'failed', reason: 'offline' }
      }
    }
    if (received < containerSize) return { kind: 'failed', reason: 'offline' }
    if (hasher.digest() !== file) {
      await files.remove(partOf(file))
      return { kind: 'failed', reason: 'damaged' }
    }
    await files.rename(partOf(file), nameOf(file))
    return { kind: 'ready' }
  }

  async function removeNow(file: FileId): Promise<void> {
    await keys.remove(file)
    await files.remove(nameOf(file))
    await files.remove(partOf(file))
    const next = new Map(states.get())
    next.delete(file)
    states.set(next)
  }

  return {
    states,
    async open(file) {
      const key = await keys.get(file)
      if (!key || (await files.size(nameOf(file))) === null) return fail('not-here')
      try {
        const sealer = await parts.importSealer(key)
        return ok(await openContainer((range) => files.readRange(nameOf(file), range), sealer))
      } catch (error) {
        if (error instanceof ContainerDamaged) return fail('damaged')
        throw error
      }
    },
    fetch(wanted) {
      if (states.get().get(wanted.file)?.kind === 'ready') return Promise.resolve({ kind: 'ready' })
      let work = running.get(wanted.file)
      if (!work) {
        work = download(wanted)
          .catch((error: unknown): FileState => ({
            kind: 'failed',
            reason: error instanceof DeviceFull ? 'device-full' : 'offline',
          }))
          .then((state) => set(wanted.file, state))
          .finally(() => running.delete(wanted.file))
        running.set(wanted.file, work)
      }
      return work
    },
    async keep(file, { meeting, key, temporaryName }) {
      await keys.put(file, { meeting, key })
      await files.rename(temporaryName, nameOf(file))
      set(file, { kind: 'ready' })
    },
    async send(file, { meeting, onProgress, signal }) {
      const key = await keys.get(file)
      const size = await files.size(nameOf(file))
      if (!key || size === null) return fail('not-here')
      const token = await access.token()
      if (!token.ok) return token
      const registered = await api.call('registerFile', { file, meeting, size, key: toBase64(key) }, token.value)
      if (!registered.ok) return registered
      if (registered.value.stored) return ok(null)
      return api.upload(file, {
        size,
        read: (range) => files.readRange(nameOf(file), range),
        access: async () => {
          const fresh = await access.token()
          return fresh.ok ? fresh.value : ''
        },
        onProgress: (sent) => onProgress(sent, size),
        signal,
      })
    },
    remove(file) {
      // Several rows may ask for it at once: a key is destroyed once.
      const work = removing.get(file) ?? removeNow(file).finally(() => removing.delete(file))
      removing.set(file, work)
      return work
    },
    list: async () => [...states.get()].filter(([, state]) => state.kind === 'ready').map(([file]) => file),
  }
}

function failedBy(failure: CallFailure): FileState {
  const isPassing =
    failure === 'offline' || failure === 'overloaded' || failure === 'failed' || failure === 'not-signed-in'
  return { kind: 'failed', reason: isPassing ? 'offline' : 'refused' }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
