import path from 'node:path'
import { expect, test } from '@playwright/test'
import { layCable } from '../support/cable.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('an edit made offline that the server refuses is set aside, shown, can be copied out, and is put away only by the person; signing out leaves nothing', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const cable = await layCable(() => Number(new URL(server.url).port))
  const first = new PersonAtMachine(path.join(folder.path, 'first'), server.url)
  const second = new PersonAtMachine(path.join(folder.path, 'second'), cable.url)
  const roster = async () => {
    await first.opensMeeting(/chuẩn bị Đại hội/)
    await first.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    await first.page.getByRole('tab', { name: /Thành phần/ }).click()
  }
  await first.opensTheApp()
  await first.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await first.seesChip('Đã lưu trên máy chủ')
  await roster()
  await first.page
    .getByRole('row', { name: /Hoàng Thanh Liên/ })
    .locator('.mantine-MultiSelect-pillsList')
    .click()
  await first.page.getByRole('option', { name: 'Thư ký', exact: true }).click()
  await first.page.keyboard.press('Escape')

  await second.opensTheApp()
  await second.choosesDemonstrationPerson(/Bí thư thường trực/)
  await second.opensMeeting(/chuẩn bị Đại hội/)
  await second.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await second.seesChip('Đã lưu trên máy chủ')
  cable.cut()
  await second.seesChip('Ngoại tuyến')
  await second.page.getByLabel('Tên nội dung 1', { exact: true }).fill('Điều tôi viết khi không có mạng')
  await second.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)

  await first.page.getByRole('button', { name: /Bỏ Hoàng Thanh Liên/ }).click()
  await expect(first.page.getByRole('row', { name: /Hoàng Thanh Liên/ })).toHaveCount(0)
  cable.mend()
  await second.seesChip('Cần xử lý')
  await second.page.getByTestId('sync-chip').click()
  await expect(second.page.getByText('Thay đổi chưa được máy chủ chấp nhận')).toBeVisible()
  await expect(second.page.getByText('Điều tôi viết khi không có mạng')).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Sao chép nội dung' })).toBeVisible()
  await second.page.getByRole('button', { name: 'Bỏ nội dung này' }).click()
  await second.page.keyboard.press('Escape')
  await second.seesChip('Đã lưu trên máy chủ')

  await second.page.getByRole('button', { name: /Hoàng Thanh Liên/ }).click()
  await second.page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await second.page.getByRole('button', { name: 'Đăng xuất và xóa dữ liệu trên máy này' }).click()
  await expect(second.page.getByRole('heading', { name: 'Đồng chí là ai?' })).toBeVisible()
  const left = await second.page.evaluate(async () => {
    const files: string[] = []
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name)
    return { databases: (await indexedDB.databases()).length, files }
  })
  expect(left).toEqual({ databases: 0, files: [] })
  expect([...first.complaints, ...second.complaints]).toEqual([])
  await Promise.all([first.closesTheBrowser(), second.closesTheBrowser()])
  await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
