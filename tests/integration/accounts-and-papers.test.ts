import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { filePath, uploadsPath } from '#protocol/http/contract.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import { signValue } from '#protocol/kernel/signatures.ts'
import { refreshDomain } from '#protocol/versions.ts'
import {
  addPerson,
  foundOrganisation,
  newId,
  randomBytes,
  signInAgain,
  startTestServer,
  temporaryFolder,
  testPassword,
  type TestDevice,
  type TestServer,
} from '#support/test-server.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: TestServer
let secretary: TestDevice

beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startTestServer(folder.path)
  secretary = await foundOrganisation(server)
})
afterAll(async () => {
  await server.close()
  await folder.remove()
})

describe('signing in', () => {
  const exchange = (device: TestDevice, refresh: string, secret = device.signing) => {
    const request = { device: device.signedIn.device, refresh }
    return server.api.call('refresh', { ...request, signature: signValue(refreshDomain, request, secret) })
  }
  test('a refresh token works once, again only until its successor was used, and a copy ends the family', async () => {
    const person = await addPerson(secretary)
    const first = person.signedIn.refresh
    const second = await exchange(person, first)
    if (!second.ok) throw new Error(second.error)
    // Killed before it could keep the answer: it asks once more with the old one.
    const again = await exchange(person, first)
    if (!again.ok) throw new Error(again.error)
    const third = await exchange(person, again.value.refresh)
    expect(third.ok).toBe(true)
    expect(await exchange(person, first)).toEqual({ ok: false, error: 'not-signed-in' })
    expect(third.ok && (await exchange(person, third.value.refresh))).toEqual({ ok: false, error: 'not-signed-in' })
  })
  test('the recovery code: a wrong one, an account without one and a used one look alike, and guessing is stopped', async () => {
    const person = await addPerson(secretary)
    const { account } = person.signedIn.person
    const keys = { parameters: person.signedIn.parameters, proof: toBase64(randomBytes(32)), sealedMasterKey: 'AAAA' }
    const device = { name: 'x', signingKey: 'a'.repeat(64), receivingKey: 'b'.repeat(64) }
    const ask = { account: 'khong.ai' }
    expect(await server.api.call('recoveryParameters', ask)).toEqual(await server.api.call('recoveryParameters', ask))
    const open = (proof: string) => server.api.call('openRecovery', { account, proof })
    expect(await open(keys.proof)).toEqual({ ok: false, error: 'wrong-code' })
    expect((await server.api.call('makeRecovery', keys, person.access)).ok).toBe(true)
    expect(await open(toBase64(randomBytes(32)))).toEqual({ ok: false, error: 'wrong-code' })
    expect(await open(keys.proof)).toEqual({ ok: true, value: { sealedMasterKey: 'AAAA' } })
    const use = () => server.api.call('useRecovery', { account, proof: keys.proof, credentials: keys, device })
    expect((await use()).ok).toBe(true)
    // Whoever was signed in with the old password is not any more.
    expect(await server.api.call('makeRecovery', keys, person.access)).toEqual({ ok: false, error: 'not-signed-in' })
    expect(await use()).toEqual({ ok: false, error: 'wrong-code' })
    for (let n = 0; n < 9; n++) expect(await open(keys.proof)).toEqual({ ok: false, error: 'wrong-code' })
    expect(await open(keys.proof)).toEqual({ ok: false, error: 'too-many-tries' })
  })
  test('a copied token is useless without the device’s key', async () => {
    const person = await addPerson(secretary)
    expect(await exchange(person, person.signedIn.refresh, randomBytes(32))).toEqual({
      ok: false,
      error: 'bad-signature',
    })
    expect((await exchange(person, person.signedIn.refresh)).ok).toBe(true)
  })
  test('sign-out everywhere ends every device of a person, and of nobody else', async () => {
    const person = await addPerson(secretary)
    const other = await signInAgain(server.api, person.signedIn.person.account, testPassword)
    if (!other.ok) throw new Error(other.error)
    expect(await server.api.call('signOutEverywhere', {}, person.access)).toEqual({ ok: true, value: { devices: 2 } })
    expect(await server.api.call('tickets', { documents: ['x'] }, other.value.access)).toEqual({
      ok: false,
      error: 'not-signed-in',
    })
    expect((await server.api.call('tickets', { documents: ['x'] }, secretary.access)).ok).toBe(true)
  })
  test('an unknown account looks like a known one, and guessing is stopped', async () => {
    const parameters = await server.api.call('passwordParameters', { account: 'khong.ai' })
    expect(await server.api.call('passwordParameters', { account: 'khong.ai' })).toEqual(parameters)
    const person = await addPerson(secretary)
    const { account } = person.signedIn.person
    for (let n = 0; n < 10; n++)
      expect(await signInAgain(server.api, account, `sai ${n}`)).toEqual({ ok: false, error: 'wrong-credentials' })
    expect(await signInAgain(server.api, account, testPassword)).toEqual({ ok: false, error: 'too-many-tries' })
  })
  test('a code works once', async () => {
    const person = newId('p')
    await secretary.must({
      t: 'person.put',
      person: {
        id: person,
        account: 'moi.den',
        name: 'Người Mới',
        position: '',
        unit: null,
        systemRoles: [],
        active: true,
        order: 999,
      },
    })
    const invitation = await server.api.call('invite', { person }, secretary.access)
    if (!invitation.ok) throw new Error(invitation.error)
    const typed = invitation.value.code.toLowerCase().replaceAll('-', ' ')
    expect((await server.api.call('invitation', { code: typed })).ok).toBe(true)
    expect(await server.api.call('invitation', { code: 'AAAA-BBBB-CCCC-DDDD' })).toEqual({
      ok: false,
      error: 'wrong-code',
    })
  })
})

