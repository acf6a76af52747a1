import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { layCable } from '../support/cable.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('people are asked in writing without a meeting; one answers on a plane; what comes after the end is late', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const cable = await layCable(() => Number(new URL(server.url).port))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), server.url)
  const member = new PersonAtMachine(path.join(folder.path, 'member'), cable.url)
  const faults: string[] = []
  for (const [who, person] of [
    [secretary, /thư ký các phiên họp/],
    [member, /Bí thư thường trực/],
  ] as const) {
    await who.opensTheApp()
    await who.choosesDemonstrationPerson(person)
    await who.seesChip('Đã lưu trên máy chủ')
    if (who === member) {
      await expect(member.page.getByRole('region', { name: 'Việc cần làm' })).toContainText('Trả lời giấy mời')
      faults.push(...(await checkScreen(member.page, 'duties')))
    }
    await who.page.getByRole('button', { name: 'Lấy ý kiến' }).click()
  }
  const { page } = secretary
  const title = 'Lấy ý kiến về Kế hoạch Tháng Thanh niên năm 2027'

  await test.step('the secretary writes it, with two questions and a rule, and sends it to a whole body', async () => {
    await page.getByRole('button', { name: 'Tạo phiếu lấy ý kiến' }).click()
    await page.getByLabel('Tên phiếu').fill(title)
    await page.getByLabel('Nội dung trình').fill('Kính gửi các đồng chí Kế hoạch Tháng Thanh niên, đề nghị cho ý kiến.')
    await page.getByRole('combobox', { name: 'Thêm cả tập thể' }).click()
    await page.getByRole('option', { name: /Ban Bí thư/ }).click()
    await page.getByLabel('Câu hỏi 1').fill('Đồng chí có đồng ý ban hành Kế hoạch không?')
    await page.getByRole('button', { name: 'Thêm câu hỏi' }).click()
    await page.getByLabel('Câu hỏi 2').fill('Nơi tổ chức Lễ khởi động?')
    await page.getByRole('combobox', { name: 'Cách trả lời' }).last().click()
    await page.getByRole('option', { name: 'Chọn một phương án' }).click()
    await page.getByLabel('Các phương án').fill('Hà Nội\nNghệ An\nThành phố Hồ Chí Minh')
    await page.getByRole('combobox', { name: 'Kết luận theo quy tắc' }).click()
    await page.getByRole('option', { name: 'Quá nửa tổng số thành viên' }).click()
    faults.push(...(await checkScreen(page, 'consultation-new')))
    await page.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByTestId('consultation-result')).toContainText(/Đã trả lời 0\/\d/)
  })

  await test.step('a member finds what she is asked', async () => {
    const entry = member.page.getByTestId('consultation').filter({ hasText: title })
    await expect(entry).toContainText('Chưa trả lời', { timeout: 60_000 })
    await entry.click()
    await expect(member.page.getByRole('heading', { name: title })).toBeVisible()
  })

  await test.step('she has it drafted; the office reminds her; what was drafted is hers to read and sign', async () => {
    const chooses = member.page.getByRole('combobox', { name: 'Chuyên viên soạn giúp' })
    await chooses.fill('Đinh Diệu Hạnh')
    await member.page.getByRole('option', { name: /Đinh Diệu Hạnh/ }).click()
    const draft = page.getByTestId('draft')
    await expect(draft).toContainText('Soạn trả lời cho Hoàng Thanh Liên')
    await draft.getByRole('radio', { name: 'Đồng ý', exact: true }).check()
    await draft.getByRole('radio', { name: 'Nghệ An' }).check()
    faults.push(...(await checkScreen(page, 'consultation-draft')))
    await draft.getByRole('button', { name: 'Trình bản soạn' }).click()
    await expect(draft).toContainText('Đã trình lúc')
    await page.getByRole('button', { name: 'Gia hạn, kết thúc' }).click()
    await page.getByRole('menuitem', { name: /Nhắc \d+ người chưa trả lời/ }).click()
    await expect(page.getByTestId('consultation-result')).toContainText(/Đã trả lời 0\//)
    await member.page.getByRole('button', { name: 'Lịch họp' }).click()
    const duties = member.page.getByRole('region', { name: 'Việc cần làm' })
    await expect(duties).toContainText('Văn phòng nhắc lúc')
    await duties.getByRole('button', { name: /Xem và ký trả lời đã soạn/ }).click()
    await expect(member.page.getByText(/Đinh Diệu Hạnh đã soạn lúc/)).toBeVisible()
    await expect(member.page.getByRole('radio', { name: 'Nghệ An' })).toBeChecked()
  })

  await test.step('a member answers without a network, and is told that it waits', async () => {
    cable.cut()
    await member.seesChip(/Ngoại tuyến/)
    await member.page.getByRole('radio', { name: 'Không đồng ý', exact: true }).check()
    await member.page.getByRole('radio', { name: 'Nghệ An' }).check()
    await member.page.getByLabel('Ý kiến bằng lời (không bắt buộc)').first().fill('Cần bổ sung kinh phí')
    faults.push(...(await checkScreen(member.page, 'consultation-answer')))
    await member.page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await expect(member.page.getByText('Trả lời đã ghi trên máy này, chờ gửi')).toBeVisible()
    await expect(page.getByTestId('consultation-result')).toContainText(/Đã trả lời 0\//)
  })

  await test.step('it arrives in time and counts; changed, the later one counts', async () => {
    cable.mend()
    await expect(member.page.getByTestId('my-answer')).toContainText('Máy chủ đã nhận trả lời', { timeout: 60_000 })
    await expect(page.getByTestId('consultation-result')).toContainText(/Đã trả lời 1\//)
    await member.page.getByRole('button', { name: 'Sửa trả lời' }).click()
    await member.page.getByRole('radio', { name: 'Đồng ý', exact: true }).check()
    await member.page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await expect(member.page.getByTestId('my-answer')).toContainText('Đồng ý')
    await page.getByText('Ý kiến của từng đồng chí').first().click()
    await expect(page.getByTestId('consultation-result')).toContainText('Hoàng Thanh Liên: Đồng ý')
    await expect(page.getByTestId('consultation-result')).toContainText('Cần bổ sung kinh phí')
    faults.push(...(await checkScreen(page, 'consultation-result')))
  })

  await test.step('the secretary ends it with a reason; what was changed on the plane after that is late', async () => {
    await member.page.getByRole('button', { name: 'Sửa trả lời' }).click()
    cable.cut()
    await member.seesChip(/Ngoại tuyến/)
    await member.page.getByRole('radio', { name: 'Không đồng ý', exact: true }).check()
    await member.page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await expect(member.page.getByText('chờ gửi', { exact: false }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Gia hạn, kết thúc' }).click()
    await page.getByRole('menuitem', { name: 'Kết thúc lấy ý kiến' }).click()
    await page.getByLabel('Lý do').fill('Trình ký gấp')
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc lấy ý kiến' }).click()
    await expect(page.getByText(/Đã kết thúc lúc/)).toBeVisible()
    cable.mend()
    await expect(page.getByTestId('consultation-result')).toContainText(
      '1 trả lời đến muộn, không tính: Hoàng Thanh Liên',
      {
        timeout: 60_000,
      },
    )
    await expect(page.getByTestId('consultation-result')).toContainText('Hoàng Thanh Liên: Đồng ý')
    await expect(page.getByTestId('consultation-result')).toContainText('→ không thông qua')
    await expect(member.page.getByTestId('my-answer')).toContainText('Lần sửa sau đến muộn')
    const kept = await secretary.keepsSavedFiles()
    await page.getByRole('button', { name: 'Xuất kết quả' }).click()
    await page.getByRole('button', { name: 'Lưu tệp PDF' }).click()
    expect((await kept(`Kết quả lấy ý kiến – ${title}.pdf`)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  expect(faults).toEqual([])
  expect([...secretary.complaints, ...member.complaints]).toEqual([])
  await Promise.all([secretary.closesTheBrowser(), member.closesTheBrowser()])
  await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
