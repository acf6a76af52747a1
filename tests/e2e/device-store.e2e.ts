import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { serveTestPage } from '../support/test-page.ts'
import { temporaryFolder } from '../support/test-server.ts'
import type { TestPage } from '../support/page/main.ts'

declare const testPage: TestPage

test('the browser keeps the promises of the device’s files, and damage in the database is found and does not spread', async () => {
  const folder = await temporaryFolder()
  const site = await serveTestPage(folder.path)
  const context = await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
    executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await context.newPage()
  await page.goto(site.url)
  await page.waitForFunction(() => 'testPage' in globalThis)
  expect(await page.evaluate(() => testPage.checkFiles())).toEqual([])
  expect(await page.evaluate(() => testPage.checkDamage())).toEqual({
    rows: 4,
    titles: 1,
    damaged: 3,
    sealedQuery: 'refused',
  })
  expect(await page.evaluate(() => testPage.collections())).toBeLessThanOrEqual(13)
  await context.close()
  await site.close()
  await folder.remove()
})

test('two windows of one person see each other’s edits without a network, and nothing readable lies on the disk', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const profile = path.join(folder.path, 'secretary')
  const secretary = new PersonAtMachine(profile, server.url)
  await secretary.opensTheApp()
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.seesChip('Đã lưu trên máy chủ')
  await secretary.waitsUntilTheAppIsKept()
  await secretary.opensMeeting(/chuẩn bị Đại hội/)
  await secretary.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await expect(secretary.page.getByLabel('Tên nội dung 1', { exact: true })).toBeVisible()
  const editor = secretary.page.url()
  const second = await secretary.page.context().newPage()
  await second.goto(editor)
  await second.getByLabel('Mật khẩu').first().fill(demonstrationPassword)
  await second.getByRole('button', { name: 'Mở khóa' }).click()
  await expect(second.getByLabel('Tên nội dung 1', { exact: true })).toBeVisible()
  await server.kill()
  await secretary.seesChip(/Ngoại tuyến/)
  await secretary.page.getByLabel('Tên nội dung 1', { exact: true }).fill('Từ cửa sổ thứ nhất')
  await expect(second.getByLabel('Tên nội dung 1', { exact: true })).toHaveValue('Từ cửa sổ thứ nhất')
  await second.getByLabel('Tên nội dung 2', { exact: true }).fill('Từ cửa sổ thứ hai')
  await expect(secretary.page.getByLabel('Tên nội dung 2', { exact: true })).toHaveValue('Từ cửa sổ thứ hai')
  await expect(second.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
  await secretary.closesTheBrowser()
  for (const secret of ['Từ cửa sổ thứ nhất', 'Phiên họp Ban Bí thư', 'Đinh Diệu Hạnh']) {
    const found = execFileSync(
      'sh',
      ['-c', `grep -rlaF "$1" "$2"/Default/IndexedDB "$2/Default/File System" || true`, 'sh', secret, profile],
      { encoding: 'utf8' },
    )
    // The vault names its owner, so that the lock screen can greet them; nothing else does.
    const others = found
      .split('\n')
      .filter((file) => file !== '' && !(secret === 'Đinh Diệu Hạnh' && file.includes('File System')))
    expect(others).toEqual([])
  }
  await folder.remove()
})

test('a full disk is said, nothing is half-written, and the edit is saved when there is room again', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), server.url)
  await secretary.opensTheApp()
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.seesChip('Đã lưu trên máy chủ')
  await secretary.opensMeeting(/chuẩn bị Đại hội/)
  const { page } = secretary
  await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await expect(page.getByLabel('Tên nội dung 1', { exact: true })).toBeVisible()
  await server.kill()
  await secretary.seesChip(/Ngoại tuyến/)
  const control = await page.context().newCDPSession(page)
  await control.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 1 })
  await page.getByLabel('Tên nội dung 1', { exact: true }).fill('Viết khi máy đầy')
  await expect(page.getByText('CHƯA LƯU ĐƯỢC')).toBeVisible()
  await secretary.seesChip('Cần xử lý')
  await control.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin })
  await expect(page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
  await secretary.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)
  await secretary.closesTheBrowser()
  await folder.remove()
})
