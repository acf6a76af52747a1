import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import { isFileId, type FileId } from '#domain/kernel/ids.ts'
import { uploadsPath } from '#protocol/http/contract.ts'
import { refusalStatus, type Refusal } from '#protocol/refusals.ts'
import type { SignIn } from '../../access/tokens.ts'
import type { ServerLog } from '../../operations/server-log.ts'
import type { PaperFiles } from '../../papers/paper-files.ts'

export type UploadsParts = {
  readonly papers: PaperFiles
  readonly folder: string
  readonly maxBytes: number
  readonly signInOf: (token: string) => SignIn | null
  readonly log: ServerLog
}

/** The tus library answers with what is thrown, if it has this shape. */
class UploadRefused extends Error {
  readonly status_code: number
  readonly body: string
  constructor(refused: Refusal) {
    super(refused)
    this.status_code = refusalStatus[refused]
    this.body = JSON.stringify({ refused })
  }
}

/**
 * Resumable uploads of sealed containers. The name of an upload is the file's and the device's, so that a client that
 * was killed finds its place again. What lies in the folder meanwhile is sealed already.
 */
export function createUploads({ papers, folder, maxBytes, signInOf, log }: UploadsParts) {
  const bearer = (headers: Headers): SignIn => {
    const token = /^Bearer (\S{1,200})$/.exec(headers.get('authorization') ?? '')?.[1]
    const signIn = token === undefined ? null : signInOf(token)
    if (!signIn) throw new UploadRefused('not-signed-in')
    return signIn
  }
  const fileOf = (upload: Upload): FileId => {
    const file = upload.metadata?.file ?? ''
    if (!isFileId(file)) throw new UploadRefused('invalid')
    return file
  }
  const store = new FileStore({ directory: folder })
  const server = new Server({
    path: uploadsPath,
    datastore: store,
    maxSize: maxBytes,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    namingFunction: (request, metadata) => `${metadata?.file ?? ''}-${bearer(request.headers).device}`,
    onIncomingRequest: async (request, uploadId) => {
      if (request.method === 'OPTIONS') return
      const by = bearer(request.headers)
      if (uploadId && !uploadId.endsWith(by.device)) throw new UploadRefused('not-found')
    },
    onUploadCreate: async (request, upload) => {
      const expected = await papers.expected(bearer(request.headers), fileOf(upload))
      if (!expected.ok) throw new UploadRefused(expected.error)
      if (upload.size !== expected.value) throw new UploadRefused('invalid')
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      const staged = path.join(folder, upload.id)
      const kept = await papers.complete(fileOf(upload), createReadStream(staged))
      await store
        .remove(upload.id)
        .catch((fault: unknown) => log.error('a finished upload could not be cleared', { fault }))
      if (!kept.ok) throw new UploadRefused(kept.error)
      return {}
    },
  })
  return { handle: (request: IncomingMessage, response: ServerResponse) => server.handle(request, response) }
}
