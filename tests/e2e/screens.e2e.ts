import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { startServerProcess } from '../support/server-process.ts'
import { temporaryFolder } from '../support/test-server.ts'

for (const [language, size, scheme, contrast, textScale] of [
  ['vi', { width: 1366, height: 768 }, 'light', 'normal', 1],
  ['vi', { width: 1920, height: 1080 }, 'dark', 'normal', 1],
  ['en', { width: 1366, height: 768 }, 'light', 'high', 1.5],
] as const) {
  test(`every screen is accessible: ${language}, ${size.width}×${size.height}, ${scheme}, contrast ${contrast}, text ${textScale}`, async () => {
    const folder = await temporaryFolder()
    const server = await startDemonstration(path.join(folder.path, 'server'))
    const person = new PersonAtMachine(path.join(folder.path, 'profile'), server.url)
    await person.opensTheApp('/', size)
    const { page } = person
    await page.evaluate((chosen) => localStorage.setItem('ecabinet-preferences', JSON.stringify(chosen)), {
      scheme,
      contrast,
      textScale,
      language,
      lockAfterMinutes: 15,
    })
    await page.reload()
    const faults: string[] = []
    const shot = async (name: string) =>
      void faults.push(...(await checkScreen(page, `${language}-${size.width}-${scheme}-${textScale}-${name}`)))
    const vi = language === 'vi'
    await expect(page.getByRole('list')).toBeVisible()
    await shot('choose-person')
    await page
      .getByRole('button', { name: /thư ký các phiên họp/ })
      .first()
      .click()
    await expect(page.getByTestId('sync-chip')).toHaveText(vi ? 'Đã lưu trên máy chủ' : 'Saved on the server', {
      timeout: 60_000,
    })
    await expect(page.getByText(vi ? 'Sẵn sàng ngoại tuyến' : 'Ready offline').first()).toBeVisible()
    await shot('meetings-list')
    await page.getByText(vi ? 'Tuần' : 'Week', { exact: true }).click()
    await shot('meetings-week')
    await page.getByText(vi ? 'Tháng' : 'Month', { exact: true }).click()
    await shot('meetings-month')
    await page.getByTestId('sync-chip').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shot('sync')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByText(vi ? 'Danh sách' : 'List', { exact: true }).click()
    await page.getByRole('link', { name: /rà soát Chương trình phối hợp/ }).click()
    await expect(page.getByRole('listitem').first()).toBeVisible()
    await shot('meeting-agenda')
    await page.getByRole('tab', { name: vi ? /Tài liệu/ : /Papers/ }).click()
    await shot('meeting-papers')
    await page.getByRole('tab', { name: vi ? /Thành phần/ : /Participants/ }).click()
    await shot('meeting-people')
    await page.getByRole('tab', { name: vi ? 'Góp ý' : 'Comments' }).click()
    await expect(page.getByText(vi ? 'Chưa có góp ý' : 'No comments yet')).toBeVisible()
    await shot('meeting-remarks')
    await page.getByRole('button', { name: vi ? 'Văn bản' : 'Documents' }).click()
    await page.getByRole('menuitem', { name: vi ? 'Giấy mời' : 'Invitation' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shot('document')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('tab', { name: vi ? /Tài liệu/ : /Papers/ }).click()
    await page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
    await expect(page.getByTestId('paper').locator('canvas').first()).toBeVisible()
    await page.getByRole('button', { name: vi ? 'Ảnh trang' : 'Pages', exact: true }).click()
    await shot('reader')
    await page.getByRole('button', { name: vi ? 'Ảnh trang' : 'Pages', exact: true }).click()
    await page.keyboard.press('n')
    await page.getByLabel(vi ? 'Lời ghi chú' : 'Text of the note').fill('Cần làm rõ nguồn kinh phí trước khi trình')
    await page.getByRole('button', { name: vi ? 'Bút và ghi chú' : 'Pen and notes' }).click()
    await page
      .getByTestId('paper')
      .locator('.textLayer span')
      .filter({ hasText: /\S{3}/ })
      .nth(9)
      .evaluate((span) => {
        const range = document.createRange()
        range.selectNodeContents(span)
        document.getSelection()?.removeAllRanges()
        document.getSelection()?.addRange(range)
      })
    await expect(
      page.getByRole('toolbar', { name: vi ? 'Với đoạn đang chọn' : 'With the selected words' }),
    ).toBeVisible()
    await shot('reader-selection')
    await page.getByRole('button', { name: vi ? 'Tô sáng: Lưu ý' : 'Highlight: Attention' }).click()
    await shot('reader-marks')
    await page.getByRole('button', { name: vi ? 'Về chương trình' : 'Back to the agenda' }).click()
    await page.getByRole('button', { name: vi ? 'Soạn phiên họp' : 'Edit the meeting' }).click()
    await expect(page.getByRole('listitem').first()).toBeVisible()
    await shot('editor-agenda')
    for (const [name, label] of [
      ['details', vi ? /Thông tin chung/ : /Details/],
      ['papers', vi ? /Tài liệu chuẩn bị/ : /Papers in preparation/],
      ['roster', vi ? /Thành phần/ : /Participants/],
      ['preparing', vi ? /Góp ý và phê duyệt/ : /Review and approval/],
      ['seating', vi ? /Chỗ ngồi/ : /Seats/],
    ] as const) {
      await page.getByRole('tab', { name: label }).click()
      await shot(`editor-${name}`)
    }
    // Two change places: whoever is pressed first is moved to the other's seat.
    const seat = (number: number) =>
      page.getByRole('button', { name: new RegExp(`^${vi ? 'Ghế' : 'Seat'} ${number}: `) })
    const before = await seat(1).getAttribute('aria-label')
    await seat(2).click()
    await page.getByRole('combobox', { name: vi ? 'Người ngồi' : 'Who sits here' }).fill('Nguyễn Văn Khải')
    await page.getByRole('option', { name: 'Nguyễn Văn Khải' }).click()
    await expect(seat(2)).toHaveAttribute('aria-label', /Nguyễn Văn Khải/)
    await expect(seat(1)).not.toHaveAttribute('aria-label', before ?? '')
    await page.getByRole('button', { name: vi ? 'Xếp theo thứ tự lễ tân' : 'Seat by protocol' }).click()
    await expect(seat(1)).toHaveAttribute('aria-label', before ?? '')
    await page.getByRole('button', { name: vi ? /^Thông báo/ : /^Notices/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shot('notices')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: vi ? 'Lấy ý kiến' : 'Consult', exact: true }).click()
    await page.getByRole('button', { name: vi ? 'Tạo phiếu lấy ý kiến' : 'New consultation' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shot('consultation')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: vi ? 'Tìm kiếm' : 'Search', exact: true }).click()
    await page.getByRole('textbox', { name: vi ? 'Tìm trong mọi tài liệu' : 'Search all papers' }).fill('dieu le')
    await expect(page.locator('mark').first()).toBeVisible({ timeout: 120_000 })
    await shot('search')
    await page.getByRole('button', { name: vi ? 'Tổ chức' : 'Organisation', exact: true }).click()
    await expect(page.getByRole('table')).toBeVisible()
    await shot('organisation-people')
    for (const [name, label] of [
      ['bodies', vi ? /Tập thể/ : /Bodies/],
      ['places', vi ? /Đơn vị/ : /Units/],
      ['rules', vi ? /Quy tắc biểu quyết/ : /Rules of voting/],
      ['types', vi ? /Loại phiên họp/ : /Meeting types/],
      ['registers', vi ? /Sổ văn bản/ : /Registers/],
      ['devices', vi ? /Máy đã đăng ký/ : /Machines/],
    ] as const) {
      await page.getByRole('tab', { name: label }).click()
      await shot(`organisation-${name}`)
    }
    await page.getByRole('button', { name: vi ? 'Lịch họp' : 'Meetings', exact: true }).click()
    await page.getByRole('button', { name: vi ? 'Thống kê' : 'Statistics' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await shot('statistics')
    await page.getByRole('button', { name: vi ? 'Cài đặt' : 'Settings', exact: true }).click()
    await page.getByText(vi ? 'Ai đọc được ghi chú của tôi?' : 'Who can read my notes?').click()
    await page
      .getByText(vi ? 'Phiếu kín có thật sự kín không?' : 'Is a secret ballot really secret?')
      .scrollIntoViewIfNeeded()
    await shot('settings')
    await page
      .getByRole('banner')
      .getByRole('button', { name: vi ? 'Khóa màn hình' : 'Lock the screen' })
      .click()
    await expect(page.getByLabel(vi ? 'Mật khẩu' : 'Password').first()).toBeVisible()
    await shot('unlock')
    await person.unlocksIn(language, demonstrationPassword)
    expect([...faults, ...person.complaints]).toEqual([])
    await person.closesTheBrowser()
    await server.kill('SIGTERM')
    await folder.remove()
  })
}

test('the first screens of an organisation are accessible: founding, signing in, joining, forgetting, coming back', async () => {
  const folder = await temporaryFolder()
  const server = await startServerProcess({ folder: path.join(folder.path, 'server') })
  const founder = new PersonAtMachine(path.join(folder.path, 'founder'), server.url)
  await founder.opensTheApp()
  const { page } = founder
  const faults: string[] = []
  const shot = async (name: string) => void faults.push(...(await checkScreen(page, `vi-1366-first-${name}`)))
  await expect(page.getByLabel('Mã cài đặt')).toBeVisible()
  await shot('create')
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
  await shot('empty-meetings')
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  await page.getByRole('button', { name: 'Tạo mã khôi phục' }).click()
  await expect(page.getByRole('button', { name: 'Tôi đã cất mã' })).toBeVisible()
  await shot('recovery-code')
  await page.getByRole('button', { name: 'Tôi đã cất mã' }).click()
  await page.getByRole('banner').getByText('Trần Thị Bình').click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await shot('sign-out')
  await page.getByRole('button', { name: 'Đăng xuất và xóa dữ liệu trên máy này' }).click()
  await expect(page.getByRole('button', { name: 'Quên mật khẩu?' })).toBeVisible()
  await shot('sign-in')
  await page.getByText('Tham gia bằng mã mời', { exact: true }).first().click()
  await shot('join')
  await page.getByText('Đăng nhập', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Quên mật khẩu?' }).click()
  await shot('recover')
  await server.kill()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Chưa kết nối được máy chủ' })).toBeVisible()
  await shot('no-network')
  expect(faults).toEqual([])
  expect(founder.complaints).toEqual([])
  await founder.closesTheBrowser()
  await folder.remove()
})
