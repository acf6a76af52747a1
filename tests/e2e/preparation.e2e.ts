import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { isSoundPdf } from '../support/pdf-check.ts'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { writeTextPaper } from '../support/test-papers.ts'
import { temporaryFolder } from '../support/test-server.ts'

const title = 'Hội nghị chuyên đề tháng Mười hai'

/** Weeks of preparation: a paper that a unit sends and has to mend, a review, an approval, a proposal, and another date. */
test('a meeting is prepared by many: papers asked for and sent back, a review, an approval, a proposal, a postponement', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const machine = (name: string) => new PersonAtMachine(path.join(folder.path, name), server.url)
  const [secretary, unit, office, member] = [
    machine('secretary'),
    machine('unit'),
    machine('office'),
    machine('member'),
  ]
  const everybody = [secretary, unit, office, member]
  const faults: string[] = []
  const shoot = async (page: Page, name: string) => void faults.push(...(await checkScreen(page, `preparing-${name}`)))
  const file = (name: string) => path.join(folder.path, name)
  await writeTextPaper(file('Báo cáo lần một.pdf'), ['Báo cáo công tác tổ chức'])
  await writeTextPaper(file('Báo cáo lần hai.pdf'), ['Báo cáo công tác tổ chức, có số liệu', 'Phụ biểu'])
  const sends = async (page: Page, button: RegExp, name: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: button }).click()
    await (await chooser).setFiles(file(name))
    await expect(page.getByText('Đã trình duyệt').last()).toBeVisible({ timeout: 60_000 })
  }
  const opensDuty = async (page: Page, duty: string) => {
    await page.getByRole('button', { name: 'Lịch họp' }).first().click()
    const row = page.getByRole('region', { name: 'Việc cần làm' }).getByRole('button').filter({ hasText: duty })
    await row.filter({ hasText: title }).click()
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
  }
  const chooses = async (page: Page, field: string, name: string) => {
    await page.getByRole('combobox', { name: field }).fill(name)
    await page
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click()
  }
  const edits = async (tab: RegExp) => {
    await secretary.page.getByRole('tab', { name: tab }).click()
  }
  await secretary.signsIn(/thư ký các phiên họp/)
  await unit.signsIn(/Trưởng Ban Tổ chức/)
  await office.signsIn(/^.*Chánh Văn phòng Trung ương Đoàn/)
  await member.signsIn(/Bí thư thường trực/)

  await test.step('a draft is made, and a paper is asked for; who is asked has it among what is to be done', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Tạo phiên họp' }).click()
    await page.getByLabel('Tên phiên họp').fill(title)
    await page.getByRole('combobox', { name: 'Loại phiên họp' }).click()
    await page.getByRole('option', { name: 'Giao ban tuần của Ban Bí thư' }).click()
    await page.getByRole('button', { name: 'Tạo và soạn chương trình' }).click()
    await expect(page.getByText('Tổng 90 phút')).toBeVisible()
    await expect(page.getByRole('tab', { name: 'Thành phần (7)' })).toBeVisible()
    await edits(/Tài liệu chuẩn bị/)
    await page.getByRole('button', { name: 'Đề nghị nộp tài liệu' }).click()
    await page.getByLabel('Tên tài liệu').fill('Báo cáo công tác tổ chức')
    await chooses(page, 'Nội dung', 'Cho ý kiến các nội dung trình')
    await chooses(page, 'Người nộp', 'Trưởng Ban Tổ chức')
    await chooses(page, 'Người duyệt', 'Chánh Văn phòng Trung ương Đoàn')
    await page.getByLabel('Yêu cầu').fill('Kèm số liệu đến hết tháng Mười một')
    await shoot(page, 'ask')
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(page.getByTestId('paper-request')).toContainText('Chờ nộp')
    await expect(member.page.getByRole('link', { name: new RegExp(title) })).toHaveCount(0)
  })

  await test.step('the paper is sent in, sent back with a reason, sent in better, and approved', async () => {
    await opensDuty(unit.page, 'Nộp 1 tài liệu')
    await sends(unit.page, /Chọn tệp để trình duyệt/, 'Báo cáo lần một.pdf')
    await opensDuty(office.page, 'Duyệt 1 tài liệu')
    await office.page.getByRole('link', { name: /Báo cáo công tác tổ chức/ }).click()
    await office.page.getByRole('button', { name: 'Tải ngay' }).click()
    await expect(office.page.getByTestId('paper').getByText('Báo cáo công tác tổ chức')).toBeVisible({
      timeout: 60_000,
    })
    await office.page.getByRole('button', { name: 'Về chương trình' }).click()
    await office.page.getByRole('button', { name: 'Trả lại' }).click()
    await office.page.getByLabel('Cần sửa gì').fill('Thiếu số liệu')
    await office.page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await expect(unit.page.getByText('Thiếu số liệu')).toBeVisible({ timeout: 30_000 })
    await shoot(unit.page, 'sent-back')
    await sends(unit.page, /Chọn bản đã sửa/, 'Báo cáo lần hai.pdf')
    await office.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await expect(secretary.page.getByTestId('paper-request')).toContainText('Đã duyệt', { timeout: 30_000 })
    await secretary.page.getByRole('button', { name: 'Đưa vào tài liệu chuẩn bị' }).click()
    await expect(secretary.page.getByRole('tab', { name: 'Tài liệu chuẩn bị (1)' })).toBeVisible()
    await shoot(secretary.page, 'taken')
  })

  await test.step('the draft is reviewed, its comment settled, and the meeting approved', async () => {
    const { page } = secretary
    await edits(/Góp ý và phê duyệt/)
    await page.getByRole('button', { name: 'Xin ý kiến' }).click()
    await chooses(page, 'Người cho ý kiến', 'Chánh Văn phòng Trung ương Đoàn')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: 'Xin ý kiến' }).click()
    await expect(page.getByText(/^Đã xin ý kiến: /)).toBeVisible()
    await opensDuty(office.page, 'Cho ý kiến dự thảo chương trình')
    await office.page.getByLabel('Ý kiến', { exact: true }).fill('Nên dành thêm thời gian thảo luận')
    await office.page.getByRole('button', { name: 'Gửi ý kiến' }).click()
    await expect(page.getByTestId('draft-comment')).toContainText('thêm thời gian thảo luận', { timeout: 30_000 })
    await page.getByRole('button', { name: 'Đã xử lý' }).click()
    await page.getByRole('button', { name: 'Trình phê duyệt' }).click()
    await chooses(page, 'Người phê duyệt', 'Chánh Văn phòng Trung ương Đoàn')
    await page.getByLabel('Nội dung trình').fill('Kính trình đồng chí phê duyệt')
    await page.getByRole('dialog').getByRole('button', { name: 'Trình phê duyệt' }).click()
    await expect(page.getByText(/^Đang chờ đồng chí .* phê duyệt/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Phát hành phiên họp' })).toBeDisabled()
    await shoot(page, 'desk')
    await expect(office.page.getByText('Kính trình đồng chí phê duyệt')).toBeVisible({ timeout: 30_000 })
    await shoot(office.page, 'approve')
    await office.page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
    await expect(page.getByText(/đã phê duyệt/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Phát hành phiên họp' }).click()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await expect(page.getByText('Đã gửi giấy mời').first()).toBeVisible({ timeout: 30_000 })
  })

  await test.step('a member proposes an item, sees it taken, and learns why the meeting is not held on its day', async () => {
    const { page } = member
    await page.getByRole('link', { name: new RegExp(title) }).click({ timeout: 60_000 })
    await expect(page.getByRole('link', { name: /Báo cáo công tác tổ chức/ })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Đề xuất nội dung' }).click()
    await page.getByLabel('Tên nội dung').fill('Tháng Thanh niên 2027')
    await page.getByLabel('Lý do đề xuất').fill('Cần thống nhất chủ đề')
    await page.getByRole('button', { name: 'Gửi đề xuất' }).click()
    await expect(page.getByText('Chờ thư ký trả lời')).toBeVisible()
    await expect(secretary.page.getByTestId('proposal')).toContainText('Tháng Thanh niên 2027', { timeout: 30_000 })
    await shoot(secretary.page, 'proposal')
    await secretary.page.getByRole('button', { name: 'Đưa vào chương trình' }).click()
    await expect(
      page.getByText('3. Tháng Thanh niên 2027').or(page.getByText('Tháng Thanh niên 2027')).first(),
    ).toBeVisible()
    await expect(page.getByText('Đã đưa vào chương trình')).toBeVisible({ timeout: 30_000 })
    await secretary.page.getByRole('button', { name: 'Hoãn phiên họp' }).click()
    await secretary.page.getByLabel('Lý do').fill('Chủ trì đi công tác đột xuất')
    await secretary.page.getByRole('dialog').getByRole('button', { name: 'Hoãn phiên họp' }).click()
    await expect(page.getByText('Chủ trì đi công tác đột xuất')).toBeVisible({ timeout: 30_000 })
    await shoot(page, 'postponed')
    await expect(secretary.page.getByRole('button', { name: 'Phát hành phiên họp' })).toBeVisible()
    await secretary.page.getByRole('button', { name: 'Phát hành phiên họp' }).click()
    await secretary.page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await expect(page.getByText('Chủ trì đi công tác đột xuất')).toBeHidden({ timeout: 30_000 })
  })

  await test.step('the invitation goes out again with what changed; a unit is invited and says whom it sends', async () => {
    const { page } = secretary
    await page.getByRole('tab', { name: 'Thông tin chung' }).click()
    await page.getByLabel('Địa điểm').fill('Hội trường tầng 5')
    await page.getByLabel('Hiện trong lịch cơ quan').check()
    await expect(page.getByText('Địa điểm: Hội trường tầng 5')).toBeVisible()
    await shoot(page, 'differs')
    await page.getByRole('button', { name: 'Gửi lại giấy mời' }).click()
    await expect(page.getByRole('button', { name: 'Gửi lại giấy mời' })).toBeHidden()
    await expect(member.page.getByText('Địa điểm: Hội trường tầng 5')).toBeVisible({ timeout: 30_000 })
    await shoot(member.page, 'changed')
    // Who has no part in it knows that it is held.
    await unit.page.getByRole('button', { name: 'Lịch họp' }).first().click()
    await unit.page.getByText('Cơ quan', { exact: true }).click()
    await expect(unit.page.getByTestId('office-meeting').filter({ hasText: title })).toContainText('Hội trường tầng 5')
    await shoot(unit.page, 'office-list')
    await unit.page.getByText('Tháng', { exact: true }).click()
    await expect(unit.page.getByRole('button', { name: new RegExp(title) })).toBeDisabled()
    await shoot(unit.page, 'office-month')
    await unit.page.getByText('Danh sách', { exact: true }).click()
    await unit.page.getByText('Của tôi', { exact: true }).click()
    await edits(/Thành phần/)
    await page.getByRole('button', { name: 'Mời đơn vị' }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Đơn vị' }).click()
    await page.getByRole('option', { name: 'Ban Tổ chức' }).click()
    await chooses(page, 'Người phân công', 'Trưởng Ban Tổ chức')
    await page.getByLabel('Số người').fill('2')
    await shoot(page, 'unit')
    await page.getByRole('dialog').getByRole('button', { name: 'Mời đơn vị' }).click()
    await expect(page.getByTestId('unit-invitation')).toContainText('0/2 người')
    await opensDuty(unit.page, 'Phân công 2 người dự họp')
    await unit.page.getByRole('combobox', { name: 'Người được cử' }).click()
    await unit.page.getByRole('option').nth(1).click()
    await unit.page.keyboard.press('Escape')
    await shoot(unit.page, 'assign')
    await unit.page.getByRole('button', { name: 'Phân công tham dự' }).click()
    await expect(page.getByTestId('unit-invitation')).toContainText('1/2 người', { timeout: 30_000 })
    await shoot(page, 'units')
  })

  await test.step('the invitation gets its number; numbers that are held are there without a network, and nobody else gets them', async () => {
    const { page } = secretary
    const draws = async () => {
      await page.getByRole('button', { name: 'Văn bản', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Giấy mời' }).click()
    }
    const number = page.getByRole('textbox', { name: 'Số, ký hiệu' })
    await page.getByRole('button', { name: 'Xem phiên họp' }).click()
    await draws()
    await page.getByRole('button', { name: 'Lấy số' }).click()
    await expect(number).toHaveValue('1-GM/……')
    await shoot(page, 'number')
    const kept = await secretary.keepsSavedFiles()
    await page.getByRole('button', { name: 'Ký số bằng tệp chứng thư…' }).click()
    const certificate = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp chứng thư' }).click()
    await (await certificate).setFiles(path.resolve(import.meta.dirname, '../support/test-certificate.p12'))
    await page.getByLabel('Mật khẩu của tệp').fill('sai')
    await page.getByRole('button', { name: 'Ký và lưu PDF' }).click()
    await expect(page.getByText('Mật khẩu của tệp không đúng.')).toBeVisible()
    await shoot(page, 'sign')
    await page.getByLabel('Mật khẩu của tệp').fill('thu-nghiem')
    await page.getByRole('button', { name: 'Ký và lưu PDF' }).click()
    const signed = await kept(/\(đã ký số\)\.pdf$/)
    expect([await isSoundPdf(signed), signed.includes('ETSI.CAdES.detached')]).toEqual([true, true])
    await writeFile('out/reports/signed-invitation.pdf', signed)
    await draws()
    await page.getByRole('button', { name: 'Lưu giấy mời từng người (.zip)' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 60_000 })
    const letters = unzipSync(await kept(/^Giấy mời – .* – từng người\.zip$/))
    // Seven of the type, one whom the unit sends, and the unit itself.
    expect(Object.keys(letters)).toHaveLength(9)
    for (const [name, bytes] of Object.entries(letters)) expect([name, await isSoundPdf(bytes)]).toEqual([name, true])
    const { numPages } = await getDocument({ data: letters['Hoàng Thanh Liên.pdf'], verbosity: 0 }).promise
    expect(numPages).toBe(1)
    await page.getByRole('button', { name: 'Tổ chức' }).click()
    await page.getByRole('tab', { name: 'Sổ văn bản' }).click()
    await expect(page.getByTestId('register')).toContainText('Giấy mời')
    await page.getByRole('button', { name: 'Giữ 5 số để dùng khi không có mạng' }).click()
    await expect(page.getByText('Số đồng chí đang giữ: 2, 3, 4, 5, 6')).toBeVisible()
    await shoot(page, 'register')
    await page.getByRole('tab', { name: 'Loại phiên họp' }).click()
    await page.getByRole('button', { name: 'Sửa loại phiên họp: Giao ban tuần của Ban Bí thư' }).click()
    await shoot(page, 'type')
    await page.keyboard.press('Escape')
    await secretary.opensMeeting(title)
    await page.context().setOffline(true)
    await secretary.seesChip('Ngoại tuyến')
    await draws()
    await page.getByRole('button', { name: 'Lấy số' }).click()
    await expect(number).toHaveValue('2-GM/……')
    await page.keyboard.press('Escape')
    await draws()
    await page.getByRole('button', { name: 'Lấy số' }).click()
    await expect(number).toHaveValue('3-GM/……')
    await page.keyboard.press('Escape')
    await page.context().setOffline(false)
    await secretary.seesChip('Đã lưu trên máy chủ')
    await page.getByRole('button', { name: 'Tổ chức' }).click()
    await page.getByRole('tab', { name: 'Sổ văn bản' }).click()
    await expect(page.getByTestId('register').getByRole('row')).toHaveCount(4)
    await expect(page.getByText('Số đồng chí đang giữ: 4, 5, 6')).toBeVisible()
  })

  expect(faults).toEqual([])
  expect(everybody.flatMap(({ complaints }) => complaints)).toEqual([])
  for (const who of everybody) await who.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
