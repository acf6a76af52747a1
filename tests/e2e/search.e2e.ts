import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { writeOldFontPaper, writeScan, writeTextPaper } from '../support/test-papers.ts'
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
  await expect(page.getByText(/Tìm được trong [1-9]\d* tài liệu/)).toBeVisible({ timeout: 120_000 })
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
  // Read on: the papers of a meeting follow each other like one.
  const title = page.getByTestId('paper')
  const first = (await title.getAttribute('aria-label')) ?? ''
  await title.focus()
  await page.keyboard.press('End')
  await page.getByRole('button', { name: 'Tài liệu tiếp theo' }).click()
  await expect(title).not.toHaveAttribute('aria-label', first)
  await expect(title.locator('canvas').first()).toBeVisible({ timeout: 30_000 })
  await title.focus()
  await page.keyboard.press('PageUp')
  await expect(title).toHaveAttribute('aria-label', first)
  expect(member.complaints).toEqual([])
  await member.closesTheBrowser()
  await folder.remove()
})

test('the words of a scan are read when it is taken in: a marking of secrecy is seen, everything else is found and marked', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), server.url)
  const file = (name: string) => path.join(folder.path, name)
  await secretary.opensTheApp()
  const { page } = secretary
  const printer = await page.context().newPage()
  const words =
    'Ban Bí thư thống nhất chủ trương triển khai phần mềm phòng họp không giấy tờ tại các tỉnh, thành đoàn trong quý III năm 2027.'
  await writeScan(file('Kết luận bản quét.pdf'), { printer, pages: [`<h2>KẾT LUẬN</h2><p>${words}</p>`, words] })
  await writeScan(file('Phương án.pdf'), { printer, pages: [`<p><b>TỐI MẬT</b></p><h2>PHƯƠNG ÁN</h2><p>${words}</p>`] })
  await printer.close()
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.opensMeeting(/chuẩn bị Đại hội/)
  await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
  const chooses = async (name: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
    await (await chooser).setFiles(file(name))
  }
  await chooses('Phương án.pdf')
  await expect(page.getByText(/Đang đọc chữ trên ảnh quét/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('alert')).toContainText(/dấu chỉ độ mật.*Điều 5 khoản 2/, { timeout: 60_000 })
  await page.getByRole('alert').getByRole('button', { name: 'Đóng' }).click()
  await chooses('Kết luận bản quét.pdf')
  await expect(page.getByRole('tab', { name: 'Tài liệu chuẩn bị (1)' })).toBeVisible({ timeout: 60_000 })
  await writeTextPaper(file('Tờ trình.pdf'), ['Kèm theo: Kết luận bản quét'], { linkTo: 'Kết luận bản quét.pdf' })
  await chooses('Tờ trình.pdf')
  await expect(page.getByRole('tab', { name: 'Tài liệu chuẩn bị (2)' })).toBeVisible({ timeout: 60_000 })
  await writeOldFontPaper(
    file('Điều lệ cũ.pdf'),
    '§iÒu lÖ söa ®æi cña §oµn ®îc Héi nghÞ th«ng qua víi c¸c nhiÖm vô; tæ chøc thùc hiÖn, kiÓm tra, ®¸nh gi¸ kÕt qu¶.',
  )
  await chooses('Điều lệ cũ.pdf')
  await expect(page.getByRole('tab', { name: 'Tài liệu chuẩn bị (3)' })).toBeVisible({ timeout: 60_000 })
  await page
    .getByRole('button', { name: /Phát hành/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Phát hành/ })
    .click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Thu hồi' })).toHaveCount(3)
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await server.kill()
  await page.getByRole('textbox', { name: 'Tìm trong mọi tài liệu' }).fill('phong hop khong giay to tai cac tinh')
  await page
    .getByRole('button', { name: /^trang 2/ })
    .first()
    .click()
  const found = page.getByTestId('paper').locator('.highlight.selected').first()
  await expect(found).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Tô sáng chỗ tìm thấy' }).click()
  await expect(page.getByTestId('paper').locator('.marksUnder svg, .marksOver svg').first()).toBeVisible()
  expect(await checkScreen(page, 'search-scan')).toEqual([])
  await page.getByRole('button', { name: 'Về chương trình' }).click()
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await page.getByRole('textbox', { name: 'Tìm trong mọi tài liệu' }).fill('dieu le sua doi cua doan')
  await page
    .getByRole('button', { name: /^trang 1/ })
    .first()
    .click()
  await expect(page.getByTestId('paper')).toHaveAttribute('aria-label', 'Điều lệ cũ')
  await expect(page.getByTestId('paper').locator('.highlight.selected').first()).toHaveText(/^§iÒu lÖ/, {
    timeout: 30_000,
  })
  await page.getByRole('button', { name: 'Về chương trình' }).click()
  await page.getByRole('tab', { name: /Tài liệu/ }).click()
  await page.getByRole('link', { name: 'Tờ trình', exact: false }).click()
  await page.getByRole('button', { name: /^Đọc tiếp/ }).click()
  await expect(page.getByTestId('paper')).toHaveAttribute('aria-label', 'Điều lệ cũ')
  await page.getByRole('button', { name: 'Tài liệu trước' }).click()
  await expect(page.getByTestId('paper')).toHaveAttribute('aria-label', 'Tờ trình')
  await expect(page.getByRole('button', { name: /^Đọc tiếp/ })).toBeVisible()
  await page.getByTestId('paper').hover()
  // The wheel goes to the end, then on.
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, 400)
  await expect(page.getByTestId('paper')).toHaveAttribute('aria-label', 'Điều lệ cũ')
  await page.getByRole('button', { name: 'Tài liệu trước' }).click()
  await page.locator('.annotationLayer a').click()
  await expect(page.getByTestId('paper')).toHaveAttribute('aria-label', 'Kết luận bản quét')
  expect(secretary.complaints).toEqual([])
  await secretary.closesTheBrowser()
  await folder.remove()
})
