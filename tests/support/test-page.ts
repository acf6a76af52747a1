import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createAppFileHandler } from '#protocol/files/app-files.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The page that reaches the adapters directly, beside the files that pdf.js loads and some papers. */
export async function serveTestPage(papers: string) {
  const read = (file: string) => {
    if (file.startsWith('/papers/')) return readFile(path.join(papers, file.slice(8)))
    return readFile(path.join(root, file.startsWith('/pdfjs/') ? 'out/renderer' : 'out/test-page', file))
  }
  const handle = createAppFileHandler({
    readFile: (file) => read(file).catch(() => null),
    makeNonce: () => 'bench',
    connect: "'self'",
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    encode: (text) => Buffer.from(text),
  })
  const server = createServer((request, response) => {
    void handle({
      method: request.method ?? 'GET',
      pathname: new URL(request.url ?? '/', 'http://localhost').pathname,
    }).then(({ status, headers, body }) => {
      response.writeHead(status, headers)
      response.end(body ?? undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
