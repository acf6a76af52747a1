import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('words are found in every paper without a network, with or without marks, and the paper opens at their place', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const member = new PersonAtMachine(path.join(folder.path, 'member'), server.url)
  await member.opensTheApp()
  const { page } = member
  await member.choosesDemonstrationPerson(/Bí thư thường trực/)
  await member.seesChip('Đã lưu trên máy chủ')
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await expect(page.getByText(/Tìm được trong \d+ tài liệu/)).toBeVisible({ timeout: 120_000 })
  await server.kill()
  await member.seesChip('Ngoại tuyến')
  const field = page.getByRole('textbox', { name: 'Tìm trong mọi tài liệu' })
  await field.fill('duong truyen khong on dinh')
  await expect(page.getByText(/Thấy trong \d+ tài liệu/)).toBeVisible()
  await expect(page.locator('mark').first()).toHaveText(/đường truyền không ổn định/i)
  await field.fill('zzz không đâu có')
  await expect(page.getByText('Không thấy trong tài liệu nào')).toBeVisible()
  await field.fill('đường truyền không ổn định')
  await page
    .getByRole('button', { name: /^trang \d+/ })
    .first()
    .click()
  await expect(page.getByTestId('paper').locator('.highlight.selected').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByPlaceholder('Gõ có dấu hoặc không dấu')).toHaveValue('đường truyền không ổn định')
  await page.getByTestId('paper').focus()
  await page.keyboard.press('n')
  await page.getByLabel('Lời ghi chú').fill('Hỏi lại về nguồn dự phòng đường truyền')
  await page.getByRole('button', { name: 'Về chương trình' }).click()
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await field.fill('nguon du phong duong truyen')
  const notes = page.getByRole('region', { name: 'Trong ghi chú của tôi' })
  await expect(notes.locator('mark')).toHaveText('nguồn dự phòng đường truyền')
  expect(await checkScreen(page, 'search-notes')).toEqual([])
  await notes.getByRole('button').click()
  await expect(page.getByTestId('paper').locator('.marksOver svg path').first()).toBeVisible({ timeout: 30_000 })
  expect(member.complaints).toEqual([])
  await member.closesTheBrowser()
  await folder.remove()
})
