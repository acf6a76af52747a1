import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { serveTestPage } from '../support/test-page.ts'
import { temporaryFolder } from '../support/test-server.ts'
import type { TestPage } from '../support/page/main.ts'

declare const testPage: TestPage

const frozenFolder = path.resolve(import.meta.dirname, '../migration')

async function withTestPage(work: (page: Page) => Promise<void>): Promise<void> {
  const folder = await temporaryFolder()
  const site = await serveTestPage(folder.path)
  const browser: Browser = await chromium.launch({
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage()
  await page.goto(site.url)
  await page.waitForFunction(() => 'testPage' in globalThis)
  await work(page)
  await browser.close()
  await site.close()
  await folder.remove()
}

test('the tables that follow every edit and act equal a rebuild from the documents', async () => {
  await withTestPage(async (page) => {
    for (const seed of [1, 2, 3]) {
      const { followed, rebuilt } = await page.evaluate((given) => testPage.tablesAndRebuild(given, 80), seed)
      expect(followed.items.length).toBeGreaterThan(5)
      expect(followed.papers.length).toBeGreaterThan(0)
      expect(followed.meetings.some(({ tasks }) => tasks.some(({ reports }) => reports.length > 0))).toBe(true)
      expect(followed).toEqual(rebuilt)
    }
  })
})

test('a store that an older version left opens, and its tables are built from it', async () => {
  const names = (await readdir(frozenFolder)).filter((name) => name.endsWith('.json'))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    const frozen = JSON.parse(await readFile(path.join(frozenFolder, name), 'utf8')) as Awaited<
      ReturnType<TestPage['freeze']>
    >
    await withTestPage(async (page) => {
      const tables = await page.evaluate((databases) => testPage.thaw(databases, 4), frozen.databases)
      // Columns that are younger than the store may stand beside its own.
      expect(JSON.parse(JSON.stringify(tables))).toMatchObject(frozen.tables)
    })
  }
})
