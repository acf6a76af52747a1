import { mkdirSync } from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const pictures = path.resolve(import.meta.dirname, '../../out/reports/screens')

/** WCAG 2.2 A and AA, and a picture for people to look at. Answers what is wrong, so that one run shows all of it. */
export async function checkScreen(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(pictures, { recursive: true })
  await comesToRest(page)
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  // From the top: what happens to be scrolled half under the header would count as too small to be hit.
  const top = await page.evaluate(() => {
    const before = globalThis.scrollY
    globalThis.scrollTo(0, 0)
    return before
  })
  let violations = await violationsOn(page)
  if (violations.length > 0) {
    // A notice that went away while it was judged had half its colour: what is wrong at rest is wrong twice.
    await comesToRest(page)
    violations = await violationsOn(page)
  }
  await page.evaluate((before) => globalThis.scrollTo(0, before), top)
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${name}: ${id} ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

async function violationsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('.pdfViewer')
    .analyze()
  return violations
}

/** What slides or fades in is judged when it has come to rest. It begins a frame or two after it was asked for. */
async function comesToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const moving = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
      })
    for (let still = 0; still < 3; still = moving().length === 0 ? still + 1 : 0) {
      await Promise.allSettled(moving().map(({ finished }) => finished))
      await frame()
    }
  })
}
