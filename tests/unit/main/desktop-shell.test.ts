import { hardenContents } from '#main/security/trust.ts'
import { wallWindowOptions } from '#main/windows/main-window.ts'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKeychain } from '#main/native/keychain.ts'
import { readWindowState } from '#main/windows/window-state.ts'
import { startDesktop } from '#main/composition/start-desktop.ts'
import { desktopCalls, parseDeepLink } from '#protocol/ipc/desktop-calls.ts'
import { createFakeElectron } from '#support/fake-electron.ts'
import { newId, temporaryFolder } from '#support/test-server.ts'

const root = path.resolve(import.meta.dirname, '../../..')
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let electron: ReturnType<typeof createFakeElectron>

beforeEach(async () => {
  folder = await temporaryFolder()
  electron = createFakeElectron(folder.path)
  await startDesktop(electron.parts, {
    renderer: path.join(root, 'app/renderer'),
    preload: '/preload.cjs',
    server: 'http://127.0.0.1:4319',
    now: () => 0,
  })
})
afterEach(() => folder.remove())

test('the sandbox and the scheme are set before Electron is ready, and every call of the table is answered', async () => {
  expect(electron.calls.slice(0, 2)).toEqual(['enableSandbox', 'registerSchemesAsPrivileged'])
  for (const name of Object.keys(desktopCalls)) await expect(electron.invoke(name, { strange: true })).rejects.toThrow()
})

test('the window has no way to Node', () => {
  expect(electron.windows[0]?.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  })
  expect(electron.windows[0]?.loaded).toEqual(['app://ecabinet/'])
})

describe('calls', () => {
  test.each([
    ['another page', 'https://evil.example/', null],
    ['a look-alike', 'app://ecabinet.evil/', null],
    ['a frame inside our page', 'app://ecabinet/', {}],
  ])('from %s are refused', async (_name, url, parent) => {
    await expect(electron.invoke('files:list', {}, url, parent)).rejects.toThrow('another page')
  })
  test.each(['../secret', 'a/b', '.hidden', 'x'.repeat(200), ''])(
    'a file name that leads elsewhere (%s) is refused',
    async (name) => {
      await expect(electron.invoke('files:read', { name })).rejects.toThrow()
    },
  )
  test('permissions are denied but for a few, and only to us', () => {
    const ask = (permission: string, requestingUrl: string) =>
      new Promise<boolean>((resolve) => electron.permissions.request?.({}, permission, resolve, { requestingUrl }))
    return expect(
      Promise.all([
        ask('notifications', 'app://ecabinet/'),
        ask('media', 'app://ecabinet/'),
        ask('notifications', 'https://evil.example/'),
      ]),
    ).resolves.toEqual([true, false, false])
  })
  test('our scheme serves the app with its policy, and nothing beside it', async () => {
    const page = await electron.fetch('app://ecabinet/meetings/x')
    expect([
      page.status,
      page.headers
        .get('content-security-policy')
        ?.includes("connect-src 'self' http://127.0.0.1:4319 ws://127.0.0.1:4319"),
    ]).toEqual([200, true])
    expect((await electron.fetch('app://ecabinet/..%2f..%2fpackage.json')).status).toBe(400)
    expect((await electron.fetch('app://other/index.html')).status).toBe(404)
  })
})

test('a link from outside opens a meeting and does nothing else', () => {
  const meeting = newId('m')
  expect(parseDeepLink(`ecabinet://meeting/${meeting}`)).toEqual({ kind: 'meeting', meeting })
  for (const raw of [
    `ecabinet://meeting/../../${meeting}`,
    'ecabinet://vote/yes',
    `https://meeting/${meeting}`,
    `ecabinet://meeting/${meeting}/x`,
  ])
    expect(parseDeepLink(raw)).toBeNull()
  electron.emit('second-instance', {}, ['ecabinet', `ecabinet://meeting/${meeting}`])
  expect(electron.windows[0]?.sent).toEqual([['deep-link', { kind: 'meeting', meeting }]])
})

test('a file is written whole where the person says, under a name that leads nowhere else', async () => {
  const bytes = new TextEncoder().encode('%PDF-1.7')
  const save = (suggestedName: string) => electron.invoke('window:save', { suggestedName, bytes })
  expect(await save('../../Tờ trình: số 1/2.pdf')).toEqual({ ok: true, value: 'cancelled' })
  expect(electron.calls.at(-1)).toBe(`save ${path.join(folder.path, '.. .. Tờ trình  số 1 2.pdf')}`)
  electron.saveTo.path = path.join(folder.path, 'paper.pdf')
  expect(await save('Tờ trình.pdf')).toEqual({ ok: true, value: 'saved' })
  expect(readFileSync(electron.saveTo.path, 'utf8')).toBe('%PDF-1.7')
  electron.saveTo.path = path.join(folder.path, 'no such folder/paper.pdf')
  expect(await save('Tờ trình.pdf')).toEqual({ ok: false, error: 'failed' })
})

