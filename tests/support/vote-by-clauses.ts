import { expect, type Page } from '@playwright/test'
import type { PersonAtMachine } from './person.ts'

/**
 * A vote on two clauses, with the session under way and one member away: another votes for them, the secretary enters a ballot for the
 * chair, whose machine fails.
 */
export async function voteByClauses({
  secretary,
  chair,
  member,
  shoot,
}: {
  readonly secretary: PersonAtMachine
  readonly chair: PersonAtMachine
  readonly member: PersonAtMachine
  readonly shoot: (page: Page, name: string) => Promise<void>
}): Promise<void> {
  const { page } = secretary
  await page.getByRole('button', { name: 'Điểm danh', exact: true }).click()
  const away = page.getByTestId('roll').getByRole('row').filter({ hasText: 'Chưa có mặt' })
  const absent = (await away.filter({ hasNotText: 'thư ký' }).first().locator('td').first().innerText()).split('\n')[0]
  if (!absent) throw new Error('Nobody is away')
  await page.getByRole('button', { name: 'Trọng số và ủy quyền' }).click()
  const dialog = page.getByRole('dialog', { name: 'Trọng số và ủy quyền' })
  await dialog.getByLabel('Mỗi người nhận tối đa bao nhiêu ủy quyền').fill('1')
  await dialog.getByRole('button', { name: 'Áp dụng' }).click()
  const through = dialog.getByRole('combobox', { name: `Người biểu quyết thay khi vắng: ${absent}` })
  await through.fill('Hoàng Thanh Liên')
  await page.getByRole('option', { name: 'Hoàng Thanh Liên' }).click()
  await expect(through).toHaveValue('Hoàng Thanh Liên')
  await shoot(page, 'franchise')
  await dialog.getByRole('button', { name: 'Đóng', exact: true }).last().click()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Soạn nội dung biểu quyết' }).click()
  await page.getByLabel('Tên nội dung').fill('Dự thảo Quy chế phối hợp')
  // Words of a vote are words, whatever they look like.
  await page.getByLabel('Nội dung đề nghị biểu quyết').fill('Như dự thảo <img src=x onerror="document.title=1">')
  await page.getByRole('combobox', { name: 'Hình thức' }).click()
  await page.getByRole('option', { name: 'Từng điều khoản của dự thảo' }).click()
  await page.getByRole('combobox', { name: 'Quy tắc thông qua' }).click()
  await page.getByRole('option', { name: 'Quá nửa số ủy viên, theo quy chế làm việc' }).click()
  await expect(page.getByLabel('Căn cứ (điều, văn bản)')).toHaveValue('Quy chế làm việc khóa XII (ví dụ)')
  await page.getByLabel('Các điều khoản, mỗi dòng một điều khoản').fill('Điều 1. Phạm vi\nĐiều 2. Nguồn lực thực hiện')
  await page.getByLabel('Số giây chờ phiếu đang gửi').fill('0')
  await page.getByRole('button', { name: 'Lưu nội dung' }).click()
  await chair.page.getByRole('button', { name: 'Mở biểu quyết' }).click()
  await expect(chair.page.getByRole('dialog')).toContainText('Danh sách biểu quyết gồm 6 người')
  await chair.page.getByRole('dialog').getByRole('button', { name: 'Mở biểu quyết' }).click()

  const ballots = member.page.getByTestId('open-vote').getByRole('region', { name: 'Mời đồng chí biểu quyết' })
  await expect(ballots).toHaveCount(2)
  await expect(member.page.getByTestId('open-vote')).toContainText('Như dự thảo <img src=x onerror=')
  await expect(member.page.getByTestId('open-vote').locator('img')).toHaveCount(0)
  await ballots.first().getByRole('button', { name: 'Tán thành tất cả' }).click()
  await ballots.first().getByRole('button', { name: 'Gửi phiếu (2 dòng)' }).click()
  await expect(ballots.first().getByTestId('voted')).toContainText('Điều 2. Nguồn lực thực hiện: Tán thành')
  await expect(ballots.last()).toContainText(`Biểu quyết thay ${absent}`)
  const answer = (clause: string, words: string) =>
    ballots.last().getByRole('group', { name: clause }).getByRole('button', { name: words, exact: true })
  await answer('Điều 1. Phạm vi', 'Tán thành').click()
  await answer('Điều 2. Nguồn lực thực hiện', 'Không tán thành').click()
  await shoot(member.page, 'vote-clauses')
  await ballots.last().getByRole('button', { name: 'Gửi phiếu (2 dòng)' }).click()
  await expect(ballots.last().getByTestId('voted')).toBeVisible()

  await page.getByRole('button', { name: 'Nhập giúp' }).click()
  const help = page.getByRole('dialog', { name: 'Nhập giúp' })
  await help.getByRole('combobox', { name: 'Người được giúp' }).click()
  await page.getByRole('option', { name: 'Nguyễn Văn Khải' }).click()
  await help.getByRole('button', { name: 'Tán thành tất cả' }).click()
  await help.getByLabel('Lý do và cách đồng chí đó cho biết ý kiến').fill('Máy hết pin, đồng chí nói trực tiếp')
  await shoot(page, 'vote-help')
  await help.getByRole('button', { name: 'Nhập phiếu' }).click()
  await expect(chair.page.getByTestId('open-vote')).toContainText('Máy hết pin, đồng chí nói trực tiếp')
  await chair.page.getByRole('button', { name: 'Đóng biểu quyết' }).click()
  await chair.page.getByRole('dialog').getByRole('button', { name: 'Đóng biểu quyết' }).click()
  await chair.page.getByRole('button', { name: 'Công bố kết quả' }).click()
  const rows = member.page.getByTestId('each-result').getByRole('row')
  await expect(rows.nth(1)).toContainText('có 3')
  await expect(rows.nth(2)).toContainText('có 2')
  await member.page.getByText('Danh sách phiếu').first().click()
  await expect(member.page.getByText(`${absent} · do Hoàng Thanh Liên biểu quyết thay`)).toBeVisible()
  await shoot(member.page, 'result-clauses')
}
