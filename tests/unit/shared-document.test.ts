import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { SocketClass } from '#adapters/sync-client/counting-socket.ts'
import { DocumentHasGap, openSharedDocument } from '#adapters/yjs/shared-document.ts'
import type { Journal } from '#application/documents/journal.ts'
import type { DocumentLog } from '#application/ports/document-log.ts'
import { fail } from '#domain/kernel/result.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { createDocumentHub } from '#renderer/composition/document-hub.ts'
import { an, id, item } from '#support/sitting.ts'

const key = documentKey({ kind: 'minutes', meeting: id('m', 1) })

/** A device whose disk writes when the test lets it, and whose timers the test runs. */
function device() {
  const rows: Uint8Array<ArrayBuffer>[] = []
  const vectors = new Map<string, Uint8Array<ArrayBuffer>>()
  const writes: (() => void)[] = []
  const timers = new Set<() => void>()
  const log = {
    load: async () => [...rows],
    append: (_key: string, updates: readonly Uint8Array<ArrayBuffer>[]) =>
      new Promise<void>((resolve) =>
        writes.push(() => {
          rows.push(...updates)
          resolve()
        }),
      ),
    compact: async (_key: string, state: Uint8Array<ArrayBuffer>) => void rows.splice(0, rows.length, state),
    saveVector: async (document: string, vector: Uint8Array<ArrayBuffer>) => void vectors.set(document, vector),
    rows: () => rows.length,
    watch: () => () => {},
  } as unknown as DocumentLog
  const journal = { pending: () => [] } as unknown as Journal
  const env = {
    now: () => 0,
    randomBytes: (length: number) => new Uint8Array(length),
    setTimer: (run: () => void) => {
      timers.add(run)
      return () => void timers.delete(run)
    },
  }
  return {
    log,
    journal,
    env,
    rows,
    vectors,
    writes,
    timers,
    /** The disk does what it was asked. */
    write: () => writes.splice(0).forEach((done) => done()),
    known: () => Y.decodeStateVector(vectors.get(key) ?? new Uint8Array([0])),
  }
}
/** Lets everything run that waits for nothing but promises. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** What the server has, change by change. */
function server() {
  const doc = new Y.Doc()
  return (text: string) => {
    const before = Y.encodeStateVector(doc)
    doc.getText(`notes:${item}`).insert(0, text)
    return {
      update: new Uint8Array(Y.encodeStateAsUpdate(doc, before)),
      client: doc.clientID,
      end: Y.getState(doc.store, doc.clientID),
    }
  }
}

test('what is said to be stored never holds what came while it was being stored', async () => {
  const { log, journal, env, write, known } = device()
  const shared = await openSharedDocument({ key, log, journal, env })
  const change = server()
  const [first, second] = [change('một'), change('hai')]
  const done = shared.applyRemote(first.update)
  await settle()
  Y.applyUpdate(shared.doc, second.update)
  write()
  await done
  expect(known().get(first.client)).toBe(first.end)
})

test('a change that builds on what is not here is refused, and the server is asked for both the next time', async () => {
  const { log, journal, env, vectors, write, known } = device()
  const change = server()
  const [first, second] = [change('một'), change('hai')]
  // As after a power cut in the wrong moment: the vector claims what the disk does not have.
  vectors.set(key, new Uint8Array(Y.encodeStateVector(stateOf(first.update))))
  const shared = await openSharedDocument({ key, log, journal, env })
  await expect(shared.applyRemote(second.update)).rejects.toThrow(DocumentHasGap)
  expect(known().size).toBe(0)
  const done = shared.applyRemote(new Uint8Array(Y.mergeUpdates([first.update, second.update])))
  await settle()
  write()
  await done
  expect(shared.doc.getText(`notes:${item}`).toJSON()).toBe('haimột')
})

test('what was deleted is on the disk until the history is forgotten, and not afterwards', async () => {
  const { log, journal, env, write, rows } = device()
  const shared = await openSharedDocument({ key, log, journal, env })
  const holds = (words: string) => rows.some((row) => Buffer.from(row).includes(words))
  const keeps = async (work: Promise<void>) => {
    await settle()
    write()
    await work
  }
  Y.applyUpdate(shared.doc, server()('ghi chú riêng').update)
  await keeps(shared.flush())
  shared.doc.getText(`notes:${item}`).delete(0, 'ghi chú riêng'.length)
  await keeps(shared.flush())
  expect(holds('ghi chú riêng')).toBe(true)
  await keeps(shared.compact())
  expect([rows.length, holds('ghi chú riêng')]).toEqual([1, false])
})

function stateOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

test('a document that is opened while it is being put away has what is still being written', async () => {
  const { log, journal, env, write, timers } = device()
  const hub = createDocumentHub({
    log,
    journal,
    env,
    url: 'ws://nowhere.invalid',
    Socket: class {} as unknown as SocketClass,
    person: an,
    ticket: async () => fail('offline'),
    epoch: () => 1,
    mayConnect: () => false,
    onChanged: () => {},
    onFailure: () => {},
    onEpochGone: () => {},
    onSetAside: async () => {},
  } as unknown as Parameters<typeof createDocumentHub>[0])
  const document = await hub.open(key)
  const kept = document.applyRemote(server()('một').update)
  await settle()
  document.release()
  for (const run of timers) run()
  const again = hub.open(key)
  await settle()
  write()
  await kept
  expect((await again).read('minutes').notes.get(item)).toBe('một')
})
