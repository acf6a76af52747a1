import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { PersonId } from '#domain/kernel/ids.ts'
import { documentKey, parseDocumentKey } from '#protocol/documents/document-names.ts'
import { createAppFileHandler } from '#protocol/files/app-files.ts'
import { createAccounts } from '../access/accounts.ts'
import { createDocumentAccess, createDocuments } from '../access/documents.ts'
import { createRecoveries } from '../access/recovery.ts'
import { createRestore } from '../access/restore.ts'
import { createSecrets } from '../access/secrets.ts'
import { createTokens } from '../access/tokens.ts'
import { createAuthority, type Authority } from '../authority/authority.ts'
import type { Environment } from '../authority/environment.ts'
import { openQuickCurve } from '../authority/quick-curve.ts'
import { makeServerKeyFile, openServerKeys, serverKeyFileSchema } from '../authority/server-keys.ts'
import { openApiKeys } from '../integration/api-keys.ts'
import { createReadApi } from '../integration/read-api.ts'
import { createMailer } from '../mail/mailer.ts'
import { openPostOffice } from '../mail/post-office.ts'
import { createSmtpSender } from '../mail/smtp-sender.ts'
import { openRestoreMode } from '../operations/restore-mode.ts'
import { createServerLog } from '../operations/server-log.ts'
import { demonstrationPassword, type Settings } from '../operations/settings.ts'
import { createPaperFiles, createStoredFiles } from '../papers/paper-files.ts'
import { createLogFollower } from '../rooms/follow-logs.ts'
import { projectLogInto } from '../rooms/projections.ts'
import type { Member } from '../rooms/room.ts'
import { readMeetingAgenda } from '../rooms/meeting-facts.ts'
import { createRooms } from '../rooms/rooms.ts'
import { tryUpdateElsewhere } from '../rooms/trial.ts'
import { createFileBlobStore } from '../storage/files/file-blob-store.ts'
import type { BlobStore, Stores } from '../storage/ports.ts'
import { createSqliteStores } from '../storage/sqlite/sqlite-stores.ts'
import { createHttpServer } from '../transport/http/http-server.ts'
import { createChangeNotices } from '../transport/websocket/change-notices.ts'
import { createSyncSocket } from '../transport/websocket/sync-socket.ts'

const trialDeadlineMs = 5000
const roomIdleMs = 60_000

