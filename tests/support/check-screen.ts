import { mkdirSync } from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const pictures = path.resolve(import.meta.dirname, '../../out/reports/screens')

/** WCAG 2.2 A and AA, and a picture for people to look at. Answers what is wrong, so that one run shows all of it. */
export async function checkScreen(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(pictures, { recursive: true })
  // What slides or fades in is judged when it has come to rest.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  )
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  // From the top: what happens to be scrolled half under the header would count as too small to be hit.
  const top = await page.evaluate(() => {
    const before = globalThis.scrollY
    globalThis.scrollTo(0, 0)
    return before
  })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('.pdfViewer')
    .analyze()
  await page.evaluate((before) => globalThis.scrollTo(0, before), top)
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${name}: ${id} ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}
