import path from 'node:path'
import { expect, test } from '@playwright/test'
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
  await author.page.getByRole('button', { name: 'Chia sẻ với người dự họp' }).click()
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

  expect(faults).toEqual([])
  expect([...author.complaints, ...reader.complaints]).toEqual([])
  await Promise.all([author.closesTheBrowser(), reader.closesTheBrowser()])
  await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
