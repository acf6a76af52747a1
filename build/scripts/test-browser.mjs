// The browser that the tests drive, in this order: ECABINET_CHROMIUM, one managed by Playwright, an installed
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
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('eCabinet: installing the system package “chromium”…')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return findBrowser()
}
