import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect, test } from '@playwright/test'
import { checkScreen } from '../support/check-screen.ts'
import { layCable } from '../support/cable.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { notesWithKeys } from '../support/keyboard-note.ts'
import { PersonAtMachine } from '../support/person.ts'
import { writeTextPaper } from '../support/test-papers.ts'
import { temporaryFolder } from '../support/test-server.ts'

const meeting = /rà soát Chương trình phối hợp/
const paper = /Tờ trình về việc triển khai/

async function opensThePaper(person: PersonAtMachine): Promise<void> {
  await person.opensMeeting(meeting)
  await person.page.getByRole('tab', { name: /Tài liệu/ }).click()
  await person.page.getByRole('link', { name: paper }).click()
  await expect(person.page.getByTestId('paper').locator('.textLayer span').first()).toBeVisible({ timeout: 30_000 })
}

/** Draws with a pen that has pressure, as the device reports it. */
async function draws(person: PersonAtMachine, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await person.page.getByTestId('paper').boundingBox()
  const control = await person.page.context().newCDPSession(person.page)
  const at = (type: string, [x, y]: readonly [number, number]) =>
    control.send('Input.dispatchMouseEvent', {
      type: type as 'mousePressed',
      x: (box?.x ?? 0) + x,
      y: (box?.y ?? 0) + y,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force: 0.3 + (x % 10) / 20,
    })
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return
  await at('mousePressed', first)
  for (const point of points) await at('mouseMoved', point)
  await at('mouseReleased', last)
}

test('marks made on two machines of one person without a network merge, survive a kill, and the server never reads them', async () => {
  const folder = await temporaryFolder()
  const data = path.join(folder.path, 'server')
  const server = await startDemonstration(data)
  const cable = await layCable(() => Number(new URL(server.url).port))
  const office = new PersonAtMachine(path.join(folder.path, 'office'), server.url)
  const plane = new PersonAtMachine(path.join(folder.path, 'plane'), cable.url)
  for (const machine of [office, plane]) {
    await machine.opensTheApp()
    await machine.choosesDemonstrationPerson(/Bí thư thường trực/)
    await machine.seesChip('Đã lưu trên máy chủ')
    await machine.waitsUntilTheAppIsKept()
    await expect(machine.page.getByRole('link', { name: meeting }).getByText('Sẵn sàng ngoại tuyến')).toBeVisible({
      timeout: 120_000,
    })
  }
  cable.cut()
  await plane.seesChip(/Ngoại tuyến/)

  await test.step('on the plane: a note with words that nobody else may read, and a stroke of the pen', async () => {
    const { page } = plane
    await opensThePaper(plane)
    await page.keyboard.press('n')
    await expect(page.getByTestId('mark-said')).toHaveText('Đã thêm: Ghi chú, trang 1')
    await page.getByLabel('Lời ghi chú').fill('Chưa đồng ý với mức kinh phí này')
    await page.getByRole('button', { name: 'Bút và ghi chú' }).click()
    await page.getByRole('button', { name: 'Bút viết' }).click()
    await draws(
      plane,
      Array.from({ length: 60 }, (_, n) => [300 + n * 4, 260 + 30 * Math.sin(n / 6)] as const),
    )
    await expect(page.getByTestId('mark-said')).toHaveText('Đã thêm: Nét bút, trang 1')
    await expect(page.getByText('Ghi chú của tôi (2)')).toBeVisible()
    await page.getByRole('button', { name: 'Về chương trình' }).click()
    await plane.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)
    await plane.isCutOff()
    await plane.opensTheApp()
    await plane.unlocks(demonstrationPassword)
    await opensThePaper(plane)
    await plane.page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
    await expect(plane.page.getByText('Ghi chú của tôi (2)')).toBeVisible()
    await expect(plane.page.getByText('Chưa đồng ý với mức kinh phí này')).toBeVisible()
  })

  await test.step('in the office, meanwhile: words are found and highlighted with the keyboard alone', async () => {
    const { page } = office
    await opensThePaper(office)
    await page.keyboard.press('Control+f')
    await page.keyboard.type('trien khai')
    await page.keyboard.press('Enter')
    await expect(page.locator('.textLayer .highlight.selected').first()).toHaveText(/triển khai/i)
    await page.keyboard.press('Tab')
    for (let n = 0; n < 4; n++) {
      const isThere = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') === 'Tô sáng chỗ tìm thấy',
      )
      if (isThere) break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
    await expect(page.getByText('Ghi chú của tôi (1)')).toBeVisible()
    await expect(page.getByTestId('mark-entry').getByText(/“triển khai”/i)).toBeVisible()
    await page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
  })

  await test.step('with the keyboard alone: a note is written, made bold, taken back, brought again; each is said aloud', () =>
    notesWithKeys(office.page))

  cable.mend()
  await expect(plane.page.getByText('Ghi chú của tôi (3)')).toBeVisible({ timeout: 60_000 })
  await expect(office.page.getByText('Ghi chú của tôi (3)')).toBeVisible({ timeout: 60_000 })
  await expect(office.page.getByText('Chưa đồng ý với mức kinh phí này')).toBeVisible()

  await test.step('undo takes back one gesture; deleting is undone, too', async () => {
    const { page } = office
    await page
      .getByTestId('mark-entry')
      .filter({ hasText: /triển khai/i })
      .getByRole('button')
      .first()
      .click()
    await page.getByRole('button', { name: 'Xóa ghi chú này' }).click()
    await expect(page.getByText('Ghi chú của tôi (2)')).toBeVisible()
    await page.getByTestId('paper').focus()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Ghi chú của tôi (3)')).toBeVisible()
  })

  expect([...office.complaints, ...plane.complaints]).toEqual([])
  await office.closesTheBrowser()
  await plane.closesTheBrowser()
  await server.kill('SIGTERM')
  for (const secret of ['Chưa đồng ý với mức kinh phí', 'mức kinh phí này', '"kind":"note"', 'highlight'])
    expect(execFileSync('sh', ['-c', `grep -rlaF "$1" "$2" || true`, 'sh', secret, data], { encoding: 'utf8' })).toBe(
      '',
    )
  await cable.remove()
  await folder.remove()
})

