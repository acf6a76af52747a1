import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('an administrator takes people in from a spreadsheet, compares codes of machines, and writes down a rule of the charter', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const admin = new PersonAtMachine(path.join(folder.path, 'admin'), server.url)
  await admin.opensTheApp()
  await admin.choosesDemonstrationPerson(/quản trị hệ thống/i)
  await admin.seesChip('Đã lưu trên máy chủ')
  const { page } = admin
  const faults: string[] = []
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  const code = /Mã máy này: ((?:[0-9A-F]{4}-){3}[0-9A-F]{4})/.exec(await page.getByText(/Mã máy này/).innerText())?.[1]
  await page.getByRole('button', { name: 'Tổ chức', exact: true }).click()

  await page.getByRole('button', { name: 'Nhập từ Excel, CSV' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
  await (await chooser).setFiles(path.resolve(import.meta.dirname, '../support/people.xlsx'))
  await expect(page.getByTestId('import-preview').getByRole('row')).toHaveCount(3)
  await expect(page.getByText('2 người mới, 0 người được cập nhật')).toBeVisible()
  faults.push(...(await checkScreen(page, 'import-people')))
  await page.getByRole('button', { name: 'Nhập 2 người' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('tab', { name: 'Người (62)' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'uoc.do', exact: true })).toBeVisible()

  await page.getByRole('tab', { name: 'Máy đã đăng ký' }).click()
  await expect(page.getByText(`Mã máy ${code}`)).toBeVisible()
  faults.push(...(await checkScreen(page, 'devices')))

  await page.getByRole('tab', { name: /phòng họp/i }).click()
  await page.getByRole('button', { name: 'Sơ đồ Phòng họp số 2' }).click()
  const drawn = page.getByRole('dialog').getByTestId('seat')
  await expect(drawn).toHaveCount(16)
  await page.getByRole('button', { name: 'Bàn tròn' }).click()
  const chair = (await drawn.first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(chair.x + chair.width / 2, chair.y + chair.height / 2)
  await page.mouse.down()
  await page.mouse.move(chair.x + 120, chair.y + 40, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await drawn.first().boundingBox())?.x).toBeGreaterThan(chair.x + 60)
  faults.push(...(await checkScreen(page, 'organisation-plan')))
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('tab', { name: 'Quy tắc biểu quyết' }).click()
  await page.getByRole('button', { name: 'Thêm quy tắc' }).click()
  await page.getByLabel('Tên quy tắc').fill('Hai phần ba số có mặt')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Thông qua khi' }).click()
  await page.getByRole('option', { name: 'Ít nhất' }).click()
  await dialog.getByRole('combobox', { name: 'Tính trên' }).click()
  await page.getByRole('option', { name: 'số có mặt', exact: true }).click()
  faults.push(...(await checkScreen(page, 'rule-dialog')))
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByTestId('rules').getByRole('row').filter({ hasText: 'Hai phần ba số có mặt' })).toContainText(
    'ít nhất 1/2 số có mặt',
  )
  expect(faults).toEqual([])
  expect(admin.complaints).toEqual([])
  await admin.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
