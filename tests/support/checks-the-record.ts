import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium, expect, type Page } from '@playwright/test'
import { unzipSync, zipSync } from 'fflate'
import { archiveCheckerName, archivePageName } from '#protocol/archive/archive-format.ts'
import { isSoundPdf } from './pdf-check.ts'

/** Somebody who has only the record and the checking page: what is right is found right, what was changed or cut is not. */
export async function checksTheRecord(folder: string, codes: readonly string[]): Promise<void> {
  const outside = await chromium.launch({
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await outside.newPage()
  await page.goto(pathToFileURL(path.join(folder, 'kiem-tra-ho-so.html')).href)
  await page.getByLabel('Tệp hồ sơ phiên họp').setInputFiles(path.join(folder, 'ho-so-phien-hop.json'))
  await expect(page.getByText('Hồ sơ đúng: không dòng nào bị sửa, thêm hoặc bớt.')).toBeVisible()
  await expect(page.getByText(/Tán thành 5 · không tán thành 0.*→ thông qua/)).toBeVisible()
  // Whoever compares finds the codes of the app.
  for (const code of codes) await expect(page.getByText(`đã niêm phong, mã ${code}`)).toBeVisible()
  await page.screenshot({ path: 'out/reports/screens/room-verifier.png' })
  const record = JSON.parse(readFileSync(path.join(folder, 'ho-so-phien-hop.json'), 'utf8')) as {
    acts: object[]
  }
  record.acts.splice(20, 1)
  writeFileSync(path.join(folder, 'forged.json'), JSON.stringify(record))
  await page.getByLabel('Tệp hồ sơ phiên họp').setInputFiles(path.join(folder, 'forged.json'))
  await expect(page.getByText(/Hồ sơ có \d+ chỗ sai/)).toBeVisible()
  const open = JSON.parse(readFileSync(path.join(folder, 'ho-so-phien-hop.json'), 'utf8')) as { acts: object[] }
  writeFileSync(path.join(folder, 'cut.json'), JSON.stringify({ ...open, acts: open.acts.slice(0, 20) }))
  await page.getByLabel('Tệp hồ sơ phiên họp').setInputFiles(path.join(folder, 'cut.json'))
  await expect(page.getByText(/chưa được niêm phong: có thể còn thiếu dòng ở cuối/)).toBeVisible()
  await checksTheArchive(page, path.join(folder, 'luu-tru.zip'))
  await outside.close()
}

/** The archive opens from the disk without us: its list leads to every file, its own page finds it whole, and a changed one not. */
async function checksTheArchive(page: Page, zip: string): Promise<void> {
  const files = unzipSync(readFileSync(zip))
  const folder = `${zip}-opened`
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
  const pdfs = Object.entries(files).filter(([name]) => name.endsWith('.pdf'))
  expect(pdfs.length).toBeGreaterThan(8)
  for (const [name, bytes] of pdfs) expect([name, await isSoundPdf(bytes)]).toEqual([name, true])
  await page.goto(pathToFileURL(path.join(folder, archivePageName)).href)
  await page.screenshot({ path: 'out/reports/screens/room-archive.png', fullPage: true })
  const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  for (const link of links) expect([link, existsSync(fileURLToPath(link))]).toEqual([link, true])
  await page.goto(pathToFileURL(path.join(folder, archiveCheckerName)).href)
  await page.getByLabel('Hồ sơ lưu trữ').setInputFiles(zip)
  await expect(page.getByText(/^Hồ sơ lưu trữ đúng: \d+ tệp/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Hồ sơ đúng: không dòng nào bị sửa, thêm hoặc bớt.')).toBeVisible({ timeout: 60_000 })
  const [paper = ''] = pdfs.map(([name]) => name).filter((name) => name.startsWith('tai-lieu/'))
  const bytes = files[paper]?.slice() ?? new Uint8Array()
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1
  writeFileSync(`${zip}-forged.zip`, zipSync({ ...files, [paper]: bytes }, { level: 0 }))
  await page.getByLabel('Hồ sơ lưu trữ').setInputFiles(`${zip}-forged.zip`)
  await expect(page.getByText('Hồ sơ lưu trữ có 1 chỗ sai.')).toBeVisible()
  await expect(page.getByText(`Tệp đã bị sửa: ${paper}`)).toBeVisible()
}
