const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  wasm: 'application/wasm',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
}

/** Files that keep their name when what is in them changes. */
const isNamedForEver = (file: string): boolean => file === '/sw.js' || file.startsWith('/forms/')

/** Scripts never use the nonce: it is for the one style element that the component library adds. */
export function contentSecurityPolicy({
  nonce,
  connect,
}: {
  readonly nonce: string
  readonly connect: string
}): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export type AppFileParts = {
  /** Bytes of a file of the built app by its path with a leading slash; null when there is none. */
  readonly readFile: (path: string) => Promise<Uint8Array | null>
  readonly makeNonce: () => string
  /** What the page may connect to, as in a content security policy. */
  readonly connect: string
  /** Text from bytes and back: passed in because this module knows neither Node nor the browser. */
  readonly decode: (bytes: Uint8Array) => string
  readonly encode: (text: string) => Uint8Array
}
export type AppFileAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
}

/** Serves the built app, alike over http and over the desktop's own scheme. Paths without an extension are places in the app. */
export function createAppFileHandler(parts: AppFileParts) {
  return async ({
    method,
    pathname,
  }: {
    readonly method: string
    readonly pathname: string
  }): Promise<AppFileAnswer> => {
    const refuse = (status: number): AppFileAnswer => ({ status, headers: {}, body: null })
    if (method !== 'GET' && method !== 'HEAD') return refuse(405)
    let path: string
    try {
      path = decodeURIComponent(pathname)
    } catch {
      return refuse(400)
    }
    const segments = path.split('/')
    if (path.includes('\0') || path.includes('\\') || segments.includes('..') || segments.includes('.'))
      return refuse(400)
    const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase()
    const file = extension === undefined ? '/index.html' : path
    const bytes = await parts.readFile(file)
    if (bytes === null) return refuse(404)
    const isPage = file.endsWith('.html')
    const nonce = parts.makeNonce()
    return {
      status: 200,
      headers: {
        'content-type': contentTypes[extension ?? 'html'] ?? 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        // On every answer, because a worker obeys the header of its own script and not that of its page.
        'content-security-policy': contentSecurityPolicy({ nonce, connect: parts.connect }),
        'cache-control': isPage || isNamedForEver(file) ? 'no-cache' : 'public, max-age=31536000, immutable',
      },
      body:
        method === 'HEAD'
          ? null
          : isPage
            ? parts.encode(parts.decode(bytes).replaceAll('__CSP_NONCE__', nonce))
            : bytes,
    }
  }
}
