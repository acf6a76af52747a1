// Keeps the app itself on the device, so that a browser opens it without a network. Data and papers are not its business.
// A new version is fetched beside the old one and takes over when no window uses the old one any more.

type WorkerScope = {
  addEventListener(
    type: 'install' | 'activate',
    handle: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void
  addEventListener(
    type: 'fetch',
    handle: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void
  readonly clients: { claim(): Promise<void> }
}
const scope = globalThis as unknown as WorkerScope
const prefix = 'app-'

/** Every file of the built app, and a name for the whole that changes with any of them. */
type Inventory = { readonly version: string; readonly files: readonly string[] }

scope.addEventListener('install', (event) =>
  event.waitUntil(
    (async () => {
      const inventory = (await (await fetch('/inventory.json', { cache: 'no-store' })).json()) as Inventory
      const cache = await caches.open(prefix + inventory.version)
      await cache.addAll(['/', ...inventory.files].map((file) => new Request(file, { cache: 'no-cache' })))
    })(),
  ),
)

scope.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(prefix))
      // The newest was opened last.
      for (const name of names.slice(0, -1)) await caches.delete(name)
      await scope.clients.claim()
    })(),
  ),
)

scope.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  const isOurs = event.request.method === 'GET' && origin === location.origin
  if (!isOurs || pathname.startsWith('/api/') || pathname.startsWith('/sync/') || pathname === '/healthz') return
  event.respondWith(
    (async () => {
      // Without an extension it is a place in the app, not a file.
      const wanted = /\.[a-z0-9]+$/i.test(pathname) ? pathname : '/'
      return (await caches.match(wanted, { ignoreSearch: true })) ?? fetch(event.request)
    })(),
  )
})
