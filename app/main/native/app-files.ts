import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Protocol } from 'electron'
import { createAppFileHandler } from '#protocol/files/app-files.ts'
import { appScheme } from '#protocol/ipc/desktop-calls.ts'
import { isOurs } from '../security/trust.ts'

/** What the scheme may do; given to Electron before it is ready. */
export const schemePrivileges = {
  scheme: appScheme,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
    corsEnabled: false,
    bypassCSP: false,
    allowServiceWorkers: false,
  },
} as const

/** The built app under a scheme of its own, through the same handler as over http. */
export function serveAppFiles(
  protocol: Pick<Protocol, 'handle'>,
  { folder, server }: { readonly folder: string; readonly server: string },
): void {
  const handle = createAppFileHandler({
    readFile: (file) => readFile(path.join(folder, file)).catch(() => null),
    makeNonce: () => randomBytes(16).toString('base64'),
    connect: `'self' ${server} ${server.replace(/^http/, 'ws')}`,
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    encode: (text) => Buffer.from(text),
  })
  protocol.handle(appScheme, async (request) => {
    if (!isOurs(request.url)) return new Response(null, { status: 404 })
    const { status, headers, body } = await handle({ method: request.method, pathname: new URL(request.url).pathname })
    return new Response(body === null ? null : new Uint8Array(body), { status, headers })
  })
}
