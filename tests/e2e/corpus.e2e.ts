import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { makePapers } from '../support/made-papers.ts'
import { markedDots, otherReaders } from '../support/page-picture.ts'
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
/** Of these a square and a stroke must be seen, drawn by others than ourselves. */
const fewestMarkedDots = 40

/** 0: sound; 3: sound, with warnings. */
const isSound = (file: string): boolean => [0, 3].includes(spawnSync('qpdf', ['--check', file]).status ?? 2)

/** Each paper through the whole way, in a page of its own, so that no file can spoil the next. Answers what went wrong. */
async function tryAll(papers: string, names: readonly string[], { pictures }: { readonly pictures: boolean }) {
  const folder = await temporaryFolder()
  const site = await serveTestPage(papers)
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const problems: string[] = []
  let opened = 0
  let compared = 0
  for (const name of names) {
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
    const [before, after] = [path.join(folder.path, 'before.pdf'), path.join(folder.path, 'after.pdf')]
    writeFileSync(before, Buffer.from(answer.normalised ?? '', 'base64'))
    writeFileSync(after, Buffer.from(answer.exported, 'base64'))
    if (hasQpdf) {
      if (isSound(before) && !isSound(after)) problems.push(`${name}: the export is not sound`)
      const json = execFileSync('qpdf', ['--json', '--json-key=qpdf', after], { encoding: 'utf8', maxBuffer: 1e9 })
      if (!/\/Ink/.test(json)) problems.push(`${name}: the stroke is not in the export`)
    }
    if (!pictures) continue
    for (const reader of otherReaders) {
      const more = markedDots(reader.draw(after)) - markedDots(reader.draw(before))
      if (more < fewestMarkedDots) problems.push(`${name}: ${reader.name} shows ${more} dots of the marks`)
      compared++
    }
  }
  await context.close()
  await site.close()
  await folder.remove()
  return { problems, opened, compared }
}

test('difficult PDFs open and take marks that leave the app again, or are refused with a sentence', async () => {
  if (!existsSync(corpus)) return console.log('The collection of difficult PDFs is not here: left out.')
  test.setTimeout(900_000)
  const names = readdirSync(corpus).filter((name) => name.endsWith('.pdf'))
  const { problems, opened } = await tryAll(corpus, names, { pictures: false })
  console.log(`${names.length} files: ${opened} opened, ${names.length - opened} refused with a sentence`)
  expect(problems).toEqual([])
})

test('papers of many producers open, and their marks are seen by other readers', async () => {
  test.setTimeout(900_000)
  const folder = await temporaryFolder()
  const papers = path.join(folder.path, 'papers')
  const browser = await chromium.launch({
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const made = await makePapers(papers, await browser.newPage())
  await browser.close()
  const names = readdirSync(papers).filter((name) => name.endsWith('.pdf'))
  const { problems, opened, compared } = await tryAll(papers, names, { pictures: true })
  console.log(`${names.length} papers (${JSON.stringify(made)}), ${opened} opened, ${compared} pictures compared`)
  expect(problems).toEqual([])
  expect(opened).toBe(names.length)
  await folder.remove()
})
