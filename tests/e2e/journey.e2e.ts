import path from 'node:path'
import { expect, test } from '@playwright/test'
import { layCable } from '../support/cable.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { writeScannedPack, writeTextPaper } from '../support/test-papers.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('a meeting is prepared, published, received, read without a network, and edited on both sides while apart', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const port = Number(new URL(server.url).port)
  const [secretaryCable, memberCable] = [await layCable(() => port), await layCable(() => port)]
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), secretaryCable.url)
  const member = new PersonAtMachine(path.join(folder.path, 'member'), memberCable.url)
  const file = (name: string) => path.join(folder.path, name)
  await writeTextPaper(file('Báo cáo tình hình.pdf'), [
    'Báo cáo tình hình thực hiện Điều lệ Đoàn',
    'Trang hai: kết quả đạt được',
  ])
  await writeTextPaper(file('Tờ trình kinh phí.pdf'), ['Tờ trình về kinh phí'])
  // The emulated desktop carries every byte through the test itself: there the size proves nothing.
  const megabytesPerPage = test.info().project.name === 'desktop' ? 1 : 13
  await writeScannedPack(file('Phụ lục quét.pdf'), { pages: 4, megabytesPerPage })
  const title = 'Phiên họp kiểm thử hành trình'

  await test.step('the member signs in first, on a machine of their own', async () => {
    await member.opensTheApp()
    await member.choosesDemonstrationPerson(/Bí thư thường trực/)
    await member.seesChip('Đã lưu trên máy chủ')
    await member.waitsUntilTheAppIsKept()
  })

  await test.step('the secretary creates the meeting and writes its agenda', async () => {
    await secretary.opensTheApp()
    await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
    await secretary.seesChip('Đã lưu trên máy chủ')
    const { page } = secretary
    await page.getByRole('button', { name: 'Tạo phiên họp' }).click()
    await page.getByLabel('Tên phiên họp').fill(title)
    await page.getByRole('button', { name: 'Tạo và soạn chương trình' }).click()
    await page.getByRole('button', { name: 'Dán từ Word' }).click()
    await page
      .getByLabel('Dán danh sách nội dung vào đây')
      .fill('1. Khai mạc (10 phút)\n2. Báo cáo tình hình (30 phút)\n2.1. Thảo luận (15 phút)\n3. Kết luận (5 phút)')
    await page.getByRole('button', { name: 'Thêm 4 nội dung' }).click()
    await expect(page.getByText('Tổng 45 phút')).toBeVisible()
    await page.getByRole('tab', { name: /Thành phần/ }).click()
    await page.getByRole('button', { name: 'Thêm cả tập thể' }).click()
    await page.getByRole('menuitem', { name: 'Ban Bí thư Trung ương Đoàn' }).click()
    await expect(page.getByRole('tab', { name: 'Thành phần (7)' })).toBeVisible()
  })

  await test.step('three papers are taken in, one of more than 50 MB, and published in one act', async () => {
    const { page } = secretary
    await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
    await (await chooser).setFiles(['Báo cáo tình hình.pdf', 'Tờ trình kinh phí.pdf', 'Phụ lục quét.pdf'].map(file))
    await expect(page.getByText('Đã gửi lên máy chủ')).toHaveCount(3, { timeout: 120_000 })
    const pressed = await member.page.getByRole('link', { name: /tổng kết công tác/ }).boundingBox()
    await member.page.mouse.move((pressed?.x ?? 0) + 200, (pressed?.y ?? 0) + 20)
    await member.page.mouse.down()
    await page.getByRole('button', { name: 'Phát hành phiên họp' }).click()
    await expect(page.getByText(/6 người sẽ nhận phiên họp cùng 3 tài liệu \(7 trang/)).toBeVisible()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await expect(page.getByText('Đã gửi giấy mời').first()).toBeVisible()
    await secretary.seesChip('Đã lưu trên máy chủ')
  })

  await test.step('the member receives everything by itself', async () => {
    const row = member.page.getByRole('link', { name: new RegExp(title) })
    await expect(row).toBeVisible({ timeout: 60_000 })
    // A press that began on the meeting which stood here before must not open the one that took its place.
    const list = member.page.url()
    await member.page.mouse.up()
    await expect(member.page).toHaveURL(list)
    await expect(row.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 120_000 })
  })

  await test.step('the cable is cut, the browser killed, and opened again without a network', async () => {
    memberCable.cut()
    await member.seesChip('Ngoại tuyến')
    await member.isCutOff()
    await member.opensTheApp()
    await member.unlocks(demonstrationPassword)
    await member.seesChip('Ngoại tuyến')
    await member.opensMeeting(new RegExp(title))
    await expect(member.page.getByText('Sẵn sàng ngoại tuyến')).toBeVisible()
  })

  await test.step('papers open and are searched without a network, with or without marks', async () => {
    const { page } = member
    await page.getByRole('link', { name: /Báo cáo tình hình/ }).click()
    await expect(page.getByTestId('paper').getByText('Báo cáo tình hình thực hiện Điều lệ Đoàn')).toBeVisible({
      timeout: 30_000,
    })
    await page.keyboard.press('Control+f')
    await page.getByPlaceholder('Gõ có dấu hoặc không dấu').fill('dieu le')
    await expect(page.getByText('1/1', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Về chương trình' }).click()
    // As fast as a key can be: in the very moment in which the page number stands there.
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('input[aria-label="Số trang"]')) return
        seen.disconnect()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }))
      })
      seen.observe(document.body, { childList: true, subtree: true })
    })
    await page.getByRole('link', { name: /Phụ lục quét/ }).click()
    await expect(page.getByText('/ 4')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByLabel('Số trang')).toHaveValue('4')
    await page.keyboard.press('Home')
    await expect(page.getByLabel('Số trang')).toHaveValue('1')
    await page.keyboard.press('End')
    await expect(page.getByLabel('Số trang')).toHaveValue('4')
    await page.getByRole('button', { name: 'Về chương trình' }).click()
    expect(member.complaints).toEqual([])
  })

  await test.step('a second secretary works offline while the first edits too; afterwards both are equal', async () => {
    // The member becomes a secretary of this meeting, so that both sides may edit.
    await secretary.page.getByRole('tab', { name: /Thành phần/ }).click()
    memberCable.mend()
    await member.seesChip('Đã lưu trên máy chủ')
    await secretary.page
      .getByRole('row', { name: /Hoàng Thanh Liên/ })
      .locator('.mantine-MultiSelect-pillsList')
      .click()
    await secretary.page.getByRole('option', { name: 'Thư ký', exact: true }).click()
    await secretary.page.keyboard.press('Escape')
    await expect(member.page.getByRole('button', { name: 'Soạn phiên họp' })).toBeVisible({ timeout: 30_000 })
    await member.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    await expect(member.page.getByLabel('Tên nội dung 1', { exact: true })).toHaveValue('Khai mạc')
    await member.seesChip('Đã lưu trên máy chủ')

    memberCable.cut()
    await member.seesChip('Ngoại tuyến')
    await member.page.getByLabel('Tên nội dung 1', { exact: true }).fill('Khai mạc và chào cờ')
    await member.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)
    await expect(member.page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
    await secretary.page.getByRole('tab', { name: /Chương trình/ }).click()
    await secretary.page.getByLabel('Tên nội dung 3', { exact: true }).fill('Kết luận của chủ trì')
    await secretary.seesChip('Đã lưu trên máy chủ')
    await member.isCutOff()
    await member.opensTheApp()
    await member.unlocks(demonstrationPassword)
    await member.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)

    memberCable.mend()
    await member.seesChip('Đã lưu trên máy chủ')
    await expect(secretary.page.getByLabel('Tên nội dung 1', { exact: true })).toHaveValue('Khai mạc và chào cờ')
    await member.opensMeeting(new RegExp(title))
    await expect(member.page.getByText('Kết luận của chủ trì')).toBeVisible()
    await expect(member.page.getByText('Khai mạc và chào cờ')).toBeVisible()
    expect([...secretary.complaints, ...member.complaints]).toEqual([])
  })

  await test.step('the next meeting is made after this one, without a network: same agenda, same people, no papers', async () => {
    const { page } = secretary
    secretaryCable.cut()
    await secretary.seesChip(/Ngoại tuyến/)
    await page.getByRole('button', { name: 'Lịch họp', exact: true }).first().click()
    await page.getByRole('button', { name: 'Tạo phiên họp' }).click()
    await page.getByLabel('Tên phiên họp').fill('Phiên họp tiếp theo')
    await page.getByRole('combobox', { name: 'Dựa theo phiên họp' }).click()
    await page.getByRole('option', { name: new RegExp(title) }).click()
    await page.getByRole('button', { name: 'Tạo và soạn chương trình' }).click()
    await expect(page.getByLabel('Tên nội dung 1', { exact: true })).toHaveValue('Khai mạc và chào cờ')
    await expect(page.getByLabel('Tên nội dung 2.1', { exact: true })).toHaveValue('Thảo luận')
    await expect(page.getByRole('tab', { name: 'Tài liệu chuẩn bị (0)' })).toBeVisible()
    secretaryCable.mend()
    await secretary.seesChip('Đã lưu trên máy chủ')
    await expect(page.getByRole('tab', { name: 'Thành phần (7)' })).toBeVisible()
    expect(secretary.complaints).toEqual([])
  })

  await Promise.all([secretary.closesTheBrowser(), member.closesTheBrowser()])
  await Promise.all([secretaryCable.remove(), memberCable.remove()])
  await server.kill('SIGTERM')
  await folder.remove()
})
