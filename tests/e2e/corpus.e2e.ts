import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import type { TestPage } from '../support/page/main.ts'
import { serveTestPage } from '../support/test-page.ts'
import { temporaryFolder } from '../support/test-server.ts'

declare const testPage: TestPage

const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/pdf')
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0
/** Papers whose tree of pages the export cannot follow: the person is told that it failed, and nothing is written. */
const notExported = new Set(['PDFBOX-4352-0.pdf', 'Pages-tree-refs.pdf', 'bug1250079.pdf'])
/** What a person can be told about a file that cannot be a paper. */
const sentences = new Set(['password-protected', 'broken', 'no-pages', 'damaged'])

/** 0: sound; 3: sound, with warnings. */
const isSound = (file: string): boolean => [0, 3].includes(spawnSync('qpdf', ['--check', file]).status ?? 2)

test('difficult PDFs open and take marks that leave the app again, or are refused with a sentence', async () => {
  if (!existsSync(corpus)) return console.log('The collection of difficult PDFs is not here: left out.')
  test.setTimeout(900_000)
  const folder = await temporaryFolder()
  const site = await serveTestPage(corpus)
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const names = readdirSync(corpus).filter((name) => name.endsWith('.pdf'))
  const problems: string[] = []
  let opened = 0
  for (const name of names) {
    // A page of its own, so that no file can spoil the next.
    await page.goto(site.url)
    await page.waitForFunction(() => 'testPage' in globalThis)
    const answer = await page.evaluate((url) => testPage.tryPaper(url), `/papers/${encodeURIComponent(name)}`)
    if (answer.kind === 'refused') {
      if (!sentences.has(answer.reason)) problems.push(`${name}: ${answer.reason}`)
      continue
    }
    opened++
    if (!answer.drawn) problems.push(`${name}: the first page was not drawn`)
    if (answer.marked === 0) problems.push(`${name}: the marks are not shown`)
    if (answer.exported === null) {
      if (!notExported.has(name)) problems.push(`${name}: no export`)
      continue
    }
    if (!hasQpdf) continue
    const [before, after] = [path.join(folder.path, 'before.pdf'), path.join(folder.path, 'after.pdf')]
    writeFileSync(before, Buffer.from(answer.normalised ?? '', 'base64'))
    writeFileSync(after, Buffer.from(answer.exported, 'base64'))
    if (isSound(before) && !isSound(after)) problems.push(`${name}: the export is not sound`)
    const json = execFileSync('qpdf', ['--json', '--json-key=qpdf', after], { encoding: 'utf8', maxBuffer: 1e9 })
    if (!/\/Ink/.test(json)) problems.push(`${name}: the stroke is not in the export`)
  }
  console.log(`${names.length} files: ${opened} opened, ${names.length - opened} refused with a sentence`)
  expect(problems).toEqual([])
  await context.close()
  await site.close()
  await folder.remove()
})
