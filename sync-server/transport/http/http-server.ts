import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isFileId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { createAppFileHandler } from '#protocol/files/app-files.ts'
import {
  healthPath,
  routes,
  uploadsPath,
  type ReplyOf,
  type RequestOf,
  type RouteName,
} from '#protocol/http/contract.ts'
import { appOrigin } from '#protocol/ipc/desktop-calls.ts'
import { refusalStatus, type Refusal } from '#protocol/refusals.ts'
import { oldestProtocolVersion, protocolVersion } from '#protocol/versions.ts'
import type { Accounts } from '../../access/accounts.ts'
import type { Documents } from '../../access/documents.ts'
import type { Recoveries } from '../../access/recovery.ts'
import type { Restore } from '../../access/restore.ts'
import type { SignIn, Tokens } from '../../access/tokens.ts'
import type { Authority } from '../../authority/authority.ts'
import type { ApiKeys } from '../../integration/api-keys.ts'
import type { ReadApi } from '../../integration/read-api.ts'
import type { ServerLog } from '../../operations/server-log.ts'
import type { PaperFiles } from '../../papers/paper-files.ts'
import { serveReadApi } from './read-api-routes.ts'
import { createUploads } from './uploads.ts'

export type HttpParts = {
  readonly authority: Authority
  readonly accounts: Accounts
  readonly recoveries: Recoveries
  readonly restore: Restore
  readonly documents: Documents
  readonly papers: PaperFiles
  readonly readApi: ReadApi
  readonly apiKeys: ApiKeys
  readonly tokens: Tokens
  readonly log: ServerLog
  readonly uploadsFolder: string
  readonly maxPaperBytes: number
  readonly demonstration: boolean
  /** Serves the built app; null on a server that has none. */
  readonly appFiles: ReturnType<typeof createAppFileHandler> | null
  readonly health: () => Record<string, unknown>
  readonly now: () => number
}

type Open<Name extends RouteName> = (request: RequestOf<Name>) => Promise<Result<ReplyOf<Name>, Refusal>>
type Closed<Name extends RouteName> = (by: SignIn, request: RequestOf<Name>) => Promise<Result<ReplyOf<Name>, Refusal>>

