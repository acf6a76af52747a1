// Looks for Electron and for a browser on this machine, by path. Never imports 'electron': that would start a download.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './node-runtime.mjs'

const electronFile =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

export function findElectron(env = process.env) {
  const folder = path.join(root, 'node_modules/electron')
  if (!existsSync(path.join(folder, 'package.json'))) return { path: null, why: 'its package is not installed' }
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist')
  const file = path.join(dist, electronFile)
  if (!existsSync(file))
    return {
      path: null,
      folder,
      why: env.ELECTRON_OVERRIDE_DIST_PATH ? 'nothing under ELECTRON_OVERRIDE_DIST_PATH' : 'it has not been downloaded',
    }
  const versionFile = path.join(dist, 'version')
  const has = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown'
  return has === wanted
    ? { path: file, folder }
    : { path: null, folder, why: `version ${has} is there, ${wanted} is needed` }
}

/** Tries once to fetch the Electron program; says why not in a few words. */
export function downloadElectron(folder, limitMs = 120_000) {
  const result = spawnSync(process.execPath, [path.join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: limitMs,
    encoding: 'utf8',
  })
  if (result.status === 0) return { ok: true }
  const cause =
    /(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|fetch failed|HTTPError[^\n]*|checksum[^\n]*)/i.exec(
      result.stderr ?? '',
    )
  return {
    ok: false,
    why: result.error?.code === 'ETIMEDOUT' ? `no answer within ${limitMs / 1000} s` : (cause?.[1] ?? 'unknown reason'),
  }
}

export function findBrowser(env = process.env, { exists = existsSync, platform = process.platform } = {}) {
  if (env.ECABINET_CHROMIUM) return exists(env.ECABINET_CHROMIUM) ? env.ECABINET_CHROMIUM : null
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Microsoft Edge', 'Chromium']
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`).find((file) => exists(file)) ?? null
  }
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
    const tails = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ]
    return bases.flatMap((base) => tails.map((tail) => `${base}\\${tail}`)).find((file) => exists(file)) ?? null
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge']
  const folders = (env.PATH ?? '').split(':')
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => exists(file)) ?? null
}

export const hasDisplay = (env = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
