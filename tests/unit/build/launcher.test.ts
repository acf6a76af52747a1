import path from 'node:path'
import { expect, test } from 'vitest'

const scripts = path.resolve(import.meta.dirname, '../../../build/scripts')
type Facts = {
  readonly wish: 'desktop' | 'browser' | 'none' | undefined
  readonly electron: { readonly path: string | null; readonly why?: string }
  readonly download: { readonly tried: boolean; readonly why?: string }
  readonly browser: string | null
  readonly display: boolean
}
type Plan = { readonly show: string; readonly path?: string; readonly say: readonly string[] }
const { planWindow } = (await import(path.join(scripts, 'plan-window.mjs'))) as { planWindow: (facts: Facts) => Plan }
const { isNewEnough } = (await import(path.join(scripts, 'node-runtime.mjs'))) as {
  isNewEnough: (version: string) => boolean
}
const { findBrowser } = (await import(path.join(scripts, 'find-programs.mjs'))) as {
  findBrowser: (
    env: object,
    world: { readonly exists: (file: string) => boolean; readonly platform: string },
  ) => string | null
}

const facts: Facts = {
  wish: undefined,
  electron: { path: '/electron' },
  download: { tried: false },
  browser: '/chromium',
  display: true,
}
const noElectron = {
  electron: { path: null, why: 'it has not been downloaded' },
  download: { tried: true, why: 'fetch failed' },
}

test.each<[string, Partial<Facts>, string, number]>([
  ['Electron where it is', {}, 'electron', 0],
  ['an app window without it, with one sentence', noElectron, 'app-window', 1],
  ['the address without a browser', { ...noElectron, browser: null }, 'address', 2],
  ['the address without a display', { display: false }, 'address', 2],
  ['a browser when it is wished for', { wish: 'browser' }, 'app-window', 0],
  ['nothing when nothing is wished for', { wish: 'none' }, 'nothing', 0],
])('npm start shows %s', (_name, change, show, sentences) => {
  const plan = planWindow({ ...facts, ...change })
  expect([plan.show, plan.say.length]).toEqual([show, sentences])
})

test('Node is new enough from 22.18 on', () => {
  expect(['20.20.2', '22.17.9', '22.18.0', '24.0.0'].map(isNewEnough)).toEqual([false, false, true, true])
})

test('browsers are looked for where each system keeps them', () => {
  const find = (platform: string, env: object, file: string) =>
    findBrowser(env, { platform, exists: (at) => at === file })
  expect(find('linux', { PATH: '/bin:/usr/bin' }, '/usr/bin/chromium')).toBe('/usr/bin/chromium')
  expect(find('darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')).toContain('Google Chrome')
  const windows = 'C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe'
  expect(find('win32', { PROGRAMFILES: 'C:\\Programs' }, windows)).toBe(windows)
  expect(find('linux', { ECABINET_CHROMIUM: '/mine' }, '/usr/bin/chromium')).toBeNull()
})
