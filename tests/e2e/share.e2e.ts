import path from 'node:path'
import { expect, test } from '@playwright/test'
import { TemplateHandler } from 'easy-template-x'
import { checkScreen } from '../support/check-screen.ts'
import { layCable } from '../support/cable.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

const meeting = /rà soát Chương trình phối hợp/
const paper = /Tờ trình về việc triển khai/

test('a note is shared, answered, resolved and taken back; what nobody shared stays unseen; offline answers go later', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const cable = await layCable(() => Number(new URL(server.url).port))
  const author = new PersonAtMachine(path.join(folder.path, 'author'), server.url)
  const reader = new PersonAtMachine(path.join(folder.path, 'reader'), cable.url)
  for (const [who, person] of [
    [author, /Bí thư thường trực/],
    [reader, /Bí thư thứ nhất/],
  ] as const) {
    await who.opensTheApp()
    await who.choosesDemonstrationPerson(person)
    await who.seesChip('Đã lưu trên máy chủ')
    await expect(who.page.getByRole('link', { name: 'Giao ban Ban Bí thư tuần này' })).toBeVisible()
    await who.opensMeeting(meeting)
    await who.page.getByRole('tab', { name: /Tài liệu/ }).click()
    await who.page.getByRole('link', { name: paper }).click()
    await expect(who.page.getByTestId('paper').locator('.textLayer span').first()).toBeVisible({ timeout: 30_000 })
  }
  const faults: string[] = []
  const writes = async (text: string) => {
    await author.page.getByTestId('paper').focus()
    await author.page.keyboard.press('n')
    await author.page.getByLabel('Lời ghi chú').fill(text)
    await author.page.getByLabel('Lời ghi chú').blur()
  }

  await writes('Chỉ để riêng tôi biết')
  await writes('Đề nghị làm rõ nguồn kinh phí')
  await author.page.getByRole('button', { name: 'Chia sẻ…' }).click()
  await author.page.getByRole('button', { name: 'Chia sẻ', exact: true }).click()
  await expect(author.page.getByText('Mọi người được đọc tài liệu này đang thấy ghi chú.')).toBeVisible()

  await reader.page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
  await reader.page.getByText('Chia sẻ (1)').click()
  await expect(reader.page.getByTestId('shared-entry')).toContainText('Đề nghị làm rõ nguồn kinh phí')
  await expect(reader.page.getByTestId('shared-entry')).toContainText('Hoàng Thanh Liên')
  await expect(reader.page.getByText('Chỉ để riêng tôi biết')).toHaveCount(0)

  cable.cut()
  await reader.page.getByTestId('shared-entry').getByRole('button').first().click()
  await reader.page.getByLabel('Viết trả lời').fill('Văn phòng sẽ bổ sung phụ lục')
  await reader.page.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(reader.page.getByText('Văn phòng sẽ bổ sung phụ lục')).toBeVisible()
  faults.push(...(await checkScreen(reader.page, 'shared-marks')))
  cable.mend()

  await author.page.getByText('Chia sẻ (1)').click()
  await expect(author.page.getByTestId('shared-entry')).toContainText('1 trả lời', { timeout: 60_000 })
  await expect(author.page.getByText('Văn phòng sẽ bổ sung phụ lục')).toBeVisible()
  await author.page.getByRole('button', { name: 'Đã giải quyết' }).click()
  await expect(reader.page.getByTestId('shared-entry').getByText('Đã giải quyết')).toBeVisible()
  await author.page.getByRole('button', { name: 'Thôi chia sẻ' }).click()
  await expect(reader.page.getByTestId('shared-entry')).toHaveCount(0)
  await author.page.getByText('Của tôi', { exact: true }).click()
  await expect(author.page.getByTestId('mark-entry')).toHaveCount(2)

  // All that is shown, to one person alone: sealed to them.
  await author.page.getByRole('button', { name: 'Chia sẻ 2 ghi chú đang hiện…' }).click()
  await author.page.getByLabel('Chỉ những người tôi chọn').check()
  await author.page.getByRole('combobox', { name: 'Người nhận' }).fill('Bí thư thứ nhất')
  await author.page.getByRole('option').first().click()
  faults.push(...(await checkScreen(author.page, 'share-with-some')))
  await author.page.getByRole('button', { name: 'Chia sẻ', exact: true }).click()
  await expect(reader.page.getByTestId('shared-entry')).toHaveCount(2)
  await expect(reader.page.getByTestId('shared-entry').first()).toContainText('riêng một số người')

  // Bút phê: the chair's word on a place of the paper, for one person, who confirms that they have seen it.
  await reader.page.getByTestId('paper').focus()
  await reader.page.keyboard.press('n')
  await reader.page.getByText('Của tôi', { exact: true }).click()
  await reader.page.getByRole('button', { name: 'Bút phê', exact: true }).click()
  await reader.page.getByRole('combobox', { name: 'Người nhận' }).fill('Bí thư thường trực')
  await reader.page.getByRole('option').first().click()
  await reader.page.getByLabel('Nội dung').fill('Giao đồng chí làm rõ nguồn kinh phí trước ngày 15')
  faults.push(...(await checkScreen(reader.page, 'instruction')))
  await reader.page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await reader.page.getByText('Bút phê (1)').click()
  await expect(reader.page.getByTestId('letter')).toContainText('Giao đồng chí làm rõ')
  await author.page.getByText('Bút phê (1)').click()
  await expect(author.page.getByTestId('letter')).toContainText('trước ngày 15')
  await author.page.getByRole('button', { name: 'Đã xem' }).click()
  await expect(reader.page.getByTestId('letter')).toContainText('Đã xem: Hoàng Thanh Liên')
  faults.push(...(await checkScreen(author.page, 'instruction-received')))

  // Góp ý: said on words of the paper, taken up by the chair without a network, and seen by its author.
  await author.page.getByTestId('paper').evaluate((paper) => {
    const words = [...paper.querySelectorAll('.textLayer span')].find(
      ({ textContent }) => (textContent ?? '').length > 20,
    )
    const range = document.createRange()
    range.selectNodeContents(words ?? paper)
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.addRange(range)
  })
  await author.page.getByRole('button', { name: 'Góp ý vào đoạn này' }).click()
  await author.page.getByLabel('Nội dung góp ý').fill('Bổ sung lộ trình triển khai tại 63 tỉnh, thành đoàn')
  faults.push(...(await checkScreen(author.page, 'remark-dialog')))
  await author.page.getByRole('button', { name: 'Gửi góp ý' }).click()
  await author.page.getByRole('button', { name: 'Về chương trình' }).click()
  await author.page.getByRole('button', { name: /^Thông báo: \d+ mới$/ }).click()
  await expect(author.page.getByTestId('notice').first()).toContainText('Bút phê của Nguyễn Văn Khải')
  faults.push(...(await checkScreen(author.page, 'notices')))
  await author.page.keyboard.press('Escape')
  await expect(author.page.getByRole('button', { name: 'Thông báo', exact: true })).toBeVisible()
  await reader.page.getByRole('button', { name: 'Về chương trình' }).click()
  for (const { page } of [author, reader]) {
    await page.getByRole('tab', { name: 'Góp ý' }).click()
    await expect(page.getByTestId('remark')).toContainText('Bổ sung lộ trình triển khai')
    await expect(page.getByTestId('remark')).toContainText('Chờ tổng hợp')
  }
  cable.cut()
  const answer = 'Đã bổ sung mục IV của bản 2'
  await reader.page.getByRole('button', { name: 'Tiếp thu, giải trình' }).click()
  await reader.page.getByText('Tiếp thu một phần', { exact: true }).click()
  await reader.page.getByLabel('Nội dung tiếp thu, giải trình').fill(answer)
  await reader.page.getByRole('button', { name: 'Lưu' }).click()
  await expect(reader.page.getByTestId('remark')).toContainText(answer)
  faults.push(...(await checkScreen(reader.page, 'remarks')))
  await expect(author.page.getByRole('button', { name: 'Rút góp ý' })).toBeVisible()
  cable.mend()
  await expect(author.page.getByTestId('remark')).toContainText(answer, { timeout: 60_000 })
  await expect(author.page.getByRole('button', { name: 'Rút góp ý' })).toHaveCount(0)
  const kept = await reader.keepsSavedFiles()
  await reader.page.getByRole('button', { name: 'Bảng tổng hợp' }).click()
  faults.push(...(await checkScreen(reader.page, 'remarks-table')))
  await reader.page.getByRole('button', { name: 'Lưu tệp DOCX' }).click()
  const table = await kept(
    'Bảng tổng hợp ý kiến góp ý – Phiên họp Ban Bí thư rà soát Chương trình phối hợp chuyển đổi số giai đoạn 2023–2027.docx',
  )
  const text = await new TemplateHandler().getText(new Uint8Array(table).buffer)
  for (const wanted of ['Hoàng Thanh Liên', 'Bổ sung lộ trình triển khai tại 63 tỉnh, thành đoàn', answer])
    expect(text).toContain(wanted)

  expect(faults).toEqual([])
  expect([...author.complaints, ...reader.complaints]).toEqual([])
  await Promise.all([author.closesTheBrowser(), reader.closesTheBrowser()])
  await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
