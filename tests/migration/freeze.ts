// Writes what this version keeps on a device to NAME.json. Once for each layout of `core` that people have had; the file then
// stays for ever: node build/scripts/run.mjs tests/migration/freeze.ts core-0
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { serveTestPage } from '../support/test-page.ts'
import { temporaryFolder } from '../support/test-server.ts'
import type { TestPage } from '../support/page/main.ts'

declare const testPage: TestPage

const folder = await temporaryFolder()
const site = await serveTestPage(folder.path)
const browser = await chromium.launch({
  executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage()
await page.goto(site.url)
await page.waitForFunction(() => 'testPage' in globalThis)
const frozen = await page.evaluate(() => testPage.freeze(4))
await writeFile(path.join(import.meta.dirname, `${process.argv[2] ?? 'core'}.json`), JSON.stringify(frozen))
await browser.close()
await site.close()
await folder.remove()
