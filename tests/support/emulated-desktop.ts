import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import type { BrowserWindow, Dialog } from 'electron'
import { createCallServer } from '../../app/main/calls/call-server.ts'
import { createDeviceFiles } from '../../app/main/native/device-files.ts'
import { createKeychain } from '../../app/main/native/keychain.ts'
import { createOfficeConverter, officePrograms } from '../../app/main/native/office-converter.ts'
import { createSaveFile } from '../../app/main/native/save-file.ts'
import { createAppFileHandler } from '../../app/protocol/files/app-files.ts'
import { appOrigin, type DesktopHandlers } from '../../app/protocol/ipc/desktop-calls.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** Where the app seems to come from; no browser has the desktop's own scheme. */
export const emulatedOrigin = 'https://ecabinet.test'

/** Bytes cross the test's own bridge as text; Electron's structured clone needs no such thing. */
const packed = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { bytes64: Buffer.from(value).toString('base64') } : value
const unpacked = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'bytes64' in value
    ? new Uint8Array(Buffer.from(String(value.bytes64), 'base64'))
    : value

/** The built preload, with a `require` that has what a sandboxed preload has, over the test's bridge. */
const preload = () => `(() => {
  const pack = (key, value) => value instanceof Uint8Array ? { bytes64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) } : value
  const unpack = (key, value) => value && typeof value === 'object' && 'bytes64' in value ? Uint8Array.from(atob(value.bytes64), (letter) => letter.charCodeAt(0)) : value
  const module = { exports: {} }
  const require = (name) => {
    if (name !== 'electron') throw new Error('no ' + name)
    return {
      contextBridge: { exposeInMainWorld: (key, value) => { globalThis[key] = value } },
      ipcRenderer: { invoke: async (name, request) => JSON.parse(await globalThis.desktopInvoke(name, JSON.stringify(request, pack)), unpack), on() {}, off() {} },
    }
  }
  ${readFileSync(path.join(root, 'out/preload/preload.cjs'), 'utf8')}
})()`

/** A desktop around every page of the browser: the built preload and the real handlers of main, with files in `data`. */
export async function emulateDesktop(
  context: BrowserContext,
  { server, data }: { readonly server: string; readonly data: string },
): Promise<void> {
  const keychain = createKeychain({
    storage: {
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text) => Buffer.from(`v11${text}`),
      decryptStringAsync: async (sealed) => ({ result: sealed.toString().slice(3), shouldReEncrypt: false }),
    },
    file: path.join(data, 'keychain.json'),
    platform: 'linux',
  })
  const handlers: DesktopHandlers = {
    'host:info': async () => ({
      platform: 'linux',
      version: '0.1.0',
      server,
      keychain: await keychain.protects(),
      deviceName: 'Máy phòng họp',
    }),
    ...createDeviceFiles(path.join(data, 'files')),
    ...keychain.calls,
    'window:save': createSaveFile(
      {
        // The person always agrees with the name that is proposed.
        showSaveDialog: (async (_window: unknown, { defaultPath }: { readonly defaultPath: string }) => ({
          canceled: false,
          filePath: defaultPath,
        })) as unknown as Dialog['showSaveDialog'],
      },
      { window: () => ({}) as BrowserWindow, folder: data },
    ),
    'office:convert': createOfficeConverter({
      programs: officePrograms(process.platform, process.env),
      folder: path.join(data, 'temporary'),
      limitMs: 120_000,
    }),
    'window:print': async () => ({ ok: true, value: null }),
    'power:keep-awake': async () => ({ ok: true, value: null }),
  }
  const answer = createCallServer(handlers)
  await context.exposeFunction('desktopInvoke', async (name: string, request: string) =>
    JSON.stringify(
      (await answer(name, JSON.parse(request, unpacked), { url: `${appOrigin}/`, parent: null })) ?? null,
      packed,
    ),
  )
  await context.addInitScript(preload())
  const files = createAppFileHandler({
    readFile: (file) => readFile(path.join(root, 'out/renderer', file)).catch(() => null),
    makeNonce: () => randomBytes(16).toString('base64'),
    connect: `'self' ${server} ${server.replace('http', 'ws')}`,
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    encode: (text) => Buffer.from(text),
  })
  await context.route(`${emulatedOrigin}/**`, async (route) => {
    const { status, headers, body } = await files({
      method: route.request().method(),
      pathname: new URL(route.request().url()).pathname,
    })
    await route.fulfill({ status, headers, body: Buffer.from(body ?? []) })
  })
  // The server knows the app's own origin only, which no browser has.
  await context.route(`${server}/**`, async (route) => {
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    }
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors })
    try {
      const response = await route.fetch()
      return await route.fulfill({ response, headers: { ...response.headers(), ...cors } })
    } catch {
      return route.abort('connectionrefused')
    }
  })
}
