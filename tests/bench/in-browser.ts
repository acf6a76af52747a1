import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { temporaryFolder } from '../support/test-server.ts'
import { writeScannedPack, writeTextPaper } from '../support/test-papers.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'
import { serveTestPage } from '../support/test-page.ts'
import type { TestPage } from '../support/page/main.ts'

declare const testPage: TestPage

export async function measureInBrowser(browser: string): Promise<readonly Measurement[]> {
  const folder = await temporaryFolder()
  await writeTextPaper(
    path.join(folder.path, 'text.pdf'),
    Array.from({ length: 120 }, (_, n) => `Trang ${n + 1}: báo cáo tình hình thực hiện nhiệm vụ`),
  )
  await writeScannedPack(path.join(folder.path, 'scan.pdf'), { pages: 6, megabytesPerPage: 8 })
  const site = await serveTestPage(folder.path)
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: browser,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const fresh = async (): Promise<Page> => {
    await page.goto(site.url)
    await page.waitForFunction(() => 'testPage' in globalThis)
    return page
  }
  const results: Measurement[] = []
  for (const name of ['text', 'scan']) {
    const { sealed, floor } = await (await fresh()).evaluate((url) => testPage.openPaper(url, 9), `/papers/${name}.pdf`)
    results.push(
      measured(`open a paper to its first painted page (${name})`, { value: median(sealed), floor: median(floor) }),
    )
  }
  const { ours, floor } = await (await fresh()).evaluate(() => testPage.appendChange(100))
  results.push(
    measured('change of a shared document to durable storage, median', { value: median(ours), floor: median(floor) }),
  )
  results.push(
    measured('change of a shared document to durable storage, p95', {
      value: percentile(ours, 0.95),
      floor: percentile(floor, 0.95),
    }),
  )
  await (await fresh()).evaluate(() => testPage.fillTables(1000, 20))
  const starts: number[] = []
  const still: number[] = []
  for (let round = 0; round < 5; round++) {
    const { taken, count } = await (await fresh()).evaluate(() => testPage.firstList())
    if (count !== 1000) throw new Error(`The list has ${count} meetings`)
    starts.push(taken)
    still.push((await (await fresh()).evaluate(() => testPage.staticList(1000))).taken)
  }
  results.push(
    measured('start to the first meeting list, 1,000 meetings and 20,000 papers', {
      value: median(starts),
      floor: median(still),
    }),
  )
  await context.close()
  await site.close()
  await folder.remove()
  return results
}
