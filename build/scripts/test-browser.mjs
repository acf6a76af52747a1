// The whole browser for tests and benches, in this order: ECABINET_CHROMIUM, one managed by Playwright, an installed
// Chrome/Chromium/Edge, then `playwright install chromium`, then as root on Debian or Ubuntu the system's package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-programs.mjs'
import { run } from './run.mjs'

async function managedByPlaywright() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return file && existsSync(file) ? file : null
}

export async function findTestBrowser() {
  const found = (process.env.ECABINET_CHROMIUM ? findBrowser() : null) ?? (await managedByPlaywright()) ?? findBrowser()
  if (found) return found
  console.log('eCabinet: no browser for the tests was found; fetching Chromium…')
  if ((await run('playwright', ['install', 'chromium'], { captured: () => {} })) === 0) {
    const fetched = await managedByPlaywright()
    if (fetched) return fetched
  }
  if (isRootOnDebian()) {
    console.log('eCabinet: installing the system package “chromium”…')
    install('chromium')
  }
  return findBrowser()
}

const headlessShell = '/usr/bin/chromium-headless-shell'

/**
 * The same browser without a window of its own: it starts in half the time, and a suite that kills browsers starts hundreds.
 * Null where it is not to be had; the whole browser does as well.
 */
export function findHeadlessShell() {
  if (process.env.ECABINET_CHROMIUM) return null
  if (!existsSync(headlessShell) && isRootOnDebian()) install('chromium-headless-shell')
  return existsSync(headlessShell) ? headlessShell : null
}

const isRootOnDebian = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function install(name) {
  const apt = (...words) =>
    spawnSync('apt-get', [...words, '-qq'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  if (apt('install', '-y', name)) return
  apt('update')
  apt('install', '-y', name)
}
