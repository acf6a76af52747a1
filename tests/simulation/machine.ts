import * as Y from 'yjs'
import type { SocketClass } from '#adapters/sync-client/counting-socket.ts'
import { openJournal } from '#application/documents/journal.ts'
import type { HubDocument } from '#application/ports/document-hub.ts'
import type { DocumentLog } from '#application/ports/document-log.ts'
import type { FileSpace } from '#application/ports/file-space.ts'
import { fail, ok } from '#domain/kernel/result.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { createDocumentHub } from '#renderer/composition/document-hub.ts'
import { createInMemoryFileSpace } from '#support/in-memory-file-space.ts'
import type { SimulatedServer } from './server.ts'
import type { World } from './world.ts'

const latencyMs = 40

/** Sealing has its own tests; here it would only bring a clock of its own. */
const openSealer = {
  seal: async (bytes: Uint8Array<ArrayBuffer>) => bytes,
  open: async (bytes: Uint8Array<ArrayBuffer>) => bytes,
}

/** The database, which survives the process. */
function createDisk() {
  const updates = new Map<string, Uint8Array<ArrayBuffer>[]>()
  const log: DocumentLog = {
    load: async (key) => [...(updates.get(key) ?? [])],
    append: async (key, added) => void updates.set(key, [...(updates.get(key) ?? []), ...added]),
    compact: async (key, state) => void updates.set(key, [state]),
    rows: (key) => updates.get(key)?.length ?? 0,
    watch: () => () => {},
    vectors: async () => new Map(),
    saveVector: async () => {},
    forget: async (key) => void updates.delete(key),
    documents: async () => [...updates.keys()],
  }
  return { log, files: createInMemoryFileSpace() }
}

