import type { LogEntry } from '#protocol/commands/log-entry.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHasher } from '#adapters/crypto/hasher.ts'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { createActSender } from '#application/acts/act-sender.ts'
import { openJournal } from '#application/documents/journal.ts'
import { createPaperLibrary } from '#application/papers/paper-library.ts'
import { createCell } from '#application/ports/live.ts'
import type { Outbox, OutboxEntry } from '#application/ports/device-store.ts'
import type { CallFailure } from '#application/ports/server-api.ts'
import { describeSync, type SyncFacts } from '#application/sync/sync-status.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import {
  ContainerDamaged,
  chunkBytes,
  containerSize,
  makeHeader,
  openContainer,
  sealContainer,
} from '#protocol/files/sealed-container.ts'
import { createInMemoryFileSpace } from '#support/in-memory-file-space.ts'
import { checkFileSpace } from '#support/file-space.contract.ts'
import { newId, randomBytes } from '#support/test-server.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const texts = (changes: readonly { readonly update: Uint8Array }[]) =>
  changes.map(({ update }) => new TextDecoder().decode(update))

test('the fake for the device’s files keeps the promises of the real ones', async () => {
  expect(await checkFileSpace(createInMemoryFileSpace())).toEqual([])
})

describe('the journal', () => {
  const open = async (files: ReturnType<typeof createInMemoryFileSpace>, orphans: readonly string[] = []) =>
    openJournal({ files, sealer: await importSealer(new Uint8Array(32).fill(1)), window: 'aa', orphans })
  test('keeps what is not acknowledged over a restart, and forgets the rest', async () => {
    const files = createInMemoryFileSpace()
    const journal = await open(files)
    await journal.append('m/a', bytes('one'))
    const seq = await journal.append('m/a', bytes('two'))
    await journal.append('m/b', bytes('three'))
    await journal.acknowledge('m/a', seq - 1)
    const again = await open(files)
    expect([texts(again.pending('m/a')), texts(again.pending('m/b'))]).toEqual([['two'], ['three']])
    await again.acknowledge('m/a', 99)
    await again.acknowledge('m/b', 99)
    expect(files.disk.get('journal-aa.log')?.length).toBe(0)
  })
  test('a record that a power cut tore is left out, and everything before it is kept', async () => {
    const files = createInMemoryFileSpace()
    const journal = await open(files)
    for (const text of ['one', 'two', 'three']) await journal.append('m/a', bytes(text))
    const whole = files.disk.get('journal-aa.log') ?? new Uint8Array()
    for (const torn of [1, 7, 20, 40]) {
      files.disk.set('journal-aa.log', whole.slice(0, whole.length - torn))
      expect(texts((await open(files)).pending('m/a'))).toEqual(['one', 'two'])
      files.disk.set('journal-aa.log', whole)
    }
  })
  test('takes over the journals of windows that are gone', async () => {
    const files = createInMemoryFileSpace()
    await (await open(files)).append('m/a', bytes('left behind'))
    files.disk.set('journal-bb.log', files.disk.get('journal-aa.log') ?? new Uint8Array())
    files.disk.delete('journal-aa.log')
    expect(texts((await open(files, ['journal-bb.log'])).pending('m/a'))).toEqual(['left behind'])
    expect([...files.disk.keys()]).toEqual(['journal-aa.log'])
  })
})

describe('the sealed container', () => {
  const seal = async (plain: Uint8Array<ArrayBuffer>) => {
    const sealer = await importSealer(randomBytes(32))
    const pieces: Uint8Array[] = []
    for await (const piece of sealContainer(plain, sealer, makeHeader(plain.length, randomBytes(16))))
      pieces.push(piece)
    return { sealer, sealed: new Uint8Array(Buffer.concat(pieces)) }
  }
  const reader =
    (sealed: Uint8Array<ArrayBuffer>) =>
    async ({ start, end }: { readonly start: number; readonly end: number }) =>
      sealed.slice(start, end)
  test('any range reads as the plain bytes do', async () => {
    const plain = new Uint8Array(Buffer.concat(Array.from({ length: 5 }, () => randomBytes(50_000))))
    const { sealer, sealed } = await seal(plain)
    expect(sealed.length).toBe(containerSize(plain.length))
    const container = await openContainer(reader(sealed), sealer)
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length), fc.nat(plain.length), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        expect(await container.read({ start, end })).toEqual(plain.slice(start, end))
      }),
      { numRuns: 40 },
    )
  })
  test('chunks that change places, a turned bit and a cut end are found', async () => {
    const plain = new Uint8Array(Buffer.concat(Array.from({ length: 4 }, () => randomBytes(60_000))))
    const { sealer, sealed } = await seal(plain)
    const step = chunkBytes + 28
    const swapped = sealed.slice()
    swapped.set(sealed.slice(64, 64 + step), 64 + step)
    swapped.set(sealed.slice(64 + step, 64 + 2 * step), 64)
    const turned = sealed.slice()
    turned[100] = (turned[100] ?? 0) ^ 1
    for (const damaged of [swapped, turned, sealed.slice(0, 64 + 50)]) {
      const container = await openContainer(reader(damaged), sealer)
      await expect(container.read({ start: 0, end: 10 })).rejects.toBeInstanceOf(ContainerDamaged)
    }
  })
})

