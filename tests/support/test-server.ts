import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { createKeyMaker } from '#adapters/crypto/key-maker.ts'
import type { ServerApi } from '#application/ports/server-api.ts'
import { idFromBytes, type FileId, type MeetingId, type OrganisationId, type PersonId } from '#domain/kernel/ids.ts'
import type { MeetingRole, SystemRole } from '#domain/permissions/roles.ts'
import type { Act } from '#protocol/commands/acts.ts'
import type { BallotContent } from '#protocol/commands/ballot.ts'
import { signCommand } from '#protocol/commands/command.ts'
import { documentName } from '#protocol/documents/document-names.ts'
import { uploadsPath, type SignedIn } from '#protocol/http/contract.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { receivingPublicKey, signingPublicKey, signValue } from '#protocol/kernel/signatures.ts'
import { signInAgainDomain } from '#protocol/versions.ts'
import { startServer } from '#server/composition/start-server.ts'
import type { Settings } from '#server/operations/settings.ts'

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))
const keyMaker = createKeyMaker(randomBytes)
const cheap = () => ({ salt: toBase64(randomBytes(16)), memoryKiB: 8192, passes: 1 })

export const newId = <Prefix extends Parameters<typeof idFromBytes>[0]>(prefix: Prefix) =>
  idFromBytes(prefix, randomBytes(16))

export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecabinet-test-'))
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** A real server on a port of its own with a fresh organisation; its founder is administrator and secretariat. */
export async function startTestServer(folder: string, overrides: Partial<Settings> = {}) {
  const settings: Settings = {
    dataFolder: folder,
    keyFile: path.join(folder, 'server-keys.json'),
    host: '127.0.0.1',
    port: 0,
    maxPaperBytes: 1024 * 1024 * 1024,
    appFolder: null,
    mail: null,
    ...overrides,
  }
  const lines: string[] = []
  const server = await startServer(settings, { writeLog: (line) => void lines.push(line) })
  const api = createHttpServerApi({ baseUrl: server.url, timeoutMs: 20_000, now: Date.now })
  return { ...server, api, lines, syncUrl: `${server.url.replace('http', 'ws')}/sync` }
}
export type TestServer = Awaited<ReturnType<typeof startTestServer>>

/** A signed-in device that speaks the contract, for tests of the server. */
export class TestDevice {
  readonly api: ServerApi
  readonly signedIn: SignedIn
  readonly signing: Uint8Array
  constructor(api: ServerApi, signedIn: SignedIn, signing: Uint8Array) {
    this.api = api
    this.signedIn = signedIn
    this.signing = signing
  }
  get person(): PersonId {
    return this.signedIn.person.id
  }
  get organisation(): OrganisationId {
    return this.signedIn.organisation.id
  }
  get access(): string {
    return this.signedIn.access
  }
  command(act: Act) {
    const body = {
      act,
      person: this.person,
      device: this.signedIn.device,
      at: Date.now(),
      nonce: toHex(randomBytes(16)),
    }
    return signCommand(body, this.signing)
  }
  submit(act: Act, ballot?: BallotContent) {
    const command = this.command(act)
    return this.api.call('command', ballot ? { ...command, ballot } : command, this.access)
  }
  async must(act: Act): Promise<void> {
    const done = await this.submit(act)
    if (!done.ok) throw new Error(`${act.t} was refused: ${done.error}`)
  }
  /** Name on the wire and a ticket for it. */
  async ticket(key: string, epoch = this.signedIn.epoch): Promise<{ readonly name: string; readonly ticket: string }> {
    const name = documentName(key, epoch)
    const answer = await this.api.call('tickets', { documents: [name] }, this.access)
    if (!answer.ok) throw new Error(answer.error)
    return { name, ticket: answer.value.tickets[0] ?? '' }
  }
}

export function deviceKeys() {
  const signing = randomBytes(32)
  return {
    signing,
    device: { name: 'test', signingKey: signingPublicKey(signing), receivingKey: receivingPublicKey(randomBytes(32)) },
  }
}

