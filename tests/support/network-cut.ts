import { expect, type Page } from '@playwright/test'
import type { layCable } from './cable.ts'
import type { PersonAtMachine } from './person.ts'

/** Without a network a member asks for the floor and writes to the chair: both wait, say so, and go by themselves. */
export async function actsWithoutNetwork({
  cable,
  chair,
  member,
  shoot,
}: {
  readonly cable: Awaited<ReturnType<typeof layCable>>
  readonly chair: PersonAtMachine
  readonly member: PersonAtMachine
  readonly shoot: (page: Page, name: string) => Promise<void>
}): Promise<void> {
  const { page } = member
  cable.cut()
  await expect(page.getByText('Mất kết nối – tài liệu, ghi chú vẫn dùng được')).toBeVisible()
  await page.getByRole('button', { name: 'Đăng ký phát biểu' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng ký phát biểu' }).click()
  await expect(page.getByText('Chờ gửi: Đăng ký phát biểu')).toBeVisible()
  await page.getByRole('button', { name: 'Lời nhắn' }).click()
  await page.getByRole('button', { name: 'Viết lời nhắn, gọi phục vụ' }).click()
  await page.getByLabel('Nội dung', { exact: true }).fill('Tôi xin phép về sớm lúc 10 giờ 30')
  await shoot(page, 'note')
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(page.getByText('Đã lưu trên máy này, sẽ gửi khi có mạng')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('Chờ gửi: Gửi thư riêng')).toBeVisible()
  await shoot(page, 'offline')
  cable.mend()
  await expect(page.getByText('Đồng chí đang chờ, thứ 1')).toBeVisible({ timeout: 60_000 })
  await expect(chair.page.getByText('Chờ phát biểu (1)')).toBeVisible()
  await chair.page.getByRole('button', { name: 'Lời nhắn 1 chưa xem' }).click()
  await expect(chair.page.getByTestId('letter')).toContainText('Tôi xin phép về sớm lúc 10 giờ 30')
  await shoot(chair.page, 'note-received')
  await chair.page.getByRole('button', { name: 'Đã xem' }).click()
  await chair.page.keyboard.press('Escape')
  await expect(chair.page.getByRole('dialog')).toHaveCount(0)
  await expect(chair.page.getByRole('button', { name: 'Lời nhắn', exact: true })).toBeVisible()
}
