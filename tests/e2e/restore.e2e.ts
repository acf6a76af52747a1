import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'
import { writeTextPaper } from '../support/test-papers.ts'

const main = path.resolve(import.meta.dirname, '../../sync-server/composition/main.ts')

test('after a restore the machines hand back what the backup lacks, and lose nothing of their own', async () => {
  test.setTimeout(300_000)
  const folder = await temporaryFolder()
  const data = path.join(folder.path, 'server')
  const copy = path.join(folder.path, 'copy')
  const operator = (...args: readonly string[]) =>
    execFileSync(process.execPath, [main, ...args], {
      env: { ...process.env, ECABINET_DATA: data, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      encoding: 'utf8',
    })
  const server = await startDemonstration(data)
  const port = Number(new URL(server.url).port)
  const at = (name: string) => new PersonAtMachine(path.join(folder.path, name), server.url)
  const [secretary, admin, member] = [at('secretary'), at('admin'), at('member')]
  for (const [person, who] of [
    [secretary, /thư ký các phiên họp/],
    [admin, /quản trị hệ thống/],
    [member, /Bí thư thường trực/],
  ] as const) {
    await person.opensTheApp()
    await person.choosesDemonstrationPerson(who)
    await person.seesChip('Đã lưu trên máy chủ')
  }
  const meeting = /rà soát Chương trình phối hợp/
  operator('backup', copy)

  // Their sign-in now is one that the backup does not know.
  await secretary.page.reload()
  await secretary.unlocks(demonstrationPassword)
  await secretary.seesChip('Đã lưu trên máy chủ')

  await test.step('after the backup: an edit, a paper and its publication', async () => {
    const { page } = secretary
    await secretary.opensMeeting(meeting)
    await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    await page.getByLabel('Tên nội dung 1', { exact: true }).fill('Khai mạc, sửa sau khi sao lưu')
    await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    await writeTextPaper(path.join(folder.path, 'Báo cáo bổ sung.pdf'), ['Báo cáo bổ sung sau khi sao lưu'])
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
    await (await chooser).setFiles(path.join(folder.path, 'Báo cáo bổ sung.pdf'))
    await expect(page.getByText('Đã gửi lên máy chủ')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: /Phát hành 1 tài liệu/ }).click()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await secretary.seesChip('Đã lưu trên máy chủ')
    await member.opensMeeting(meeting)
    await expect(member.page.getByText('Khai mạc, sửa sau khi sao lưu')).toBeVisible()
    await expect(member.page.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 60_000 })
  })

  await server.kill()
  operator('restore', copy)
  const restored = await startDemonstration(data, port)

  await test.step('they come back by themselves, or after their password, and hand back', async () => {
    await secretary.seesChip('Cần xử lý')
    await secretary.page.getByTestId('sync-chip').click()
    const drawer = secretary.page.getByRole('dialog')
    await drawer.getByLabel('Mật khẩu').first().fill(demonstrationPassword)
    await drawer.getByRole('button', { name: 'Đăng nhập lại và gửi tiếp' }).click()
    await expect(drawer.getByText('Mọi việc đồng chí đã làm đều nằm an toàn trên máy chủ.')).toBeVisible({
      timeout: 60_000,
    })
    await secretary.page.keyboard.press('Escape')
    for (const person of [secretary, member, admin])
      await expect(person.page.getByText('Máy chủ vừa được khôi phục từ bản sao lưu')).toBeVisible()
    await expect(admin.page.getByText('nhận lại 1 bút lục và 1 tệp tài liệu', { exact: false })).toBeVisible({
      timeout: 60_000,
    })
  })

  await test.step('an act waits until the administrator ends the collecting', async () => {
    const { page } = secretary
    await secretary.opensMeeting(meeting)
    await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    await page.getByRole('tab', { name: /Thành phần/ }).click()
    await page
      .getByRole('row', { name: /Hoàng Thanh Liên/ })
      .locator('.mantine-MultiSelect-pillsList')
      .click()
    await page.getByRole('option', { name: 'Thư ký', exact: true }).click()
    await page.keyboard.press('Escape')
    await secretary.seesChip('Đang gửi (1)')
    await admin.page.getByRole('button', { name: 'Đồng ý kết thúc khôi phục' }).click()
    await expect(admin.page.getByText('Máy chủ vừa được khôi phục từ bản sao lưu')).toBeHidden()
    await secretary.seesChip('Đã lưu trên máy chủ')
  })

  await test.step('somebody who comes new sees everything', async () => {
    const fresh = at('fresh')
    await fresh.opensTheApp()
    await fresh.choosesDemonstrationPerson(/Bí thư thường trực/)
    await fresh.seesChip('Đã lưu trên máy chủ')
    await fresh.opensMeeting(meeting)
    await expect(fresh.page.getByText('Khai mạc, sửa sau khi sao lưu')).toBeVisible()
    await fresh.page.getByRole('link', { name: /Báo cáo bổ sung/ }).click()
    await expect(fresh.page.getByTestId('paper').getByText('Báo cáo bổ sung sau khi sao lưu')).toBeVisible({
      timeout: 30_000,
    })
    await fresh.closesTheBrowser()
  })
  expect([secretary, admin, member].flatMap(({ complaints }) => complaints)).toEqual([])
  for (const person of [secretary, admin, member]) await person.closesTheBrowser()
  await restored.kill('SIGTERM')
  expect(operator('verify')).toContain('Everything is whole.')
  await folder.remove()
})
