import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { recovered, verify } from '#server/composition/operator-commands.ts'
import { exportAll, importAll } from '#server/composition/moving-commands.ts'
import type { Settings } from '#server/operations/settings.ts'
import { keptContent } from '#support/kept-content.ts'
import { RawConnection } from '#support/raw-connection.ts'
import { said } from '#support/said.ts'
import {
  addPerson,
  foundOrganisation,
  giveFile,
  publishMeeting,
  signInAgain,
  startTestServer,
  temporaryFolder,
  testPassword,
  type TestDevice,
} from '#support/test-server.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let secretary: TestDevice
let meeting: MeetingId
let file: FileId
const at = (...parts: readonly string[]) => path.join(folder.path, ...parts)
const settingsOf = (name: string) =>
  ({ dataFolder: at(name), keyFile: at(name, 'server-keys.json') }) as unknown as Settings

beforeAll(async () => {
  folder = await temporaryFolder()
  const server = await startTestServer(at('old'))
  secretary = await foundOrganisation(server)
  const member = await addPerson(secretary)
  meeting = await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  file = await giveFile(server, secretary, meeting)
  const agenda = await RawConnection.open(server, secretary, documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Hội nghị lần thứ nhất')
  agenda.write(Y.encodeStateAsUpdate(doc))
  await agenda.next('acknowledged')
  await agenda.close()
  // While it serves: the copy is of one moment.
  expect(await said(() => exportAll(settingsOf('old'), at('moved')))).toContain('1 papers')
  await server.close()
})
afterAll(() => folder.remove())

test('what is exported and taken into an empty server is equal to the original, whole, and serves', async () => {
  expect(await said(() => importAll(settingsOf('new'), at('moved')))).toContain('Epoch 2')
  expect(await keptContent(at('new'))).toEqual(await keptContent(at('old')))
  expect(await said(() => verify(settingsOf('new')))).toContain('Everything is whole.')
  await said(async () => recovered(settingsOf('new')))
  const server = await startTestServer(at('new'))
  const signedIn = await signInAgain(server.api, 'sang.lap', testPassword)
  expect(signedIn).toMatchObject({ ok: true, value: { epoch: 2, recovering: false } })
  const access = signedIn.ok ? signedIn.value.access : ''
  const api = createHttpServerApi({ baseUrl: server.url, timeoutMs: 20_000, now: Date.now })
  expect(await api.call('fileKey', { file }, access)).toMatchObject({ ok: true })
  await server.close()
})

test('a server that has an organisation keeps it', async () => {
  const before = await keptContent(at('old'))
  await expect(importAll(settingsOf('old'), at('moved'))).rejects.toThrow(/organisation already; nothing was imported/)
  expect(await keptContent(at('old'))).toEqual(before)
  await expect(exportAll(settingsOf('old'), at('moved'))).rejects.toThrow(/not empty/)
})

test.each<[string, (copy: string) => Promise<unknown>, RegExp]>([
  ['no index', (copy) => writeFile(path.join(copy, 'export.json'), '{}'), /not an index/],
  ['a line more in a log', (copy) => appendFile(path.join(copy, 'logs.ndjson'), '{}\n'), /logs\.ndjson was changed/],
  [
    'an account changed',
    (copy) => appendFile(path.join(copy, 'accounts.ndjson'), '\n'),
    /accounts\.ndjson was changed/,
  ],
  ['keys of another server', (copy) => anotherKey(path.join(copy, 'server-keys.json')), /another server/],
  ['a paper changed', (copy) => appendFile(path.join(copy, 'papers', file), 'x'), /do not match their name/],
  ['no keys', (copy) => writeFile(path.join(copy, 'server-keys.json'), '[]'), /no key file/],
])('%s: refused, and the server stays empty', async (name, harm, sentence) => {
  const copy = at(`copy-${name}`)
  await cp(at('moved'), copy, { recursive: true })
  await harm(copy)
  const target = `empty-${name}`
  await expect(importAll(settingsOf(target), copy)).rejects.toThrow(sentence)
  expect((await readdir(folder.path)).filter((entry) => entry.startsWith(target))).toEqual([])
})

async function anotherKey(keyFile: string): Promise<void> {
  const keys = JSON.parse(await readFile(keyFile, 'utf8')) as { signing: string }
  await writeFile(keyFile, JSON.stringify({ ...keys, signing: '1'.repeat(64) }))
}