describe('the window', () => {
  const displays = [{ x: 0, y: 0, width: 1920, height: 1040 }]
  const place = (change: object) =>
    JSON.stringify({ x: 40, y: 30, width: 1200, height: 800, isMaximized: false, ...change })
  test.each([
    ['where it was', place({}), true],
    ['on a display that is gone', place({ x: 2500 }), false],
    ['with its title bar out of reach', place({ y: 1030 }), false],
    ['from a damaged file', '{', false],
    ['from something else', '{"x":"1"}', false],
  ])('opens %s', async (_name, text, isKept) => {
    const file = path.join(folder.path, 'other.json')
    writeFileSync(file, text)
    expect((await readWindowState(file, displays)) !== null).toBe(isKept)
  })
  test('comes back as it was closed', async () => {
    electron.windows[0]?.close()
    const file = path.join(folder.path, 'window.json')
    await expect.poll(() => existsSync(file)).toBe(true)
    const again = createFakeElectron(folder.path)
    await startDesktop(again.parts, { renderer: '', preload: '', server: 'http://127.0.0.1:1', now: () => 0 })
    expect(again.windows[0]?.options).toMatchObject({ x: 40, y: 30, width: 1200, height: 800 })
  })
})

test('the unprotected fallback of Linux counts as no keychain', async () => {
  const storage = {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(`v10${text}`),
    decryptStringAsync: async () => ({ result: '', shouldReEncrypt: false }),
  }
  const file = path.join(folder.path, 'keychain.json')
  const onLinux = createKeychain({ storage, file, platform: 'linux' })
  expect([await onLinux.protects(), await onLinux.calls['secrets:set']({ name: 'unlock', value: 'x' })]).toEqual([
    false,
    { ok: false, error: 'unsupported' },
  ])
  expect(await createKeychain({ storage, file, platform: 'darwin' }).protects()).toBe(true)
})

test('the built preload needs nothing but electron and exposes two functions', () => {
  const exposed: Record<string, Record<string, unknown>> = {}
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload has no ${name}`)
    return {
      contextBridge: { exposeInMainWorld: (key: string, value: Record<string, unknown>) => (exposed[key] = value) },
      ipcRenderer: { invoke: () => {}, on: () => {}, off: () => {} },
    }
  }
  vm.runInNewContext(readFileSync(path.join(root, 'out/preload/preload.cjs'), 'utf8'), {
    require,
    module: { exports: {} },
    exports: {},
    URL,
    globalThis: {},
  })
  expect(Object.keys(exposed)).toEqual(['ecabinetHost'])
  expect(Object.keys(exposed.ecabinetHost ?? {}).toSorted()).toEqual(['call', 'onDeepLink'])
})

describe('what the window may open', () => {
  type OpenWindow = (details: { url: string; frameName: string }) => {
    action: string
    overrideBrowserWindowOptions?: object
  }
  const opener = (outside: string[] = []): OpenWindow => {
    let open: OpenWindow = () => ({ action: 'unset' })
    hardenContents({ on: () => ({}), setWindowOpenHandler: (handler: OpenWindow) => (open = handler) } as never, {
      openOutside: (url) => outside.push(url),
      wall: () => ({ title: 'wall' }),
    })
    return open
  }
  test('is the empty window of the wall, and nothing else', () => {
    const open = opener()
    expect(open({ url: 'about:blank', frameName: 'ecabinet-wall' })).toEqual({
      action: 'allow',
      overrideBrowserWindowOptions: { title: 'wall' },
    })
    for (const [url, frameName] of [
      ['about:blank', ''],
      ['app://ecabinet/', 'ecabinet-wall'],
      ['https://evil.example/', 'ecabinet-wall'],
      ['file:///etc/passwd', ''],
    ] as const)
      expect(open({ url, frameName })).toEqual({ action: 'deny' })
  })
  test('links of the web go to the system’s browser', () => {
    const outside: string[] = []
    const open = opener(outside)
    open({ url: 'https://example.org/', frameName: '' })
    open({ url: 'http://example.org/', frameName: '' })
    expect(outside).toEqual(['https://example.org/'])
  })
  test('the wall fills the projector where there is one, has no bridge, and is an ordinary window otherwise', () => {
    const own = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }
    const projector = { id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } }
    expect(wallWindowOptions([own, projector], 1)).toMatchObject({ ...projector.bounds, fullscreen: true })
    const alone = wallWindowOptions([own], 1)
    expect(alone).toMatchObject({ width: 1280, height: 720 })
    for (const options of [alone, wallWindowOptions([own, projector], 1)]) {
      expect(options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
      expect(options.webPreferences?.preload).toBeUndefined()
    }
  })
})
