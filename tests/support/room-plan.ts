import { expect, type Page } from '@playwright/test'
import type { PersonAtMachine } from './person.ts'

/** The room from above, on a machine and on the wall: who is here is green, and the wall shows it until it is told otherwise. */
export async function looksAtThePlan({
  chair,
  wall,
  shoot,
}: {
  readonly chair: PersonAtMachine
  readonly wall: Page
  readonly shoot: (page: Page, name: string) => Promise<void>
}): Promise<void> {
  const { page } = chair
  await page.getByRole('button', { name: 'Sơ đồ phòng' }).click()
  const own = page.getByRole('img', { name: 'Ghế 1: Nguyễn Văn Khải, có mặt' })
  await expect(own).toBeVisible()
  await shoot(page, 'plan')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Màn hình phòng họp' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sơ đồ phòng' }).click()
  await expect(page.getByText('Màn hình đang hiện sơ đồ phòng')).toBeVisible()
  await expect(wall.getByRole('img', { name: 'Ghế 1: Nguyễn Văn Khải, có mặt' })).toBeVisible()
  await shoot(wall, 'wall-plan')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /diễn biến/ })
    .click()
  await expect(wall.getByRole('img', { name: /^Ghế 1/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
