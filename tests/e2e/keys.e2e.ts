import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { startServerProcess } from '../support/server-process.ts'
import { temporaryFolder } from '../support/test-server.ts'

/** What the origin keeps on this machine: private files and databases. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const files: string[] = []
    const root = await navigator.storage.getDirectory()
    for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) files.push(name)
    return { files, databases: (await indexedDB.databases()).length }
  })

test('a shared machine works through a cut cable and a lock, and keeps nothing once its window is gone', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const { port } = new URL(server.url)
  const room = new PersonAtMachine(path.join(folder.path, 'room'), server.url)
  await room.opensTheApp()
  await room.page.getByLabel('Đây là máy dùng chung của phòng họp').check()
  await room.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await room.seesChip('Đã lưu trên máy chủ')
  await expect(room.page.getByText('Máy dùng chung', { exact: true })).toBeVisible()
  const meeting = room.page.getByRole('link', { name: /rà soát Chương trình phối hợp/ })
  await expect(meeting.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 60_000 })
  const { files } = await kept(room.page)
  expect(files).toContain('shared.txt')
  expect(files).not.toContain('vault.json')

  await test.step('a second window waits', async () => {
    const second = await room.page.context().newPage()
    await second.goto(server.url)
    await expect(second.getByText('eCabinet đang mở ở một cửa sổ khác trên máy này')).toBeVisible()
    await second.close()
  })
  await server.kill()
  await room.seesChip(/Ngoại tuyến/)
  await room.opensMeeting(/rà soát Chương trình phối hợp/)
  await room.page.getByRole('banner').getByRole('button', { name: 'Khóa màn hình' }).click()
  await room.unlocks(demonstrationPassword)
  await room.page.getByRole('tab', { name: /Tài liệu/ }).click()
  await room.page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
  await expect(room.page.getByTestId('paper').locator('canvas').first()).toBeVisible()
  await room.isCutOff()

  const again = await startDemonstration(path.join(folder.path, 'server'), Number(port))
  await room.opensTheApp()
  await expect(room.page.getByRole('heading', { name: 'Đồng chí là ai?' })).toBeVisible()
  expect(await kept(room.page)).toEqual({ files: [], databases: 0 })
  expect(room.complaints).toEqual([])
  await room.closesTheBrowser()
  await again.kill('SIGTERM')
  await folder.remove()
})

test('a forgotten password is replaced with the printed code, once', async () => {
  const folder = await temporaryFolder()
  const server = await startServerProcess({ folder: path.join(folder.path, 'server') })
  const founder = new PersonAtMachine(path.join(folder.path, 'founder'), server.url)
  await founder.opensTheApp()
  const { page } = founder
  for (const [label, value] of [
    ['Mã cài đặt', server.setUpCode ?? ''],
    ['Tên tổ chức', 'Hội đồng thử nghiệm'],
    ['Họ và tên của đồng chí', 'Trần Thị Bình'],
    ['Tên đăng nhập', 'tran.binh'],
    ['Chọn mật khẩu', 'mật khẩu thứ nhất'],
    ['Nhập lại mật khẩu', 'mật khẩu thứ nhất'],
  ] as const)
    await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: 'Tạo tổ chức' }).click()
  await founder.seesChip('Đã lưu trên máy chủ')
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  await page.getByRole('button', { name: 'Tạo mã khôi phục' }).click()
  const code = (await page.getByText(/^([2-9A-Z]{4}-){5}[2-9A-Z]{4}$/).textContent()) ?? ''
  await page.getByRole('button', { name: 'Tôi đã cất mã' }).click()
  await page.getByRole('banner').getByText('Trần Thị Bình').click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await page.getByRole('button', { name: 'Đăng xuất và xóa dữ liệu trên máy này' }).click()

  const recover = async (typed: string, password: string) => {
    await page.getByRole('button', { name: 'Quên mật khẩu?' }).click()
    await page.getByLabel('Tên đăng nhập').fill('Tran.Binh')
    await page.getByLabel('Mã khôi phục').fill(typed)
    await page.getByLabel('Chọn mật khẩu').fill(password)
    await page.getByLabel('Nhập lại mật khẩu').fill(password)
    await page.getByRole('button', { name: 'Đặt mật khẩu mới và đăng nhập' }).click()
  }
  await recover('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', 'mật khẩu thứ hai')
  await expect(page.getByRole('alert')).toContainText('Mã không đúng, đã dùng hoặc đã hết hạn.')
  await page.getByRole('button', { name: 'Quay lại đăng nhập' }).click()
  await recover(code.toLowerCase().replaceAll('-', ' '), 'mật khẩu thứ hai')
  await founder.seesChip('Đã lưu trên máy chủ')
  await page.getByRole('banner').getByRole('button', { name: 'Khóa màn hình' }).click()
  await founder.unlocks('mật khẩu thứ hai')
  await page.getByRole('banner').getByText('Trần Thị Bình').click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await page.getByRole('button', { name: 'Đăng xuất và xóa dữ liệu trên máy này' }).click()
  await recover(code, 'mật khẩu thứ ba')
  await expect(page.getByRole('alert')).toContainText('Mã không đúng, đã dùng hoặc đã hết hạn.')
  expect(founder.complaints).toEqual([])
  await founder.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