export async function credentials(password: string) {
  const parameters = cheap()
  const keys = await keyMaker.fromPassword(password, parameters)
  return { parameters, proof: keys.proof, sealedMasterKey: await keys.sealMasterKey(randomBytes(32)) }
}

export const testPassword = 'mật khẩu thử nghiệm'

export async function foundOrganisation({ api, setUpCode }: TestServer): Promise<TestDevice> {
  const { signing, device } = deviceKeys()
  const answer = await api.call('setUp', {
    code: setUpCode ?? '',
    organisationName: 'Tổ chức thử nghiệm',
    name: 'Người Sáng Lập',
    position: 'Chánh Văn phòng',
    account: 'sang.lap',
    credentials: await credentials(testPassword),
    device,
  })
  if (!answer.ok) throw new Error(answer.error)
  return new TestDevice(api, answer.value, signing)
}

let people = 0

/** Adds a person and joins with a code, as people do. */
export async function addPerson(
  admin: TestDevice,
  systemRoles: readonly SystemRole[] = [],
  email?: string,
): Promise<TestDevice> {
  const id = newId('p')
  const number = ++people
  await admin.must({
    t: 'person.put',
    person: {
      id,
      account: `nguoi.${number}`,
      name: `Người Thứ ${number}`,
      position: 'Ủy viên',
      unit: null,
      ...(email !== undefined && { email }),
      systemRoles,
      active: true,
      order: number,
    },
  })
  const invitation = await admin.api.call('invite', { person: id }, admin.access)
  if (!invitation.ok) throw new Error(invitation.error)
  const { signing, device } = deviceKeys()
  const joined = await admin.api.call('join', {
    code: invitation.value.code,
    credentials: await credentials(testPassword),
    device,
  })
  if (!joined.ok) throw new Error(joined.error)
  return new TestDevice(admin.api, joined.value, signing)
}

export async function signInAgain(api: ServerApi, account: string, password: string) {
  const parameters = await api.call('passwordParameters', { account })
  if (!parameters.ok) return parameters
  const { proof } = await keyMaker.fromPassword(password, parameters.value)
  return api.call('signIn', { account, proof, device: deviceKeys().device })
}

/** The same device again, after its sign-in has ended. */
export async function signInSameDevice(
  device: TestDevice,
  api = device.api,
  password = testPassword,
): Promise<TestDevice> {
  const { account } = device.signedIn.person
  const { proof } = await keyMaker.fromPassword(password, device.signedIn.parameters)
  const request = { device: device.signedIn.device, proof }
  const signature = signValue(signInAgainDomain, request, device.signing)
  const answer = await api.call('signInAgain', { ...request, account, signature })
  if (!answer.ok) throw new Error(answer.error)
  return new TestDevice(api, answer.value, device.signing)
}

/** A published meeting of `secretary` with the given participants. */
export async function publishMeeting(
  secretary: TestDevice,
  participants: ReadonlyMap<PersonId, readonly MeetingRole[]>,
): Promise<MeetingId> {
  const meeting = newId('m')
  await secretary.must({ t: 'meeting.create', meeting })
  for (const [person, roles] of participants) await secretary.must({ t: 'role.set', meeting, person, roles })
  await secretary.must({ t: 'meeting.publish', meeting, papers: [] })
  return meeting
}

/** Bytes that stand for a sealed paper: announced, uploaded, and known to the server for this meeting. */
export async function giveFile(server: TestServer, device: TestDevice, meeting: MeetingId): Promise<FileId> {
  const bytes = randomBytes(100)
  const file = createHash('sha256').update(bytes).digest('hex') as FileId
  const announced = { file, meeting, size: bytes.length, key: toBase64(randomBytes(32)) }
  const registered = await device.api.call('registerFile', announced, device.access)
  if (!registered.ok) throw new Error(registered.error)
  const headers = { authorization: `Bearer ${device.access}`, 'tus-resumable': '1.0.0' }
  const metadata = `file ${toBase64(new TextEncoder().encode(file))}`
  const created = await fetch(server.url + uploadsPath, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': metadata },
  })
  await fetch(new URL(created.headers.get('location') ?? '', server.url), {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes,
  })
  return file
}
