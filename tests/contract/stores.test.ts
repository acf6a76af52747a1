import { createHash } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId, FileId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { genesis, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { BlobDamaged, type BlobStore, type Stores } from '#server/storage/ports.ts'
import { createFileBlobStore } from '#server/storage/files/file-blob-store.ts'
import { createInMemoryBlobStore } from '#server/storage/memory/in-memory-blob-store.ts'
import { createInMemoryStores } from '#server/storage/memory/in-memory-stores.ts'
import { createSqliteStores } from '#server/storage/sqlite/sqlite-stores.ts'
import { newId, temporaryFolder } from '#support/test-server.ts'

type Opened = { readonly stores: Stores; readonly reopen: (() => Stores) | null; close(): Promise<void> }

async function openSqlite(): Promise<Opened> {
  const folder = await temporaryFolder()
  const open = () => createSqliteStores({ file: path.join(folder.path, 'test.sqlite'), now: () => 1 })
  return { stores: open(), reopen: open, close: () => folder.remove() }
}

const engines: readonly [string, () => Promise<Opened>][] = [
  ['memory', async () => ({ stores: createInMemoryStores(), reopen: null, close: async () => {} })],
  ['sqlite', openSqlite],
]

const bytes = (text: string) => new TextEncoder().encode(text)
const update = (text: string, claims: readonly number[] = []) => ({
  body: bytes(text),
  person: 'server' as const,
  claims,
})
const anAct = (log: string, seq: number): RecordedAct => ({
  entry: {
    v: 1,
    log,
    epoch: 1,
    seq,
    prev: genesis,
    ts: seq,
    type: 'meeting.create',
    cmdHash: String(seq).padStart(64, '0'),
    sig: '0'.repeat(128),
  },
  command: {
    body: {
      act: { t: 'meeting.create', meeting: newId('m') },
      person: newId('p'),
      device: newId('d'),
      at: 0,
      nonce: '0'.repeat(32),
    },
    signature: '0'.repeat(128),
  },
})

describe.each(engines)('stores kept in %s', (_name, open) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(async () => {
    await opened.stores.close().catch(() => {})
    await opened.close()
  })

  test('an unknown document is empty, and is not created by looking', async () => {
    const { documents } = opened.stores
    expect(await documents.load('m/x')).toEqual({ snapshot: null, updates: [], seq: 0, clients: new Map() })
    expect(await documents.heads(['m/x'])).toEqual([0])
  })
  test('updates keep their order over concurrent appends', async () => {
    const { documents } = opened.stores
    const seqs = await Promise.all(Array.from({ length: 50 }, (_, n) => documents.append('m/x', [update(String(n))])))
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    const { updates, seq } = await documents.load('m/x')
    expect(seq).toBe(50)
    expect(updates.map((body) => new TextDecoder().decode(body))).toEqual(
      Array.from({ length: 50 }, (_, n) => String(n)),
    )
  })
  test('the first to use a client id owns it', async () => {
    const { documents } = opened.stores
    await documents.append('m/x', [{ ...update('a', [7]), person: 'p_one' as PersonId }])
    await documents.append('m/x', [{ ...update('b', [7, 8]), person: 'p_two' as PersonId }])
    expect((await documents.load('m/x')).clients).toEqual(
      new Map([
        [7, 'p_one'],
        [8, 'p_two'],
      ]),
    )
  })
  test('a compaction replaces what it covers and nothing later', async () => {
    const { documents } = opened.stores
    await documents.append('m/x', [update('a'), update('b'), update('c')])
    await documents.compact('m/x', { seq: 2, snapshot: bytes('ab') })
    await documents.compact('m/x', { seq: 1, snapshot: bytes('older') })
    const { snapshot, updates, seq } = await documents.load('m/x')
    expect([new TextDecoder().decode(snapshot ?? bytes('')), updates.length, seq]).toEqual(['ab', 1, 3])
    expect(await documents.append('m/x', [update('d')])).toBe(4)
  })
  test('a whole document is put where none is, as it was elsewhere, and goes on from there', async () => {
    const { documents } = opened.stores
    await documents.append('m/x', [update('a', [7]), update('b'), update('c')])
    await documents.compact('m/x', { seq: 2, snapshot: bytes('ab') })
    const whole = await documents.load('m/x')
    await documents.put('m/y', whole)
    expect(await documents.load('m/y')).toEqual(whole)
    await expect(documents.put('m/y', whole)).rejects.toThrow()
    expect(await documents.keys()).toEqual(['m/x', 'm/y'])
    expect(await documents.append('m/y', [update('d')])).toBe(4)
    await documents.compact('m/y', { seq: 3, snapshot: bytes('abc') })
    expect((await documents.load('m/y')).updates).toHaveLength(1)
  })
  test('all accounts and all settings are told', async () => {
    const { accounts, meta } = opened.stores
    const account = { parameters: { salt: 'AAAA', memoryKiB: 8192, passes: 1 }, proofHash: 'h', sealedMasterKey: 's' }
    const people = [newId('p'), newId('p')].toSorted()
    for (const person of people) await accounts.put({ ...account, person, account: person })
    expect((await accounts.all()).map(({ person }) => person).toSorted()).toEqual(people)
    await meta.set('epoch', '3')
    expect((await meta.all()).get('epoch')).toBe('3')
  })
  test('a log refuses a number that is taken', async () => {
    const { logs } = opened.stores
    await logs.append([anAct('m_1', 1)])
    await expect(logs.append([anAct('m_1', 1)])).rejects.toThrow()
    await logs.append([anAct('m_1', 2), anAct('m_1', 3)])
    // All or none: what comes before the number that is taken is not kept either.
    await expect(logs.append([anAct('m_1', 4), anAct('m_1', 2)])).rejects.toThrow()
    expect((await logs.load('m_1')).map(({ entry }) => entry.seq)).toEqual([1, 2, 3])
    expect(await logs.logs()).toEqual(['m_1'])
  })
  test('accounts, sessions and invitations', async () => {
    const { accounts } = opened.stores
    const person = newId('p')
    await accounts.put({
      person,
      account: 'an.nguyen',
      parameters: { salt: 'AAAA', memoryKiB: 8192, passes: 1 },
      proofHash: 'h',
      sealedMasterKey: 's',
    })
    expect((await accounts.byAccount('an.nguyen'))?.person).toBe(person)
    expect(await accounts.byAccount('ai.do')).toBeNull()
    const recovery = {
      parameters: { salt: 'BBBB', memoryKiB: 8192, passes: 2 },
      proofHash: 'p',
      sealedMasterKey: 'k',
    }
    expect(await accounts.recovery(person)).toBeNull()
    await accounts.putRecovery(person, recovery)
    await accounts.putRecovery(person, { ...recovery, proofHash: 'q' })
    expect(await accounts.recovery(person)).toEqual({ ...recovery, proofHash: 'q' })
    await accounts.putRecovery(person, null)
    expect(await accounts.recovery(person)).toBeNull()
    const session = {
      refreshHash: 'r1',
      family: 'f',
      person,
      device: newId('d'),
      endsAt: 9,
      familyEndsAt: 9,
      replacedBy: null,
    }
    await accounts.putSession(session, null)
    await accounts.putSession({ ...session, refreshHash: 'r2' }, 'r1')
    expect([(await accounts.session('r1'))?.replacedBy, (await accounts.session('r2'))?.replacedBy]).toEqual([
      'r2',
      null,
    ])
    expect(await accounts.endSessions({ person })).toBe(1)
    expect(await accounts.session('r2')).toBeNull()
    await accounts.putInvitation({ codeHash: 'c1', person, endsAt: 5, usedAt: null })
    await accounts.putInvitation({ codeHash: 'c2', person, endsAt: 5, usedAt: null })
    expect(await accounts.invitation('c1')).toBeNull()
    expect([await accounts.useInvitation('c2', 3), await accounts.useInvitation('c2', 4)]).toEqual([true, false])
  })
  test('files are known per meeting and become stored together', async () => {
    const { files } = opened.stores
    const file = 'f'.repeat(64) as FileId
    const record = { file, size: 3, sealedKey: bytes('key'), stored: false }
    await files.register({ ...record, meeting: 'm_1' as MeetingId })
    await files.register({ ...record, meeting: 'm_2' as MeetingId })
    await files.register({ ...record, meeting: 'm_1' as MeetingId, sealedKey: bytes('another') })
    await files.markStored(file)
    expect(
      (await files.of(file)).map(({ meeting, stored, sealedKey }) => [
        meeting,
        stored,
        new TextDecoder().decode(sealedKey),
      ]),
    ).toEqual([
      ['m_1', true, 'key'],
      ['m_2', true, 'key'],
    ])
  })
  test('machines say what they hold; what they no longer name is gone, and comes back without a new beginning', async () => {
    const { files } = opened.stores
    const [one, two, unknown] = ['1', '2', '3'].map((digit) => digit.repeat(64) as FileId) as [FileId, FileId, FileId]
    for (const file of [one, two])
      await files.register({ file, meeting: 'm_1' as MeetingId, size: 3, sealedKey: bytes('key'), stored: true })
    const [laptop, tablet] = ['d_1', 'd_2'] as [DeviceId, DeviceId]
    const says = (device: DeviceId, at: number, held: readonly FileId[]) =>
      files.report({ device, person: 'p_1' as PersonId, at }, held)
    await says(laptop, 10, [one, two, unknown])
    await says(tablet, 11, [one])
    await says(laptop, 20, [two])
    const seen = async (...wanted: readonly FileId[]) =>
      (await files.holders(wanted)).map(({ file, device, heldAt, goneAt }) => [file[0], device, heldAt, goneAt])
    expect(await seen(one, two, unknown)).toEqual([
      ['1', 'd_1', 10, 20],
      ['1', 'd_2', 11, null],
      ['2', 'd_1', 10, null],
    ])
    await says(laptop, 30, [one])
    expect(await seen(one)).toEqual([
      ['1', 'd_1', 10, null],
      ['1', 'd_2', 11, null],
    ])
    await says(laptop, 40, [])
    expect(await seen(one, two)).toEqual([
      ['1', 'd_1', 10, 40],
      ['1', 'd_2', 11, null],
      ['2', 'd_1', 10, 30],
    ])
    expect(await seen()).toEqual([])
  })
  test('mails wait until they are due, are known by their key, and lose their text when they are out', async () => {
    const { mails } = opened.stores
    const mail = (key: string) => ({ key, to: `${key}@example.org`, subject: 'Giấy mời', text: 'Kính mời' })
    await mails.add([mail('a'), mail('b')], 10)
    await mails.add([{ ...mail('a'), text: 'Khác' }, mail('c')], 5)
    const due = async (now: number, most = 10) => (await mails.due(now, most)).map(({ key, tries }) => [key, tries])
    expect(await due(9)).toEqual([['c', 0]])
    expect(await due(10)).toEqual([
      ['c', 0],
      ['a', 0],
      ['b', 0],
    ])
    expect(await due(10, 1)).toHaveLength(1)
    expect((await mails.due(10, 10))[1]).toEqual({ ...mail('a'), tries: 0 })
    await mails.settle('a', { state: 'waiting', dueAt: 100 })
    await mails.settle('b', { state: 'sent' })
    await mails.settle('c', { state: 'given-up' })
    expect(await due(99)).toEqual([])
    expect(await due(100)).toEqual([['a', 1]])
    await mails.add([mail('b')], 10)
    expect(await due(100)).toEqual([['a', 1]])
  })
  test('what was acknowledged is there after opening again', async () => {
    await opened.stores.documents.append('m/x', [update('kept')])
    await opened.stores.meta.set('epoch', '4')
    if (!opened.reopen) return expect(await opened.stores.meta.get('epoch')).toBe('4')
    await opened.stores.close()
    const again = opened.reopen()
    expect([await again.meta.get('epoch'), (await again.documents.load('m/x')).seq]).toEqual(['4', 1])
    await again.close()
  })
})

