import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, expect } from '@playwright/test'

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
  await outside.close()
}