/** One person's machine: the real hub, document, journal and provider over a network that comes and goes. */
export function createMachine(
  world: World,
  parts: { readonly person: string; readonly key: string; readonly server: SimulatedServer },
) {
  const { person, key, server } = parts
  const disk = createDisk()
  const setAside: string[] = []
  /** Marks of edits that the screen has called saved on this machine. */
  const kept = new Set<string>()
  /** Marks of edits that the screen has called saved on the server. */
  const sent = new Set<string>()
  const sockets = new Set<{ breakDown(code: number): void }>()
  let hasNetwork = true
  let life = 0
  let running: { readonly document: HubDocument; readonly hub: ReturnType<typeof createDocumentHub> } | null = null
  let edits = 0

  /** What belongs to a process that was killed does nothing any more. */
  function guarded<Part extends object>(part: Part, born: number): Part {
    return new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...values: unknown[]) =>
          born === life ? (value as (...given: unknown[]) => unknown).apply(target, values) : new Promise(() => {})
      },
    })
  }

  const socketClass = (born: number) =>
    class {
      static readonly CONNECTING = 0
      static readonly OPEN = 1
      static readonly CLOSING = 2
      static readonly CLOSED = 3
      readonly OPEN = 1
      binaryType = 'arraybuffer'
      readyState = 0
      onopen: (() => void) | null = null
      onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
      onclose: ((event: { code: number }) => void) | null = null
      onerror: ((event: object) => void) | null = null
      #there: ReturnType<SimulatedServer['connect']> | null = null
      #lastUp = 0
      #lastDown = 0

      constructor() {
        sockets.add(this)
        world.setTimer(() => {
          if (born !== life || this.readyState !== 0) return
          if (!hasNetwork || !server.isUp()) return this.breakDown(1006)
          this.#there = server.connect(person, {
            deliver: (frame) => this.#down(() => this.onmessage?.({ data: frame.slice().buffer })),
            end: (code) => this.#down(() => this.breakDown(code)),
          })
          this.readyState = 1
          this.onopen?.()
        }, latencyMs)
      }
      /** Frames keep their order, whatever time each takes. */
      #down(arrive: () => void): void {
        this.#lastDown = Math.max(this.#lastDown, world.now() + world.chance(latencyMs))
        world.setTimer(() => born === life && this.readyState === 1 && arrive(), this.#lastDown - world.now())
      }
      send(data: Uint8Array): void {
        const frame = data.slice()
        this.#lastUp = Math.max(this.#lastUp, world.now() + world.chance(latencyMs))
        world.setTimer(() => this.readyState === 1 && this.#there?.receive(frame), this.#lastUp - world.now())
      }
      close(): void {
        this.breakDown(1000)
      }
      breakDown(code: number): void {
        if (this.readyState === 3) return
        this.readyState = 3
        sockets.delete(this)
        this.#there?.leave()
        if (born === life) world.setTimer(() => born === life && this.onclose?.({ code }), 0)
      }
    } as unknown as SocketClass

  async function start(): Promise<void> {
    const born = ++life
    const env = {
      now: world.now,
      randomBytes: world.randomBytes,
      setTimer: (run: () => void, delayMs: number) => world.setTimer(() => born === life && run(), delayMs),
    }
    const files: FileSpace = guarded(disk.files, born)
    const journal = await openJournal({ files, sealer: openSealer, window: 'aa', orphans: [] })
    const hub = createDocumentHub({
      log: guarded(disk.log, born),
      journal,
      env,
      url: 'ws://simulation',
      person: idFromBytes('p', new Uint8Array(16)),
      Socket: socketClass(born),
      epoch: () => 1,
      ticket: async () => {
        await world.after(world.chance(latencyMs))
        return hasNetwork && server.isUp() ? ok('ticket') : fail('offline')
      },
      onFailure: () => {},
      onChanged: () => {},
      onSetAside: async ({ text }) => void (born === life && setAside.push(text)),
      onEpochGone: () => {},
      mayConnect: () => true,
    })
    const document = await hub.open(key)
    if (born !== life) return
    running = { document, hub }
    document.connect()
  }

  return {
    person,
    kept,
    sent,
    setAside,
    start,
    isRunning: () => running !== null,
    kill(): void {
      life++
      running = null
      for (const socket of sockets) socket.breakDown(1006)
    },
    cut(): void {
      hasNetwork = false
      for (const socket of sockets) socket.breakDown(1006)
    },
    mend(): void {
      hasNetwork = true
      running?.hub.hurry()
    },
    edit(): void {
      if (!running) return
      const { document } = running
      const born = life
      const mark = `${person}-${edits++}.`
      const items = document.read('agenda').items
      const some = items[world.chance(Math.max(1, items.length))]
      document.agendaEditor().addItems([
        {
          id: idFromBytes('i', world.randomBytes(16)),
          parent: null,
          position: 'A',
          title: mark,
          kind: 'other',
          presenter: '',
          owningUnit: '',
          paperInRoom: '',
          minutes: 0,
          status: 'planned',
          note: '',
        },
      ])
      // Two people change the same field, too.
      if (some) document.agendaEditor().changeItem(some.id, { minutes: world.chance(90) })
      void document.flush().then(
        () => born === life && kept.add(mark),
        () => {},
      )
    },
    /** What the chip would say now; what it calls saved must never be lost. */
    look(): void {
      if (!running) return
      const { document } = running
      const { unsaved, unsent } = document.progress.get()
      if (document.connection.get() !== 'saved' || unsaved > 0 || unsent > 0) return
      for (const { title } of document.read('agenda').items) if (title.startsWith(`${person}-`)) sent.add(title)
    },
    content: () => running?.document.read('agenda'),
  }
}

/** Titles of the items that a stored document holds. */
export async function titlesOnDisk(disk: SimulatedServer['disk'], key: string): Promise<ReadonlySet<string>> {
  const doc = new Y.Doc()
  const { snapshot, updates } = await disk.load(key)
  if (snapshot) Y.applyUpdate(doc, snapshot)
  for (const update of updates) Y.applyUpdate(doc, update)
  const titles = [...doc.getMap<Y.Map<unknown>>('items').values()].map((item) => String(item.get('title')))
  doc.destroy()
  return new Set(titles)
}
