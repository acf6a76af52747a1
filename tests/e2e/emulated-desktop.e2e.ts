import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { createCallServer } from '../../app/main/calls/call-server.ts'
import { createDeviceFiles } from '../../app/main/native/device-files.ts'
import { createKeychain } from '../../app/main/native/keychain.ts'
import { createAppFileHandler } from '../../app/protocol/files/app-files.ts'
import { appOrigin, type DesktopHandlers } from '../../app/protocol/ipc/desktop-calls.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { temporaryFolder } from '../support/test-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const origin = 'https://ecabinet.test'

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

async function emulateDesktop(
  page: Page,
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
    'window:save': async () => ({ ok: true, value: 'saved' }),
    'window:print': async () => ({ ok: true, value: null }),
    'power:keep-awake': async () => ({ ok: true, value: null }),
  }
  const answer = createCallServer(handlers)
  await page.exposeFunction('desktopInvoke', async (name: string, request: string) =>
    JSON.stringify(
      (await answer(name, JSON.parse(request, unpacked), { url: `${appOrigin}/`, parent: null })) ?? null,
      packed,
    ),
  )
  await page.addInitScript(preload())
  const files = createAppFileHandler({
    readFile: (file) => readFile(path.join(root, 'out/renderer', file)).catch(() => null),
    makeNonce: () => randomBytes(16).toString('base64'),
    connect: `'self' ${server} ${server.replace('http', 'ws')}`,
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    encode: (text) => Buffer.from(text),
  })
  await page.route(`${origin}/**`, async (route) => {
    const { status, headers, body } = await files({
      method: route.request().method(),
      pathname: new URL(route.request().url()).pathname,
    })
    await route.fulfill({ status, headers, body: Buffer.from(body ?? []) })
  })
  // The server knows the app's own origin only, which no browser has.
  await page.route(`${server}/**`, async (route) => {
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

test('on the emulated desktop the app keeps its files natively, and opens again without a network by PIN', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-features=LocalNetworkAccessChecks',
    ],
    viewport: { width: 1366, height: 768 },
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(30_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.text().includes('Content Security Policy') && faults.push(message.text()))
  await emulateDesktop(page, { server: server.url, data: folder.path })
  await page.goto(`${origin}/`)
  await page
    .getByRole('button', { name: /Bí thư thường trực/ })
    .first()
    .click()
  await expect(page.getByTestId('sync-chip')).toHaveText('Đã lưu trên máy chủ', { timeout: 60_000 })
  const meeting = page.getByRole('link', { name: /rà soát Chương trình phối hợp/ })
  await expect(meeting.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  await expect(page.getByText('Ứng dụng trên máy tính')).toBeVisible()
  await page.locator('main input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByText('Đã đặt mã PIN.')).toBeVisible()

  await server.kill()
  await page.reload()
  await expect(page.getByText('Chào đồng chí Hoàng Thanh Liên')).toBeVisible()
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('111111')
  await expect(page.getByRole('alert')).toContainText('Mã PIN chưa đúng')
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await expect(page.getByTestId('sync-chip')).toHaveText('Ngoại tuyến', { timeout: 30_000 })
  await page.getByRole('button', { name: 'Lịch họp' }).first().click()
  await meeting.click()
  await page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
  await expect(page.getByTestId('paper').locator('canvas').first()).toBeVisible()
  expect(faults).toEqual([])
  await context.close()
  await folder.remove()
})
