import { parseJson } from '#protocol/kernel/parse-json.ts'
import { Upload, type FileSource, type SliceResult } from 'tus-js-client'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { CallFailure, ServerApi } from '#application/ports/server-api.ts'
import { filePath, refusedSchema, routes, uploadsPath, type ReplyOf, type RouteName } from '#protocol/http/contract.ts'

const uploadChunkBytes = 4 * 1024 * 1024

/** The server's HTTP contract. No answer at all is `offline`; everything else is the server's own word. */
export function createHttpServerApi({
  baseUrl,
  timeoutMs,
  now,
}: {
  readonly baseUrl: string
  readonly timeoutMs: number
  /** This machine's clock, milliseconds. */
  readonly now: () => number
}): ServerApi {
  const bearer = (access: string | undefined): Record<string, string> =>
    access === undefined ? {} : { authorization: `Bearer ${access}` }
  let offset = 0
  const readClock = (response: Response) => {
    const server = Date.parse(response.headers.get('date') ?? '')
    // The header counts whole seconds: less than two apart is together.
    if (!Number.isNaN(server)) offset = Math.abs(server - now()) < 2000 ? 0 : server - now()
  }

  return {
    clockOffset: () => offset,

    async call(name, request, access) {
      const { method, path, reply } = routes[name]
      let response: Response
      let body: unknown
      try {
        response = await fetch(baseUrl + path, {
          method,
          headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...bearer(access) },
          ...(method === 'POST' && { body: JSON.stringify(request) }),
          signal: AbortSignal.timeout(timeoutMs),
          cache: 'no-store',
        })
        readClock(response)
        body = await response.json()
      } catch {
        return fail('offline')
      }
      if (!response.ok) return fail(refusalIn(body))
      const parsed = reply.safeParse(body)
      return parsed.success ? ok(parsed.data as ReplyOf<RouteName> as ReplyOf<typeof name>) : fail('server-too-old')
    },

    async download(file, { start, access, signal }) {
      let response: Response
      try {
        response = await fetch(baseUrl + filePath(file), {
          headers: { ...bearer(access), ...(start > 0 && { range: `bytes=${start}-` }) },
          signal,
          cache: 'no-store',
        })
      } catch {
        return fail('offline')
      }
      if (!response.ok || !response.body) return fail(refusalIn(await response.json().catch(() => null)))
      return ok(response.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>)
    },

    upload(file, { size, read, access, onProgress, signal }) {
      return new Promise<Result<null, CallFailure>>((resolve) => {
        const source: FileSource = {
          size,
          async slice(start, end): Promise<SliceResult> {
            const bytes = await read({ start, end: Math.min(end, size) })
            return { done: end >= size, value: new Blob([bytes]), size: bytes.length } as SliceResult
          },
          close() {},
        }
        const upload = new Upload({ size } as unknown as Blob, {
          endpoint: baseUrl + uploadsPath,
          metadata: { file },
          chunkSize: uploadChunkBytes,
          uploadSize: size,
          storeFingerprintForResuming: false,
          retryDelays: [0, 1000, 3000],
          fileReader: { openFile: async () => source },
          onBeforeRequest: async (request) => {
            request.setHeader('authorization', `Bearer ${await access()}`)
          },
          onProgress: (sent) => onProgress(sent),
          onSuccess: () => resolve(ok(null)),
          onError: (error) => {
            const text = 'originalResponse' in error ? (error.originalResponse?.getBody() ?? null) : null
            resolve(fail(text === null ? 'offline' : refusalIn(parseJson(text))))
          },
        })
        signal.addEventListener('abort', () => void upload.abort().then(() => resolve(fail('offline'))))
        upload.start()
      })
    },
  }
}

function refusalIn(body: unknown): CallFailure {
  const parsed = refusedSchema.safeParse(body)
  return parsed.success ? parsed.data.refused : 'failed'
}