export async function createHttpServer(parts: HttpParts): Promise<FastifyInstance> {
  const { accounts, recoveries, restore, authority, documents, papers, tokens, log } = parts
  const http = fastify({ logger: false, bodyLimit: 2 * 1024 * 1024, forceCloseConnections: true })

  // Machines take the time of the room from this header: it is the clock that entries of the log bear.
  http.addHook('onRequest', async (_request, reply) => {
    reply.raw.setHeader('date', new Date(parts.now()).toUTCString())
  })
  // The desktop app's page has a scheme of its own, which is another origin. Bearer tokens make the origin no credential.
  http.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin !== appOrigin) return
    const headers = {
      'access-control-allow-origin': appOrigin,
      'access-control-expose-headers': 'date, content-range, upload-offset, upload-length, location, tus-resumable',
    }
    for (const [name, value] of Object.entries(headers)) {
      reply.header(name, value)
      reply.raw.setHeader(name, value)
    }
    if (request.method !== 'OPTIONS') return
    return reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD, POST, PATCH',
        'access-control-allow-headers':
          'authorization, content-type, range, tus-resumable, upload-length, upload-offset, upload-metadata',
        'access-control-max-age': '600',
      })
      .code(204)
      .send()
  })

  const refuse = (reply: FastifyReply, refused: Refusal) => reply.code(refusalStatus[refused]).send({ refused })
  const signInOf = (request: FastifyRequest): SignIn | null => {
    const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
    const signIn = token === undefined ? null : tokens.signInOf(token)
    if (!signIn) return null
    const actor = authority.actor(signIn.person, signIn.device)
    return actor.suspended || actor.deviceRevoked ? null : signIn
  }

  function serve<Name extends RouteName>(
    name: Name,
    answer: (request: FastifyRequest, body: RequestOf<Name>) => Promise<Result<ReplyOf<Name>, Refusal>>,
  ) {
    const { method, path, request: schema } = routes[name]
    http.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const parsed = schema.safeParse(method === 'GET' ? {} : request.body)
        if (!parsed.success) return refuse(reply, 'invalid')
        const answered = await answer(request, parsed.data as RequestOf<Name>)
        reply.header('cache-control', 'no-store')
        return answered.ok ? reply.send(answered.value) : refuse(reply, answered.error)
      },
    })
  }
  const open = <Name extends RouteName>(name: Name, answer: Open<Name>) => serve(name, (_request, body) => answer(body))
  const closed = <Name extends RouteName>(name: Name, answer: Closed<Name>) =>
    serve(name, async (request, body) => {
      const by = signInOf(request)
      return by ? answer(by, body) : fail('not-signed-in' as const)
    })

  open('welcome', async () => {
    const { id, name } = authority.organisation()
    return ok({
      organisation: id === null ? null : { id, name },
      demonstration: parts.demonstration,
      protocol: protocolVersion,
      oldestProtocol: oldestProtocolVersion,
    })
  })
  open('setUp', accounts.setUp)
  closed('invite', accounts.invite)
  open('invitation', accounts.invitation)
  open('join', accounts.join)
  open('passwordParameters', accounts.parameters)
  open('signIn', accounts.signIn)
  open('signInAgain', accounts.signInAgain)
  closed('handBackLog', restore.handBackLog)
  closed('missingFiles', restore.missingFiles)
  closed('restoreState', restore.state)
  closed('endRestore', restore.end)
  closed('makeRecovery', recoveries.make)
  open('recoveryParameters', recoveries.parameters)
  open('openRecovery', recoveries.open)
  open('useRecovery', recoveries.use)
  open('demonstrationPeople', () => accounts.demonstrationPeople())
  open('demonstrationActivate', async (body) => {
    const done = await accounts.demonstrationActivate(body)
    return done.ok ? ok({}) : done
  })
  open('refresh', accounts.refresh)
  closed('signOut', async (by) => {
    await accounts.signOut(by)
    return ok({})
  })
  closed('signOutEverywhere', async (by) => ok({ devices: await accounts.signOutEverywhere(by) }))
  closed('tickets', async (by, body) => documents.tickets(by, body))
  closed('exchange', documents.exchange)
  closed('command', async (by, { ballot, ...command }) => {
    if (command.body.device !== by.device || command.body.person !== by.person) return fail('no-right')
    const written = await authority.submit(command, ballot)
    return written.ok ? ok({ entry: written.value }) : written
  })
  closed('registerFile', async (by, body) =>
    body.size > parts.maxPaperBytes ? fail('too-large') : papers.register(by, body),
  )
  closed('fileKey', papers.key)
  closed('reportFiles', papers.report)
  closed('fileHolders', papers.holders)

  http.route({
    method: ['GET', 'HEAD'],
    url: '/api/files/:file',
    handler: (request, reply) => sendFile(request, reply),
  })

  async function sendFile(request: FastifyRequest, reply: FastifyReply) {
    const by = signInOf(request)
    if (!by) return refuse(reply, 'not-signed-in')
    const { file } = request.params as { file: string }
    if (!isFileId(file)) return refuse(reply, 'not-found')
    const opened = await papers.open(by, file)
    if (!opened.ok) return refuse(reply, opened.error)
    const { size, read } = opened.value
    reply.headers({
      'accept-ranges': 'bytes',
      etag: `"${file}"`,
      'cache-control': 'private, immutable',
      'content-type': 'application/octet-stream',
    })
    const range = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers.range ?? '')
    const start = range ? Number(range[1]) : 0
    const end = Math.min(range?.[2] ? Number(range[2]) + 1 : size, size)
    if (start >= end && size > 0) return reply.code(416).header('content-range', `bytes */${size}`).send()
    if (range) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${size}`)
    reply.header('content-length', end - start)
    if (request.method === 'HEAD') return reply.send()
    const { Readable } = await import('node:stream')
    return reply.send(Readable.from(read({ start, end }), { objectMode: false }))
  }

  const uploads = createUploads({
    papers,
    folder: parts.uploadsFolder,
    maxBytes: parts.maxPaperBytes,
    signInOf: tokens.signInOf,
    log,
  })
  http.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  for (const url of [uploadsPath, `${uploadsPath}/*`]) {
    http.all(url, async (request, reply) => {
      reply.hijack()
      await uploads.handle(request.raw, reply.raw)
    })
  }

  serveReadApi(http, parts.readApi, parts.apiKeys)
  http.get(healthPath, async (_request, reply) => reply.header('cache-control', 'no-store').send(parts.health()))
  http.setNotFoundHandler(async (request, reply) => {
    const pathname = new URL(request.url, 'http://localhost').pathname
    if (!parts.appFiles || pathname.startsWith('/api/')) return refuse(reply, 'not-found')
    const { status, headers, body } = await parts.appFiles({ method: request.method, pathname })
    return reply
      .code(status)
      .headers(headers)
      .send(body === null ? '' : Buffer.from(body))
  })
  http.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    if (error.statusCode === 413) return refuse(reply, 'too-large')
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, 'invalid')
    log.error('request failed', { path: request.url.split('?')[0] ?? '', fault: error })
    return refuse(reply, 'failed')
  })
  return http
}