describe('papers', () => {
  const bytes = randomBytes(50_000)
  const file = createHash('sha256').update(bytes).digest('hex') as FileId
  const headers = (device: TestDevice, more: Record<string, string> = {}) => ({
    authorization: `Bearer ${device.access}`,
    'tus-resumable': '1.0.0',
    ...more,
  })
  const create = (device: TestDevice, name: string, length: number) =>
    fetch(server.url + uploadsPath, {
      method: 'POST',
      headers: headers(device, {
        'upload-length': String(length),
        'upload-metadata': `file ${toBase64(new TextEncoder().encode(name))}`,
      }),
    })
  const patch = (device: TestDevice, location: string, offset: number, part: Uint8Array<ArrayBuffer>) =>
    fetch(new URL(location, server.url), {
      method: 'PATCH',
      headers: headers(device, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }),
      body: part,
    })
  const get = (device: TestDevice, range?: string) =>
    fetch(server.url + filePath(file), {
      headers: { authorization: `Bearer ${device.access}`, ...(range && { range }) },
    })
  let meeting: MeetingId
  let member: TestDevice
  let guest: TestDevice

  beforeAll(async () => {
    member = await addPerson(secretary)
    guest = await addPerson(secretary)
    meeting = newId('m')
    await secretary.must({ t: 'meeting.create', meeting })
    await secretary.must({ t: 'role.set', meeting, person: member.person, roles: ['member'] })
    await secretary.must({ t: 'role.set', meeting, person: guest.person, roles: ['guest'] })
  })

  test('only announced files of the announced size are taken, from those who prepare papers', async () => {
    expect((await create(secretary, file, bytes.length)).status).toBe(404)
    const key = toBase64(randomBytes(32))
    expect(await server.api.call('registerFile', { file, meeting, size: bytes.length, key }, member.access)).toEqual({
      ok: false,
      error: 'not-found',
    })
    expect(await server.api.call('registerFile', { file, meeting, size: bytes.length, key }, secretary.access)).toEqual(
      { ok: true, value: { stored: false } },
    )
    expect((await create(secretary, file, bytes.length + 1)).status).toBe(400)
    expect((await create(member, file, bytes.length)).status).toBe(404)
  })
  test('an upload that was cut goes on where it stopped, and its bytes are checked', async () => {
    const location = (await create(secretary, file, bytes.length)).headers.get('location') ?? ''
    expect((await patch(secretary, location, 0, bytes.slice(0, 20_000))).status).toBe(204)
    const head = await fetch(new URL(location, server.url), { method: 'HEAD', headers: headers(secretary) })
    expect(head.headers.get('upload-offset')).toBe('20000')
    expect((await patch(member, location, 20_000, bytes.slice(20_000))).status).toBe(404)
    expect((await patch(secretary, location, 20_000, bytes.slice(20_000))).status).toBe(204)
    const wrong = createHash('sha256').update('other').digest('hex') as FileId
    await server.api.call(
      'registerFile',
      { file: wrong, meeting, size: 5, key: toBase64(randomBytes(32)) },
      secretary.access,
    )
    const damaged = (await create(secretary, wrong, 5)).headers.get('location') ?? ''
    expect((await patch(secretary, damaged, 0, new Uint8Array([1, 2, 3, 4, 5]))).status).toBe(422)
  })
  test('every byte and the key follow the rights of the moment', async () => {
    const paper = newId('t')
    const version = { file, size: 49_000, sha256: 'a'.repeat(64), pageCount: 3 }
    expect([(await get(member)).status, (await get(secretary)).status]).toEqual([404, 200])
    await secretary.must({
      t: 'meeting.publish',
      meeting,
      papers: [{ paper, item: null, title: 'Báo cáo', kind: 'report', position: 'V', version }],
    })
    const part = await get(member, 'bytes=100-199')
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(100, 200))
    expect(new Uint8Array(await (await get(member, 'bytes=49990-')).arrayBuffer())).toEqual(bytes.slice(49_990))
    expect((await get(member, 'bytes=60000-')).status).toBe(416)
    expect((await server.api.call('fileKey', { file }, member.access)).ok).toBe(true)
    await server.api.call('reportFiles', { held: [file, 'c'.repeat(64) as FileId] }, member.access)
    const holders = await server.api.call('fileHolders', { meeting }, secretary.access)
    expect(holders.ok && holders.value.holders).toMatchObject([{ file, person: member.person, goneAt: null }])
    expect(await server.api.call('fileHolders', { meeting }, member.access)).toEqual({ ok: false, error: 'not-found' })
    expect([(await get(guest)).status, await server.api.call('fileKey', { file }, guest.access)]).toEqual([
      404,
      { ok: false, error: 'not-found' },
    ])
    await secretary.must({ t: 'paper.withdraw', meeting, paper, reason: 'nhầm bản' })
    await server.api.call('reportFiles', { held: [] }, member.access)
    const left = await server.api.call('fileHolders', { meeting }, secretary.access)
    expect(left.ok && left.value.holders.map(({ goneAt }) => goneAt === null)).toEqual([false])
    expect([(await get(member)).status, await server.api.call('fileKey', { file }, member.access)]).toEqual([
      404,
      { ok: false, error: 'not-found' },
    ])
  })
})