test('a paper is replaced under somebody who is annotating it: every mark goes with its words, or is kept to be placed', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), server.url)
  const member = new PersonAtMachine(path.join(folder.path, 'member'), server.url)
  const one =
    'Một là, tổ chức 12 lớp bồi dưỡng kỹ năng số cho cán bộ Đoàn\ntrong quý II năm 2026 tại 6 tỉnh, thành phố phía Bắc.'
  const two = 'Hai là, trích 450 triệu đồng từ nguồn kinh phí thường xuyên\nđể mua 30 máy tính cho phòng họp số 1.'
  const three = 'Ba là, giao Ban Tổ chức theo dõi 7 chỉ tiêu\nvà báo cáo trước ngày 15 tháng 9.'
  const file = path.join(folder.path, 'Kế hoạch quý II.pdf')
  await writeTextPaper(file, [one, two, three])
  for (const [person, who] of [
    [secretary, /thư ký các phiên họp/],
    [member, /Bí thư thường trực/],
  ] as const) {
    await person.opensTheApp()
    await person.choosesDemonstrationPerson(who)
    await person.seesChip('Đã lưu trên máy chủ')
  }
  const publish = async () => {
    const { page } = secretary
    await expect(page.getByText('Đã gửi lên máy chủ')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: /Phát hành 1 tài liệu/ }).click()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await secretary.seesChip('Đã lưu trên máy chủ')
  }
  await secretary.opensMeeting(meeting)
  await secretary.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  await secretary.page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
  let chooser = secretary.page.waitForEvent('filechooser')
  await secretary.page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
  await (await chooser).setFiles(file)
  await publish()
  await secretary.page.getByRole('tab', { name: 'Thông tin chung' }).click()
  await secretary.page.getByLabel('Cho thư ký biết ai đã mở tài liệu nào').check()

  const { page } = member
  const layer = page.getByTestId('paper').locator('.textLayer')
  const selects = async (words: string) => {
    await expect(layer.getByText(words).first()).toBeVisible({ timeout: 30_000 })
    // As a double click and a drag do; the words may be any, and the mouse cannot know where they are.
    await layer
      .getByText(words)
      .first()
      .evaluate((span) => {
        const range = document.createRange()
        range.selectNodeContents(span)
        document.getSelection()?.removeAllRanges()
        document.getSelection()?.addRange(range)
      })
  }
  const goTo = async (number: string) => {
    await page.getByLabel('Số trang').fill(number)
    await page.getByLabel('Số trang').press('Enter')
    await page.getByTestId('paper').focus()
  }
  await member.opensMeeting(meeting)
  await page.getByRole('tab', { name: /Tài liệu/ }).click()
  await expect(page.getByText('Phiên họp này cho các thư ký biết đồng chí đã mở tài liệu nào, lúc nào.')).toBeVisible()
  await page.getByRole('link', { name: /Kế hoạch quý II/ }).click()

  await test.step('members are told that the secretary sees who has opened a paper, and the secretary sees it', async () => {
    await secretary.page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    await secretary.page
      .getByRole('listitem')
      .filter({ hasText: 'Kế hoạch quý II' })
      .getByRole('button', { name: 'Ai đã mở' })
      .click()
    const rows = secretary.page.getByTestId('reader-row')
    await expect(rows.filter({ hasText: 'Hoàng Thanh Liên' })).toContainText('Mở lúc')
    await expect(rows.filter({ hasText: 'Mở lúc' })).toHaveCount(1)
    expect(await checkScreen(secretary.page, 'who-has-opened')).toEqual([])
    await secretary.page.keyboard.press('Escape')
    await expect(
      secretary.page.getByRole('listitem').filter({ hasText: 'Kế hoạch quý II' }).getByTestId('whereabouts'),
    ).toHaveText(/Đã về máy của 2\/\d+ người/, { timeout: 30_000 })
  })

  await test.step('the member marks words on three pages', async () => {
    await selects('Một là, tổ chức 12 lớp')
    await page.getByRole('button', { name: 'Tô sáng: Đồng ý' }).click()
    await goTo('2')
    await selects('Hai là, trích 450 triệu đồng')
    await page.getByRole('button', { name: 'Tô sáng và ghi chú' }).click()
    await page.getByLabel('Lời ghi chú').fill('Mua qua mạng đấu thầu')
    await goTo('3')
    await selects('Ba là, giao Ban Tổ chức')
    await page.keyboard.press('u')
    await expect(page.getByText('Ghi chú của tôi (3)')).toBeVisible()
  })

  await test.step('the secretary publishes another version: a page before, one sentence corrected, one gone', async () => {
    const pages = [
      'Lời nói đầu: kế hoạch này thay kế hoạch cũ.',
      one,
      two.replace('450 triệu đồng', '480 triệu đồng, đã thẩm định,'),
      'Trang này nay nói về việc khác hẳn.',
    ]
    await writeTextPaper(file, pages, { stampOn: 1 })
    chooser = secretary.page.waitForEvent('filechooser')
    await secretary.page
      .getByRole('listitem')
      .filter({ hasText: 'Kế hoạch quý II' })
      .getByRole('button', { name: 'Thay bản mới' })
      .click()
    await (await chooser).setFiles(file)
    await publish()
  })

  await test.step('nothing is lost: one moved, one to be confirmed, one to be placed', async () => {
    await expect(page.getByText('/ 4')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
    await expect(page.getByText('Ghi chú của tôi (3)')).toBeVisible()
    await expect(page.getByText('2 ghi chú cần xem lại')).toBeVisible()
    const entry = (words: string) => page.getByTestId('mark-entry').filter({ hasText: words })
    await expect(entry('Một là')).toContainText('Đã theo đoạn văn sang chỗ mới')
    await expect(entry('Một là')).toContainText('trang 2')
    await expect(entry('Hai là')).toContainText('Đoạn này đã được sửa trong bản mới')
    await expect(entry('Ba là')).toContainText('Không tìm thấy đoạn này trong bản mới')
    await entry('Hai là').getByRole('button', { name: 'Đúng chỗ này' }).click()
    await expect(page.getByText('1 ghi chú cần xem lại')).toBeVisible()
    await expect(entry('480 triệu đồng')).toContainText('Mua qua mạng đấu thầu')
    await goTo('4')
    await selects('Trang này nay nói về việc khác hẳn.')
    await entry('Ba là').getByRole('button', { name: 'Đặt vào đoạn đang chọn' }).click()
    await expect(page.getByText(/ghi chú cần xem lại/)).toBeHidden()
    await expect(page.getByText('Ghi chú của tôi (3)')).toBeVisible()
  })

  await test.step('the old version stands beside the new one, and what changed is named', async () => {
    await page.getByRole('button', { name: /^Ghi chú của tôi/ }).click()
    await page.getByRole('button', { name: 'So với bản 1' }).click()
    await expect(page.getByTestId('paper')).toHaveCount(2)
    await expect(page.getByText('4 trang có thay đổi')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('change').filter({ hasText: 'Trang 1: trang mới' })).toBeVisible()
    // Its words are the same; somebody put a stamp on it.
    await expect(page.getByTestId('picture-change')).toHaveText('Trang 2: hình có thay đổi', { timeout: 60_000 })
    const corrected = page.getByTestId('change').filter({ hasText: 'Trang 3: đã sửa' })
    await expect(corrected.locator('del').first()).toContainText('450')
    await expect(corrected.locator('ins').first()).toContainText('480')
    await corrected.click()
    await expect(page.getByLabel('Số trang').first()).toHaveValue('3')
    await expect(page.getByLabel('Số trang').nth(1)).toHaveValue('2')
    expect(await checkScreen(page, 'reader-compare')).toEqual([])
    await page.getByRole('button', { name: 'So với bản 1' }).click()
    await expect(page.getByTestId('paper')).toHaveCount(1)
  })
  await test.step('a text box is written, pulled larger with the mouse, moved with the keys, and coloured', async () => {
    await goTo('1')
    await page.getByRole('button', { name: 'Bút và ghi chú' }).click()
    await page.getByRole('button', { name: 'Hộp chữ' }).click()
    const paperBox = await page.getByTestId('paper').boundingBox()
    const [left, top] = [(paperBox?.x ?? 0) + 260, (paperBox?.y ?? 0) + 320]
    await page.mouse.move(left, top)
    await page.mouse.down()
    await page.mouse.move(left + 180, top + 60, { steps: 4 })
    await page.mouse.up()
    await page.getByLabel('Lời ghi chú').fill('Đề nghị bổ sung nguồn kinh phí xã hội hóa')
    const words = page.locator('.marksOver text')
    await expect(words.first()).toContainText('Đề nghị')
    const rows = await words.count()
    const frame = () => page.locator('.marksOver rect').first().boundingBox()
    const before = await frame()
    const handles = page.locator('.marksOver circle')
    await expect(handles).toHaveCount(4)
    const corner = await handles.nth(1).boundingBox()
    await page.mouse.move((corner?.x ?? 0) + 3, (corner?.y ?? 0) + 3)
    await page.mouse.down()
    await page.mouse.move((corner?.x ?? 0) + 203, (corner?.y ?? 0) + 23, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await frame())?.width).toBeGreaterThan((before?.width ?? 0) + 150)
    expect(await words.count()).toBeLessThan(rows)
    await page.getByTestId('paper').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(page.getByTestId('mark-said')).toHaveText('Đã dời ghi chú')
    await expect.poll(async () => (await frame())?.y).toBeGreaterThan(before?.y ?? 0)
    const entry = page.getByTestId('mark-entry').filter({ hasText: 'Hộp chữ' })
    await entry.getByRole('radio', { name: 'Cần sửa' }).click()
    await expect(words.first()).toHaveAttribute('fill', '#804444')
    expect(await checkScreen(page, 'reader-text-box')).toEqual([])
    await page.getByRole('button', { name: 'Bút và ghi chú' }).click()
  })

  await test.step('a copy with the marks leaves the app; marks that are gone here come back from it, and none comes twice', async () => {
    const saved = await member.keepsSavedFiles()
    await page.getByRole('button', { name: 'Cách hiển thị' }).click()
    await page.getByRole('menuitem', { name: 'Lưu kèm ghi chú của tôi…' }).click()
    const copy = path.join(folder.path, 'copy.pdf')
    writeFileSync(copy, await saved(/kèm ghi chú/))
    const entries = page.getByTestId('mark-entry')
    await expect(entries).toHaveCount(4)
    for (const kept of [3, 2]) {
      await entries.first().getByRole('button').first().click()
      await entries.first().getByRole('button', { name: 'Xóa ghi chú này' }).click()
      await expect(entries).toHaveCount(kept)
    }
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Nhập ghi chú từ tệp PDF…' }).click()
    await (await chooser).setFiles(copy)
    await expect(page.getByText('Đã nhập 2 ghi chú; 2 ghi chú đã có sẵn.')).toBeVisible({ timeout: 60_000 })
    await expect(entries).toHaveCount(4)
    await expect(entries.filter({ hasText: 'Một là' })).toHaveCount(1)
  })

  await test.step('the whole pack is saved with the marks, and says who took it; what may only be read here stays here', async () => {
    await page.getByRole('button', { name: 'Về chương trình' }).click()
    await page.getByRole('tab', { name: /Tài liệu/ }).click()
    const saved = await member.keepsSavedFiles()
    await page.getByRole('button', { name: 'Tập tài liệu' }).click()
    await page.getByRole('menuitem', { name: 'Lưu cả tập, kèm ghi chú của tôi…' }).click()
    await expect(page.getByText('1 tài liệu chưa có trên máy hoặc chỉ được đọc trong eCabinet')).toBeVisible({
      timeout: 60_000,
    })
    const pack = await PDFDocument.load(
      await saved(
        'Tập tài liệu – Phiên họp Ban Bí thư rà soát Chương trình phối hợp chuyển đổi số giai đoạn 2023–2027.pdf',
      ),
    )
    expect(pack.getPageCount()).toBeGreaterThan(140)
    const kinds = pack
      .getPages()
      .flatMap((each) =>
        (each.node.Annots()?.asArray() ?? []).map((entry) =>
          String(pack.context.lookup(entry, PDFDict).get(PDFName.of('Subtype'))),
        ),
      )
    expect(kinds).toContain('/FreeText')
    expect(kinds.filter((kind) => kind === '/Highlight').length).toBeGreaterThan(0)
  })

  await test.step('a restricted paper says who reads it, and offers neither print nor copy', async () => {
    await page.getByRole('link', { name: /Đề án tổ chức phòng họp/ }).click()
    await expect(page.getByTestId('watermark')).toContainText('Hoàng Thanh Liên · Văn phòng Trung ương Đoàn')
    await page.getByRole('button', { name: 'Cách hiển thị' }).click()
    await expect(page.getByRole('menuitem', { name: 'Vừa cả trang' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: /In |Lưu / })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('paper').locator('.textLayer span').first()).toBeVisible()
    expect(await checkScreen(page, 'reader-restricted')).toEqual([])
  })
  expect([...secretary.complaints, ...member.complaints]).toEqual([])
  await secretary.closesTheBrowser()
  await member.closesTheBrowser()
  await server.kill('SIGTERM')
  await folder.remove()
})
