import { existsSync } from 'node:fs'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { officePrograms } from '../../app/main/native/office-converter.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

test('on the desktop the app keeps its files natively, and opens again without a network by PIN', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const member = new PersonAtMachine(path.join(folder.path, 'member'), server.url)
  await member.opensTheApp()
  const { page } = member
  await member.choosesDemonstrationPerson(/Bí thư thường trực/)
  await member.seesChip('Đã lưu trên máy chủ')
  const meeting = page.getByRole('link', { name: /rà soát Chương trình phối hợp/ })
  await expect(meeting.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  await expect(page.getByText('Ứng dụng trên máy tính')).toBeVisible()
  await page.locator('main input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByText('Đã đặt mã PIN.')).toBeVisible()

  await server.kill()
  await page.reload()
  await expect(page.getByText('Chào đồng chí Hoàng Thanh Liên')).toBeVisible()
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('111111')
  await expect(page.getByRole('alert')).toContainText('Mã PIN chưa đúng')
  await page.locator('input[type="password"]').first().click()
  await page.keyboard.type('246810')
  await member.seesChip('Ngoại tuyến')
  await member.opensMeeting(/rà soát Chương trình phối hợp/)
  await page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
  await expect(page.getByTestId('paper').locator('canvas').first()).toBeVisible()
  expect(member.complaints).toEqual([])
  await member.closesTheBrowser()
  await folder.remove()
})

test('a paper leaves the app with the person’s notes as a PDF that other readers understand', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const profile = path.join(folder.path, 'secretary')
  const secretary = new PersonAtMachine(profile, server.url)
  await secretary.opensTheApp()
  const { page } = secretary
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.seesChip('Đã lưu trên máy chủ')
  await secretary.opensMeeting(/rà soát Chương trình phối hợp/)
  await page.getByRole('tab', { name: /Tài liệu/ }).click()
  await page.getByRole('link', { name: /Tờ trình về việc triển khai/ }).click()
  await expect(page.getByTestId('paper').locator('.textLayer span').first()).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('n')
  await page.getByLabel('Lời ghi chú').fill('Đề nghị bổ sung dự toán')
  await page.getByTestId('paper').focus()
  await page.getByRole('button', { name: 'Cách hiển thị' }).click()
  await page.getByRole('menuitem', { name: 'Lưu kèm ghi chú của tôi…' }).click()
  await expect(page.getByText('Đã lưu tệp. Bản này nằm ngoài eCabinet', { exact: false })).toBeVisible()
  const data = `${profile}-desktop`
  const [name = ''] = (await readdir(data)).filter((file) => file.endsWith('.pdf'))
  expect(name).toContain('(kèm ghi chú)')
  const saved = await getDocument({ data: new Uint8Array(await readFile(path.join(data, name))), verbosity: 0 }).promise
  const notes = (await (await saved.getPage(1)).getAnnotations()) as {
    readonly subtype: string
    readonly contentsObj: { readonly str: string }
    readonly titleObj: { readonly str: string }
  }[]
  expect(notes.find(({ subtype }) => subtype === 'Text')).toMatchObject({
    contentsObj: { str: 'Đề nghị bổ sung dự toán' },
    titleObj: { str: 'Đinh Diệu Hạnh' },
  })
  expect(secretary.complaints).toEqual([])
  await secretary.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})

test('a Word file becomes a paper where LibreOffice is installed; a broken one, or none to read it, gets its sentence', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), server.url)
  const broken = path.join(folder.path, 'Phụ lục hỏng.docx')
  await writeFile(broken, 'PK\u0003\u0004 this is no archive')
  await secretary.opensTheApp()
  const { page } = secretary
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.opensMeeting(/chuẩn bị Đại hội/)
  await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
  const adds = async (file: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
    await (await chooser).setFiles(file)
  }
  const isHere = officePrograms(process.platform, process.env).some((program) => existsSync(program))
  await adds(broken)
  await expect(page.getByRole('alert').filter({ hasText: 'Phụ lục hỏng.docx' })).toContainText(
    isHere ? 'LibreOffice không đọc được tệp này' : 'Máy này chưa cài LibreOffice',
    { timeout: 60_000 },
  )
  const form = path.join(folder.path, 'Tờ trình kinh phí.docx')
  await copyFile(path.resolve(import.meta.dirname, '../../assets/public/forms/letter-union.docx'), form)
  await adds(form)
  const outcome = isHere
    ? page.getByRole('tab', { name: 'Tài liệu chuẩn bị (1)' })
    : page.getByRole('alert').filter({ hasText: 'Tờ trình kinh phí.docx' })
  await expect(outcome).toBeVisible({ timeout: 90_000 })
  if (isHere) {
    // The file as it was is kept for whoever writes the next version.
    await page.getByRole('button', { name: 'Tệp gốc' }).click()
    await expect(page.getByText('Đã lưu tệp', { exact: false }).first()).toBeVisible()
    const saved = await readFile(path.join(`${path.join(folder.path, 'secretary')}-desktop`, 'Tờ trình kinh phí.docx'))
    expect(saved.equals(await readFile(form))).toBe(true)
  }
  // Of what the program was given nothing stays outside of the app's own store.
  expect(
    await readdir(path.join(folder.path, 'secretary')).then((names) => names.filter((name) => /office/.test(name))),
  ).toEqual([])
  await page.screenshot({ path: 'out/reports/screens/office-paper.png' })
  await secretary.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
