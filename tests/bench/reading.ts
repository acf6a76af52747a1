import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { temporaryFolder } from '../support/test-server.ts'
import { writeScannedPack, writeTextPaper } from '../support/test-papers.ts'
import { serveTestPage } from '../support/test-page.ts'
import type { TestPage } from '../support/page/main.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'

declare const testPage: TestPage

const pages = 500
const sentence = 'Ban Bí thư đề nghị rà soát chỉ tiêu chuyển đổi số của Điều lệ Đoàn và báo cáo. '
/** Two frames of 60 a second: the eye sees one missing. */
const missedMs = 25

/** A scanned pack of 300 MB as a member reads it: opened, jumped in, scrolled, paged through; and the pen. */
export async function measureReading(browser: string): Promise<readonly Measurement[]> {
  const folder = await temporaryFolder()
  await writeScannedPack(path.join(folder.path, 'pack.pdf'), { pages, megabytesPerPage: 0.6 })
  await writeTextPaper(path.join(folder.path, 'text.pdf'), ['Trang một'])
  const site = await serveTestPage(folder.path)
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: browser,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const fresh = async (paper: string) => {
    await page.goto(site.url)
    await page.waitForFunction(() => 'testPage' in globalThis)
    await page.evaluate((url) => testPage.keepPaper(url), `/papers/${paper}.pdf`)
  }
  const results: Measurement[] = []
  await fresh('pack')
  const sealed = []
  const memory = []
  for (let round = 0; round < 6; round++) {
    memory.push(await page.evaluate(() => testPage.jump('memory', 250)))
    sealed.push(await page.evaluate(() => testPage.jump('sealed', 250)))
  }
  // The first of each warms the parser.
  for (const part of ['first', 'jump'] as const)
    results.push(
      measured(part === 'first' ? 'first page of a 300 MB scan' : 'from there to page 250', {
        value: median(sealed.slice(1).map((round) => round[part])),
        floor: median(memory.slice(1).map((round) => round[part])),
      }),
    )
  await page.evaluate(() => testPage.forgetPlain())
  const { times, floor } = await page.evaluate(() => testPage.scroll(600))
  const missed = (all: readonly number[]) => (100 * all.filter((each) => each > missedMs).length) / all.length
  results.push(
    measured('frames over budget while scrolling the scan', {
      value: missed(times),
      peer: { 'an empty box': missed(floor), 'p95 ms': percentile(times, 0.95) },
      unit: '%',
    }),
  )
  const before = rendererMegabytes()
  await page.evaluate(() => testPage.pageThrough())
  const after = rendererMegabytes()
  await page.evaluate(() => testPage.closePaper())
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  results.push(
    measured(`memory after paging through ${pages} pages`, {
      value: after,
      floor: before,
      peer: { 'after closing': rendererMegabytes() },
      unit: 'MB',
    }),
  )
  await writeTextPaper(
    path.join(folder.path, 'words.pdf'),
    Array.from({ length: 200 }, () => sentence.repeat(12)),
  )
  await fresh('words')
  await page.evaluate(() => testPage.readWords())
  const read = await page.evaluate(() => testPage.readWords())
  results.push(measured('words of 100 pages read for the search', { value: (100 * read.taken) / read.pages }))
  const latencies: Record<'pen' | 'bare', readonly number[]> = { pen: [], bare: [] }
  for (const kind of ['bare', 'pen'] as const) {
    await fresh('text')
    await page.evaluate((draws) => testPage.takePen(draws), kind === 'pen')
    await page.mouse.move(300, 200)
    await page.mouse.down()
    for (let step = 0; step < 400; step++) await page.mouse.move(300 + (step % 200), 200 + Math.sin(step / 9) * 60)
    await page.mouse.up()
    latencies[kind] = await page.evaluate(() => testPage.layPenDown())
  }
  results.push(
    measured('pen to paint while marks are saved, p95', {
      value: percentile(latencies.pen, 0.95),
      floor: percentile(latencies.bare, 0.95),
      peer: { median: median(latencies.pen), strokes: latencies.pen.length },
    }),
  )
  await context.close()
  await site.close()
  await folder.remove()
  return results
}

/** What the pages of the browser hold in memory, where the system tells (Linux). */
function rendererMegabytes(): number {
  let kilobytes = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) continue
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It ended meanwhile.
    }
  }
  return kilobytes / 1024
}
