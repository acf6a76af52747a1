import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { writeTextPaper } from '../support/test-papers.ts'
import { temporaryFolder } from '../support/test-server.ts'

const title = 'Hội nghị có phần họp kín'
const secret = 'Công tác nhân sự'

/** Every clear word in every database of the page: names of documents and rows, never what is sealed in them. */
const namesInStore = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const rows: unknown[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error ?? new Error(name))
      })
      for (const store of database.objectStoreNames)
        rows.push(
          await new Promise((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll()
            reading.onsuccess = () => resolve(reading.result)
          }),
        )
      database.close()
    }
    return JSON.stringify(rows)
  })

/** What only some may know of: who is named reads and meets; who is not has neither a word of it nor a gap. */
test('a closed part: its people have it in the agenda and hold it, the others have nothing of it', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const machine = (name: string) => new PersonAtMachine(path.join(folder.path, name), server.url)
  const [secretary, named, other] = [machine('secretary'), machine('named'), machine('other')]
  const everybody = [secretary, named, other]
  const faults: string[] = []
  const shoot = async (page: Page, name: string) => void faults.push(...(await checkScreen(page, `closed-${name}`)))
  await writeTextPaper(path.join(folder.path, 'To trinh nhan su.pdf'), ['Tờ trình về công tác nhân sự'])
  await secretary.signsIn(/thư ký các phiên họp/)
  await named.signsIn(/Lý Hữu Bách/)
  await other.signsIn(/Bí thư thường trực/)

  await test.step('the secretary adds it to the agenda, chooses who may know, and it goes out with the meeting', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Tạo phiên họp' }).click()
    await page.getByLabel('Tên phiên họp').fill(title)
    await page.getByRole('combobox', { name: 'Loại phiên họp' }).click()
    await page.getByRole('option', { name: 'Giao ban tuần của Ban Bí thư' }).click()
    await page.getByRole('button', { name: 'Tạo và soạn chương trình' }).click()
    await expect(page.getByRole('tab', { name: 'Thành phần (7)' })).toBeVisible()
    await page.getByRole('button', { name: 'Thêm phần họp kín' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Nội dung' }).first().fill(secret)
    await page.getByRole('combobox', { name: 'Đứng sau nội dung' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('combobox', { name: 'Người được chọn' }).click()
    await page.getByRole('option', { name: 'Lý Hữu Bách' }).click()
    await page.keyboard.press('Escape')
    await shoot(page, 'new')
    await page.getByRole('button', { name: 'Tạo và soạn', exact: true }).click()
    await expect(page.getByRole('heading', { name: secret })).toBeVisible()
    await expect(page.getByText(`Phần họp kín của: ${title}`)).toBeVisible()
    await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp' }).click()
    await (await chooser).setFiles(path.join(folder.path, 'To trinh nhan su.pdf'))
    await expect(page.getByRole('tab', { name: 'Tài liệu chuẩn bị (1)' })).toBeVisible({ timeout: 60_000 })
    await page.getByRole('tab', { name: /Thông tin chung/ }).click()
    await shoot(page, 'details')
    await page.getByRole('button', { name: 'Xem phiên họp' }).click()
    await page.getByRole('button', { name: title }).click()
    await page.getByRole('button', { name: 'Soạn' }).click()
    await expect(page.getByRole('link', { name: new RegExp(secret) })).toBeVisible()
    await shoot(page, 'desk')
    await page.getByRole('button', { name: 'Phát hành phiên họp' }).click()
    await expect(page.getByText(`chỉ tới người được chọn: ${secret}.`)).toBeVisible()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await expect(page.getByText('Đã gửi giấy mời').first()).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Xem phiên họp' }).click()
    await shoot(page, 'agenda')
  })

  await test.step('who is named finds it at its place, with its paper', async () => {
    const { page } = named
    await page.getByRole('link', { name: new RegExp(title) }).click({ timeout: 60_000 })
    await expect(page.getByRole('link', { name: new RegExp(secret) })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Lịch họp' }).first().click()
    await expect(page.getByRole('link', { name: new RegExp(secret) })).toHaveCount(0)
    await named.opensMeeting(title)
    await page.getByRole('link', { name: new RegExp(secret) }).click()
    await expect(page.getByRole('heading', { name: secret })).toBeVisible()
    await expect(page.getByText('08:20').first()).toBeVisible()
    await expect(page.getByRole('link', { name: /To trinh nhan su|Tờ trình nhân sự/i })).toBeVisible({
      timeout: 30_000,
    })
    await shoot(page, 'part')
  })

  await test.step('who is not named has the meeting, and no word of the part on the whole machine', async () => {
    const { page } = other
    await page.getByRole('link', { name: new RegExp(title) }).click({ timeout: 60_000 })
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByText('2.', { exact: true })).toBeVisible()
    await expect(page.getByText(secret)).toHaveCount(0)
    const link = secretary.page.getByRole('link', { name: new RegExp(secret) })
    const part = /m_[0-9a-z]{26}/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? 'none'
    expect(await namesInStore(named.page)).toContain(part)
    expect(await namesInStore(page)).not.toContain(part)
  })

  await test.step('it is held within the meeting: the named enter and come back, the others see nothing happen', async () => {
    const { page } = secretary
    for (const who of everybody) await who.opensMeeting(title)
    for (const who of everybody) await who.page.getByRole('button', { name: 'Phòng họp' }).click()
    await expect(page.getByRole('link', { name: new RegExp(secret) })).toBeVisible()
    await shoot(page, 'rail')
    await page.getByRole('link', { name: new RegExp(secret) }).click()
    await page.getByRole('button', { name: 'Bắt đầu phiên họp' }).click()
    await page.getByRole('dialog').getByLabel('Lý do').fill('Đại biểu đang vào phần họp kín')
    await page.getByRole('dialog').getByRole('button', { name: 'Bắt đầu' }).click()
    await expect(named.page.getByText(`Đang họp kín: ${secret}`)).toBeVisible({ timeout: 30_000 })
    await shoot(named.page, 'called')
    await named.page.getByRole('button', { name: 'Vào phòng họp' }).click()
    await expect(named.page.getByRole('button', { name: 'Về phiên họp chung' })).toBeVisible()
    await shoot(named.page, 'room')
    await expect(other.page.getByRole('heading', { name: title })).toBeVisible()
    await expect(other.page.getByText(/họp kín: /)).toHaveCount(0)
    await named.page.getByRole('button', { name: 'Về phiên họp chung' }).click()
    await expect(named.page.getByRole('heading', { name: title })).toBeVisible()
  })
  expect(faults).toEqual([])
  expect(everybody.flatMap(({ complaints }) => complaints)).toEqual([])
  for (const who of everybody) await who.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