describe('papers', () => {
  test('a paper that would take the last room is left on the server, and said so', async () => {
    const files = { ...createInMemoryFileSpace(), room: async () => 70_000_000 }
    const asked: number[] = []
    const library = await createPaperLibrary({
      files,
      keys: { get: async () => randomBytes(32), put: async () => {}, remove: async () => {} },
      api: {
        call: async () => fail('offline'),
        upload: async () => fail('offline'),
        download: async (_file, { start }) => {
          asked.push(start)
          return fail('offline')
        },
        clockOffset: () => 0,
      },
      access: {
        token: async () => ok('token'),
        drop: () => {},
        isSignedOut: createCell(false),
        epoch: createCell(1),
        isRecovering: createCell(false),
        signInAgain: async () => fail('offline'),
      },
      makeHasher: createHasher,
      importSealer,
    })
    const meeting = newId('m')
    const fetch = (file: string, size: number) =>
      library.fetch({ file: file.repeat(64) as FileId, meeting, containerSize: size })
    expect(await fetch('a', 20_000_000)).toEqual({ kind: 'failed', reason: 'device-full' })
    expect(asked).toEqual([])
    expect(await fetch('b', 1_000_000)).toEqual({ kind: 'failed', reason: 'offline' })
    expect(asked).toEqual([0])
  })
})

describe('acts', () => {
  function outboxInMemory(): Outbox {
    const entries = createCell<readonly OutboxEntry[]>([])
    return {
      entries,
      put: async (entry) => entries.set([...entries.get().filter(({ id }) => id !== entry.id), entry]),
      remove: async (id) => entries.set(entries.get().filter((entry) => entry.id !== id)),
    }
  }
  const entry: LogEntry = {
    v: 1,
    log: 'm',
    epoch: 1,
    seq: 1,
    prev: '0'.repeat(64),
    ts: 1,
    type: 'meeting.create',
    cmdHash: 'c'.repeat(64),
    sig: 'd'.repeat(128),
  }
  const setUp = (answers: Result<LogEntry, CallFailure>[]) => {
    const outbox = outboxInMemory()
    const sent: string[] = []
    let now = 0
    const sender = createActSender({
      person: newId('p'),
      device: newId('d'),
      signingKey: randomBytes(32),
      outbox,
      env: { now: () => ++now, randomBytes, setTimer: () => () => {} },
      seen: () => null,
      send: async ({ command }) => {
        sent.push(command.body.act.t)
        return answers.shift() ?? ok(entry)
      },
    })
    return { outbox, sent, sender }
  }
  const create = () => ({ t: 'meeting.create', meeting: newId('m') }) as const
  test('without a network they wait in order and go when there is one', async () => {
    const { outbox, sent, sender } = setUp([fail('offline')])
    expect(await sender.submit(create())).toEqual(ok('waiting'))
    expect(await sender.submit({ t: 'meeting.cancel', meeting: newId('m'), reason: '' })).toEqual(ok('waiting'))
    await sender.sendWaiting()
    expect([sent, outbox.entries.get().length]).toEqual([['meeting.create', 'meeting.create', 'meeting.cancel'], 0])
  })
  test('what the server signed is told while the act is still kept, at once or later', async () => {
    const { outbox, sender } = setUp([fail('offline')])
    const told: unknown[] = []
    sender.onReceipt(async ({ act, entry: receipt }) => {
      told.push([act.t, receipt.sig, outbox.entries.get().length])
    })
    await sender.submit(create())
    expect(told).toEqual([])
    await sender.sendWaiting()
    await sender.submit(create())
    expect(told).toEqual([
      ['meeting.create', entry.sig, 1],
      ['meeting.create', entry.sig, 1],
    ])
  })
  test('a refusal that comes later is kept and shown', async () => {
    const { outbox, sender } = setUp([fail('offline'), fail('no-right')])
    await sender.submit(create())
    await sender.sendWaiting()
    expect(outbox.entries.get()).toMatchObject([{ state: 'refused', refusal: 'no-right' }])
  })
  test('a refusal to somebody who is looking is answered and not kept', async () => {
    const { outbox, sender } = setUp([fail('illegal-transition')])
    expect(await sender.submit(create())).toEqual(fail('illegal-transition'))
    expect(outbox.entries.get()).toEqual([])
  })
})

describe('the chip', () => {
  const facts: SyncFacts = {
    isOnline: true,
    isChecked: true,
    unsaved: 0,
    unsent: 0,
    refused: 0,
    isDeviceFull: false,
    isSignedOut: false,
  }
  test.each<[Partial<SyncFacts>, ReturnType<typeof describeSync>]>([
    [{}, { kind: 'saved' }],
    [{ isChecked: false }, { kind: 'connecting' }],
    [
      { unsent: 2, unsaved: 1 },
      { kind: 'sending', count: 3 },
    ],
    [
      { isOnline: false, isChecked: false },
      { kind: 'offline', waiting: 0 },
    ],
    [
      { isOnline: false, unsent: 4 },
      { kind: 'offline', waiting: 4 },
    ],
    [
      { refused: 1, isOnline: false },
      { kind: 'attention', reason: 'refused', count: 1 },
    ],
    [
      { isDeviceFull: true, unsaved: 1 },
      { kind: 'attention', reason: 'device-full', count: 1 },
    ],
    [
      { isSignedOut: true, unsent: 2 },
      { kind: 'attention', reason: 'signed-out', count: 2 },
    ],
  ])('%j', (change, status) => {
    expect(describeSync({ ...facts, ...change })).toEqual(status)
  })
})