export const systemEnvironment: Environment = {
  now: () => Date.now(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  setTimer: (run, delayMs) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

export async function openServerKeyFile(file: string, env: Environment) {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    text = JSON.stringify(makeServerKeyFile(env))
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(`${file}.new`, text, { mode: 0o600, flush: true })
    await rename(`${file}.new`, file)
  }
  return openServerKeys(serverKeyFileSchema.parse(JSON.parse(text)), env)
}

/** The data of a server: rows, papers and keys, opened together. */
export async function openData(settings: Settings, env: Environment = systemEnvironment) {
  await mkdir(settings.dataFolder, { recursive: true })
  const stores: Stores = createSqliteStores({ file: path.join(settings.dataFolder, 'ecabinet.sqlite'), now: env.now })
  const blobs: BlobStore = createFileBlobStore(path.join(settings.dataFolder, 'papers'))
  const keys = await openServerKeyFile(settings.keyFile, env)
  const epoch = Number((await stores.meta.get('epoch')) ?? '1')
  const stored = await createStoredFiles(stores.files, blobs)
  const mode = await openRestoreMode(stores.meta)
  return { stores, blobs, keys, epoch, stored, mode }
}
export type ServerData = Awaited<ReturnType<typeof openData>>

export async function openAuthority(
  data: ServerData,
  env: Environment,
  onRecorded: Parameters<typeof createAuthority>[0]['onRecorded'] = () => {},
): Promise<Authority> {
  return createAuthority({
    logs: data.stores.logs,
    keys: data.keys,
    curve: await openQuickCurve(),
    env,
    epoch: () => data.epoch,
    isRecovering: data.mode.isOn,
    hasFile: data.stored.has,
    onRecorded,
  })
}

/** Builds and starts the whole server. Resolves when it listens. */
export async function startServer(
  settings: Settings,
  options: { readonly env?: Environment; readonly writeLog?: (line: string) => void } = {},
) {
  const env = options.env ?? systemEnvironment
  const log = createServerLog({ now: env.now, write: options.writeLog ?? ((line) => process.stderr.write(line)) })
  const data = await openData(settings, env)
  const { stores, blobs, keys, epoch, stored, mode } = data
  const demonstration = (await stores.meta.get('demonstration')) === 'yes'

  const authority = await openAuthority(data, env, (act) => {
    const { act: done } = act.command.body
    if (done.t === 'device.revoke') tokens.endDevice(done.device)
    const changed = done.t === 'person.put' ? [done.person] : done.t === 'people.put' ? done.people : []
    for (const person of changed) if (!person.active) tokens.endPerson(person.id)
    follower.noteRecorded(act)
    office?.noteRecorded(act)
  })
  const secrets = createSecrets(env, keys.pepper)
  const tokens = createTokens(env, secrets.token)
  const rightsOf = createDocumentAccess(() => authority)
  const rights = (key: string, member: Member) => rightsOf(key, member)

  const listening = new Set<PersonId>()
  const notices = createChangeNotices({
    env,
    rightsOf: rights,
    epoch: () => epoch,
    listeners: () => [...listening].flatMap((person) => rooms.membersOf(documentKey({ kind: 'meetings', person }))),
  })
  const rooms = createRooms({
    store: stores.documents,
    rightsOf: rights,
    tryElsewhere: (state, update) => tryUpdateElsewhere({ state, update }, trialDeadlineMs, env.setTimer),
    isRecovering: mode.isOn,
    onStored: (key, seq) => notices.note(key, seq),
    prepare: async (key, room) => {
      const scope = parseDocumentKey(key)
      if (!scope.ok) return
      if (scope.value.kind === 'meetings') listening.add(scope.value.person)
      await projectLogInto(room, scope.value, authority)
    },
    setTimer: env.setTimer,
    idleMs: roomIdleMs,
  })
  const follower = createLogFollower({
    authority: () => authority,
    rooms: () => rooms,
    listening,
    onUnseen: notices.note,
    onFault: (logId, fault) => log.error('a document could not follow its log', { log: logId, fault }),
  })

  const { mail } = settings
  const office = mail
    ? openPostOffice({
        authority: () => authority,
        mailer: createMailer({
          store: stores.mails,
          send: createSmtpSender(mail),
          addressOf: (person) => {
            const known = authority.organisation().people.get(person)
            return known?.active ? (known.email ?? null) : null
          },
          env,
          log,
        }),
        factsOf: (meeting) => readMeetingAgenda(stores.documents, meeting),
        language: mail.language,
        link: mail.link,
        isSilent: mode.isOn,
        env,
        log,
      })
    : null

  let setUpCode = await stores.meta.get('set-up-code')
  if (authority.organisation().id === null && setUpCode === null) {
    setUpCode = secrets.code()
    await stores.meta.set('set-up-code', setUpCode)
  }

  const accounts = createAccounts({
    store: stores.accounts,
    authority,
    secrets,
    tokens,
    env,
    serverKey: keys.publicKey,
    epoch: () => epoch,
    isRecovering: mode.isOn,
    setUpCode: () => (authority.organisation().id === null ? setUpCode : null),
    demonstrationPassword: demonstration ? demonstrationPassword : null,
  })
  const papers = createPaperFiles({ files: stores.files, blobs, stored, authority, keys, mode, now: env.now })
  const startedAt = env.now()
  const uploadsFolder = path.join(settings.dataFolder, 'uploads')
  await mkdir(uploadsFolder, { recursive: true })
  const http = await createHttpServer({
    authority,
    accounts,
    restore: createRestore({ authority, mode, stored }),
    recoveries: createRecoveries({ store: stores.accounts, authority, secrets, env, accounts }),
    documents: createDocuments({ authority, rooms, tokens, epoch: () => epoch }),
    papers,
    readApi: createReadApi({
      authority,
      agendaOf: (meeting) => readMeetingAgenda(stores.documents, meeting),
      now: env.now,
    }),
    apiKeys: openApiKeys(stores.meta, env),
    tokens,
    log,
    uploadsFolder,
    maxPaperBytes: settings.maxPaperBytes,
    demonstration,
    appFiles: settings.appFolder === null ? null : appFilesIn(settings.appFolder, env),
    now: env.now,
    health: () => ({
      status: 'ok',
      protocol: 1,
      recovering: mode.isOn(),
      organisation: authority.organisation().id !== null,
      connections: socket.connections,
      upMs: env.now() - startedAt,
    }),
  })
  const socket = createSyncSocket(http.server, {
    rooms,
    tokens,
    env,
    log,
    epoch: () => epoch,
    elapsed: () => performance.now(),
  })
  await http.listen({ host: settings.host, port: settings.port })
  const { port } = http.server.address() as AddressInfo

  return {
    url: `http://${settings.host}:${port}`,
    port,
    authority,
    setUpCode: authority.organisation().id === null ? setUpCode : null,
    demonstration,
    /** Everything that was acknowledged is on the disk before this resolves. */
    async close(): Promise<void> {
      socket.stop()
      await http.close()
      await office?.close()
      await rooms.closeAll()
      await stores.close()
    },
  }
}

function appFilesIn(folder: string, env: Environment) {
  return createAppFileHandler({
    readFile: (file) => readFile(path.join(folder, file)).catch(() => null),
    makeNonce: () => Buffer.from(env.randomBytes(16)).toString('base64'),
    connect: "'self'",
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    encode: (text) => Buffer.from(text),
  })
}
