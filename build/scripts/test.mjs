// npm test: checks the sources, builds, runs the tests in Node and the journeys in a real browser, and ends with one plain line
// that counts everything. With arguments, `npm test -- unit e2e`, only those parts: check, unit, e2e; and corpus, which takes
// five minutes and has to be asked for.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { findElectron } from './find-programs.mjs'
import { root } from './node-runtime.mjs'
import { run } from './run.mjs'
import { findHeadlessShell, findTestBrowser } from './test-browser.mjs'

const reports = path.join(root, 'out/reports')
const wanted = process.argv.slice(2)
const wants = (part) => wanted.length === 0 || wanted.includes(part)
const total = { passed: 0, failed: 0 }
const add = ({ passed, failed }) => {
  total.passed += passed
  total.failed += failed
}
const readReport = (name) => {
  try {
    return JSON.parse(readFileSync(path.join(reports, name), 'utf8'))
  } catch {
    return null
  }
}

if (wants('check')) add(await check())
const isBuilt =
  (await build()) &&
  (await run('vite', ['build', '-c', 'build/config/vite.test-page.ts', '--logLevel', 'error'], {
    captured: () => {},
  })) === 0
if (!isBuilt) total.failed++
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const browser = findHeadlessShell() ?? (await findTestBrowser())
if (!browser) {
  console.error('eCabinet: the tests need Chrome, Chromium or Edge. Install one, or name it in ECABINET_CHROMIUM.')
  total.failed++
}
const env = browser ? { ECABINET_CHROMIUM: browser } : {}

if (wants('unit')) {
  const code = await run('vitest', ['run', '-c', 'build/config/vitest.ts'], { env })
  const report = readReport('vitest.json')
  add(report ? { passed: report.numPassedTests, failed: report.numFailedTests } : { passed: 0, failed: 1 })
  // A file that does not load has no tests to count.
  if (code !== 0 && report?.numFailedTests === 0) total.failed++
}
const projects = [...(wants('e2e') ? ['browser', 'desktop'] : []), ...(wanted.includes('corpus') ? ['corpus'] : [])]
if (projects.length > 0 && browser && isBuilt) {
  const electron = findElectron()
  if (!electron.path)
    console.log(`eCabinet: the tests in real Electron are left out: its program is not here (${electron.why}).`)
  if (!electron.path && process.env.REQUIRE_ELECTRON === '1') total.failed++
  const code = await run(
    'playwright',
    ['test', '-c', 'build/config/playwright.ts', ...projects.map((name) => `--project=${name}`)],
    { env },
  )
  const stats = readReport('playwright.json')?.stats
  add(stats ? { passed: stats.expected + stats.flaky, failed: stats.unexpected } : { passed: 0, failed: 1 })
  if (code !== 0 && stats?.unexpected === 0) total.failed++
}

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