const blobEngines: readonly [string, () => Promise<{ readonly blobs: BlobStore; close(): Promise<void> }>][] = [
  ['memory', async () => ({ blobs: createInMemoryBlobStore(), close: async () => {} })],
  [
    'files',
    async () => {
      const folder = await temporaryFolder()
      return { blobs: createFileBlobStore(folder.path), close: () => folder.remove() }
    },
  ],
]

describe.each(blobEngines)('papers kept in %s', (_name, open) => {
  const content = bytes('nội dung đã niêm phong')
  const name = createHash('sha256').update(content).digest('hex') as FileId
  const pieces = async function* (text: Uint8Array) {
    yield text.slice(0, 5)
    yield text.slice(5)
  }
  test('a paper is kept under the hash of its bytes and read by ranges', async () => {
    const { blobs, close } = await open()
    await blobs.put(name, pieces(content))
    const read: Uint8Array[] = []
    for await (const part of blobs.read(name, { start: 4, end: 9 })) read.push(part)
    expect(Buffer.concat(read)).toEqual(Buffer.from(content.slice(4, 9)))
    expect([await blobs.has(name), await blobs.size(name), await blobs.list()]).toEqual([true, content.length, [name]])
    await close()
  })
  test('bytes that do not match their name are refused and leave nothing', async () => {
    const { blobs, close } = await open()
    await expect(blobs.put('0'.repeat(64) as FileId, pieces(content))).rejects.toBeInstanceOf(BlobDamaged)
    expect([await blobs.has('0'.repeat(64) as FileId), await blobs.list()]).toEqual([false, []])
    await close()
  })
})
