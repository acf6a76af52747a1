import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('on the desktop the app keeps its files natively, and opens again without a network by PIN', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const member = new PersonAtMachine(path.join(folder.path, 'member'), server.url)
  await member.opensTheApp()
  const { page } = member
  await member.choosesDemonstrationPerson(/Bí thư thường trực/)
  await member.seesChip('Đã lưu trên máy chủ')
  const meeting = page.getByRole('link', { name: /rà soát Chương trình phối hợp/ })
  await expect(meeting.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  await expect(page.getByText('Ứng dụng trên máy tính')).toBeVisible()
  await page.locator('main input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByText('Đã đặt mã PIN.')).toBeVisible()

  await server.kill()
  await page.reload()
  await expect(page.getByText('Chào đồng chí Hoàng Thanh Liên')).toBeVisible()
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('111111')
  await expect(page.getByRole('alert')).toContainText('Mã PIN chưa đúng')
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await member.seesChip('Ngoại tuyến')
  await member.opensMeeting(/rà soát Chương trình phối hợp/)
  await page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
  await expect(page.getByTestId('paper').locator('canvas').first()).toBeVisible()
  expect(member.complaints).toEqual([])
  await member.closesTheBrowser()
  await folder.remove()
})
