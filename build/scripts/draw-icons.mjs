// node build/scripts/run.mjs build/scripts/draw-icons.mjs: draws the PNG sizes of the icon from assets/public/icon.svg.
// Run after a change of the icon; the pictures are kept in git.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './node-runtime.mjs'
import { findTestBrowser } from './test-browser.mjs'

const folder = path.join(root, 'assets/public')
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: await findTestBrowser(), args: ['--no-sandbox'] })
for (const size of [192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  await page.screenshot({ path: path.join(folder, `icon-${size}.png`), omitBackground: true })
}
await browser.close()
