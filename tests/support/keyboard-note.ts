import { expect, type Page } from '@playwright/test'
import { checkScreen } from './check-screen.ts'

/** A note with the keyboard alone, beside one mark that is there already; afterwards it is gone again. */
export async function notesWithKeys(page: Page): Promise<void> {
  const says = (words: string) => expect(page.getByTestId('mark-said')).toHaveText(words)
  await page.getByTestId('paper').focus()
  await page.keyboard.press('n')
  await says('Đã thêm: Ghi chú, trang 1')
  const field = page.getByRole('textbox', { name: 'Lời ghi chú' })
  await expect(field).toBeFocused()
  await page.keyboard.type('nhanh, hết bước: ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('nguồn kinh phí')
  await expect(field.locator('b')).toHaveText('nguồn kinh phí')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Ghi chú của tôi (2)')).toBeVisible()
  await page.keyboard.press('b')
  await says('Đã thêm: Trang đánh dấu, trang 1')
  await page.keyboard.press('b')
  await says('Đã xóa 1 ghi chú')
  await page.keyboard.press('Control+z')
  await says('Đã hoàn tác')
  await page.keyboard.press('Control+y')
  await says('Đã làm lại')
  await page.getByTestId('mark-entry').filter({ hasText: 'Ghi chú' }).getByRole('button').first().press('Enter')
  await expect(field).toBeFocused()
  expect(await checkScreen(page, 'reader-note')).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Delete')
  await says('Đã xóa 1 ghi chú')
  await expect(page.getByText('Ghi chú của tôi (1)')).toBeVisible()
}
