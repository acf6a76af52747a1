import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { TemplateHandler } from 'easy-template-x'
import { checksTheRecord } from '../support/checks-the-record.ts'
import { checkScreen } from '../support/check-screen.ts'
import { layCable } from '../support/cable.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { actsWithoutNetwork } from '../support/network-cut.ts'
import { PersonAtMachine } from '../support/person.ts'
import { looksAtThePlan } from '../support/room-plan.ts'
import { voteByClauses } from '../support/vote-by-clauses.ts'
import { temporaryFolder } from '../support/test-server.ts'

const meetingTitle = /rà soát Chương trình phối hợp/i

test('a session is held: arrivals, quorum, items, turns, a vote with a change of mind, a network cut, the end', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const port = Number(new URL(server.url).port)
  const cables = [await layCable(() => port), await layCable(() => port), await layCable(() => port)] as const
  const [chair, secretary, member] = [
    new PersonAtMachine(path.join(folder.path, 'chair'), cables[0].url),
    new PersonAtMachine(path.join(folder.path, 'secretary'), cables[1].url),
    new PersonAtMachine(path.join(folder.path, 'member'), cables[2].url),
  ]
  const faults: string[] = []
  const shoot = async (page: Page, name: string) => void faults.push(...(await checkScreen(page, `room-${name}`)))
  await chair.signsInAndOpens(/Bí thư thứ nhất/, meetingTitle)
  await secretary.signsInAndOpens(/thư ký các phiên họp/, meetingTitle)
  await member.signsInAndOpens(/Bí thư thường trực/, meetingTitle)

  await test.step('the member answers the invitation, and everybody enters the room', async () => {
    await member.page.getByRole('button', { name: 'Xác nhận tham gia' }).click()
    await expect(member.page.getByText('Trả lời của đồng chí: Đã xác nhận tham gia')).toBeVisible()
    for (const { page } of [chair, secretary, member]) await page.getByRole('button', { name: 'Phòng họp' }).click()
    await expect(chair.page.getByTestId('quorum')).toContainText('chưa đủ điều kiện tiến hành')
  })

  await test.step('they check in, the secretary records the others, and the quorum is met', async () => {
    await chair.page.getByRole('button', { name: 'Điểm danh có mặt' }).click()
    await member.page.getByRole('button', { name: 'Mã điểm danh của tôi' }).click()
    const code = await member.page.getByRole('img', { name: /^...-...$/ }).getAttribute('aria-label')
    await shoot(member.page, 'own-code')
    await member.page.keyboard.press('Escape')
    await secretary.page.getByRole('button', { name: 'Điểm danh', exact: true }).click()
    await expect(secretary.page.getByLabel('Điểm danh bằng mã')).toBeFocused()
    await secretary.page.keyboard.type(`${code?.replace('-', '')}\n`)
    await expect(secretary.page.getByText(/^Đã ghi có mặt: /)).toBeVisible()
    const roll = secretary.page.getByTestId('roll')
    await expect(roll.getByText('Có mặt', { exact: true })).toHaveCount(2)
    for (let present = 2; present < 5; present++) {
      await roll
        .getByRole('row')
        .filter({ hasText: 'Chưa có mặt' })
        .filter({ hasNotText: 'thư ký' })
        .first()
        .getByRole('button', { name: 'Ghi có mặt' })
        .click()
      await expect(roll.getByText('Có mặt', { exact: true })).toHaveCount(present + 1)
    }
    await shoot(secretary.page, 'roll')
    await secretary.page.keyboard.press('Escape')
    for (const { page } of [chair, secretary, member])
      await expect(page.getByTestId('quorum')).toContainText('– đủ điều kiện tiến hành')
  })

  await test.step('the chair starts and opens an item, and all see it', async () => {
    await chair.page.getByRole('button', { name: 'Bắt đầu phiên họp' }).click()
    await chair.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    // Pressed again before the first is open, it means the same item: a double press skips nothing.
    await expect(chair.page.getByTestId('current-item')).toContainText('Khai mạc')
    await chair.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    for (const { page } of [chair, secretary, member])
      await expect(page.getByTestId('current-item')).toContainText('Báo cáo kết quả thực hiện')
    await shoot(chair.page, 'console')
  })

  await test.step('turns: the member asks for the floor, is called, speaks, and ends', async () => {
    await member.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click()
    await member.page.getByLabel('Nội dung', { exact: true }).fill('Về kết quả nhiệm vụ 3')
    await member.page.getByRole('dialog').getByRole('button', { name: 'Đăng ký phát biểu' }).click()
    await expect(member.page.getByText('Đồng chí đang chờ, thứ 1')).toBeVisible()
    await expect(chair.page.getByTestId('queue')).toContainText('Về kết quả nhiệm vụ 3')
    await chair.page.getByRole('button', { name: 'Mời', exact: true }).click()
    await expect(member.page.getByText('Mời đồng chí phát biểu')).toBeVisible()
    await shoot(member.page, 'speaking')
    await shoot(chair.page, 'console-speaking')
    await member.page.getByRole('button', { name: 'Kết thúc', exact: true }).click()
    await expect(chair.page.getByText('Đã phát biểu (1)')).toBeVisible()
  })

  let wall: Page | null = null
  await test.step('the chair presents a paper, the member follows, leaves by an own movement, and comes back', async () => {
    await chair.page.getByRole('button', { name: 'Trình chiếu' }).first().click()
    await expect(chair.page.getByText(/Đồng chí đang trình chiếu · 0 máy đang theo/)).toBeVisible()
    const pageBox = (page: Page) => page.getByLabel('Số trang', { exact: true })
    await expect(pageBox(chair.page)).toHaveValue('1')
    await member.page.getByRole('button', { name: 'Theo dõi người trình bày' }).click()
    await expect(member.page.getByText(/Đang theo đồng chí Nguyễn Văn Khải/)).toBeVisible()
    await expect(chair.page.getByText(/1 máy đang theo/)).toBeVisible()
    await pageBox(chair.page).fill('7')
    await pageBox(chair.page).press('Enter')
    await expect(pageBox(member.page)).toHaveValue('7')
    await chair.page.getByRole('button', { name: 'Con trỏ' }).click()
    await chair.page.mouse.move(600, 500)
    await chair.page.mouse.move(610, 510)
    await expect(member.page.locator('.presenterPointer')).toBeVisible()
    await shoot(member.page, 'following')
    // What hangs on the wall is a window of its own, drawn from the secretary's machine, which stays free meanwhile.
    const opens = secretary.page.waitForEvent('popup')
    await secretary.page.getByRole('button', { name: 'Màn hình phòng họp' }).click()
    await secretary.page.getByRole('button', { name: 'Mở cửa sổ riêng cho máy chiếu' }).click()
    wall = await opens
    await wall.setViewportSize({ width: 1920, height: 1080 })
    await expect(wall.getByRole('img', { name: /^Trang 7 của/ })).toBeVisible({ timeout: 60_000 })
    await shoot(wall, 'wall-page')
    await secretary.page.keyboard.press('Escape')
    await member.page.getByTestId('paper').hover()
    await member.page.mouse.wheel(0, 400)
    await expect(member.page.getByText('Đồng chí Nguyễn Văn Khải đang trình chiếu')).toBeVisible()
    await expect(chair.page.getByText(/0 máy đang theo/)).toBeVisible()
    await member.page.getByRole('button', { name: 'Theo dõi người trình bày' }).click()
    await expect(chair.page.getByText(/1 máy đang theo/)).toBeVisible()
    await chair.page.getByRole('button', { name: 'Dừng trình chiếu' }).click()
    await expect(member.page.getByText(/Đang theo đồng chí/)).toBeHidden()
    for (const { page } of [chair, member]) {
      await page.getByRole('button', { name: 'Về chương trình' }).click()
      await expect(page.getByTestId('current-item')).toBeVisible()
    }
  })

  await test.step('a guest waits at the door, has the papers while they are in, and loses them with the item', async () => {
    const guest = new PersonAtMachine(path.join(folder.path, 'guest'), server.url)
    await guest.signsInAndOpens(/Giám đốc Trung tâm Chuyển đổi số/, meetingTitle)
    await expect(guest.page.getByRole('tab', { name: 'Tài liệu (0)' })).toBeVisible()
    await guest.page.getByRole('button', { name: 'Vào phòng họp' }).last().click()
    await expect(guest.page.getByText(/Tài liệu hiện ra khi chủ trì mời/)).toBeVisible()
    await chair.page.getByRole('button', { name: 'Mời vào' }).click()
    await expect(guest.page.getByText(/Đồng chí được mời dự nội dung này/)).toBeVisible()
    await guest.page.getByRole('link', { name: /Báo cáo tổng hợp kết quả/ }).click()
    await expect(guest.page.getByTestId('paper').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
    await guest.page.goBack()
    await shoot(guest.page, 'guest')
    await shoot(chair.page, 'console-guest')
    await chair.page.getByRole('button', { name: 'Mời ra' }).click()
    await expect(guest.page.getByText(/Tài liệu hiện ra khi chủ trì mời/)).toBeVisible()
    await expect(guest.page.getByRole('link', { name: /Báo cáo tổng hợp kết quả/ })).toHaveCount(0)
    expect(guest.complaints).toEqual([])
    await guest.closesTheBrowser()
  })

  await test.step('the network is cut: what the member asks for waits, says so, and goes by itself', async () => {
    await actsWithoutNetwork({ cable: cables[2], chair, member, shoot })
  })

  await test.step('a vote: prepared, opened on the eligible machines, changed, closed, published', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Soạn nội dung biểu quyết' }).click()
    await page.getByLabel('Tên nội dung').fill('Thông qua báo cáo kết quả thực hiện Chương trình phối hợp')
    await page.getByLabel('Số giây chờ phiếu đang gửi').fill('0')
    await shoot(page, 'prepare-vote')
    await page.getByRole('button', { name: 'Lưu nội dung' }).click()
    await chair.page.getByRole('button', { name: 'Mở biểu quyết' }).click()
    // Those whom the secretary recorded have no machine here; the member's is in front.
    await expect(chair.page.getByText(/Chưa sẵn sàng: (?!.*Hoàng Thanh Liên)/)).toBeVisible()
    await shoot(chair.page, 'open-vote')
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Mở biểu quyết' }).click()
    await expect(member.page.getByTestId('open-vote')).toBeVisible()
    await expect(page.getByText('Đồng chí không có trong danh sách biểu quyết của lượt này.')).toBeVisible()
    await shoot(member.page, 'vote-card')
    await member.page.getByRole('button', { name: 'Không tán thành' }).click()
    await member.page.getByRole('button', { name: 'Gửi phiếu: Không tán thành' }).click()
    await expect(member.page.getByTestId('voted')).toContainText('Đã bỏ phiếu: Không tán thành')
    await member.page.getByRole('button', { name: 'Đổi phiếu' }).click()
    await member.page.getByRole('button', { name: 'Tán thành', exact: true }).click()
    await member.page.getByRole('button', { name: 'Gửi phiếu: Tán thành' }).click()
    await expect(member.page.getByTestId('voted')).toContainText('Đã bỏ phiếu: Tán thành')
    await shoot(member.page, 'voted')
    await chair.page.getByRole('button', { name: 'Tán thành', exact: true }).click()
    await chair.page.getByRole('button', { name: 'Gửi phiếu: Tán thành' }).click()
    await expect(chair.page.getByText(/Đã biểu quyết 2\/5 · 1 người đã đổi phiếu/)).toBeVisible()
    await page.getByRole('button', { name: 'Ghi số đếm giơ tay' }).click()
    await page.getByRole('dialog').getByLabel('Tán thành', { exact: true }).fill('3')
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
    await expect(chair.page.getByText(/Đã biểu quyết 5\/5/)).toBeVisible()
    await chair.page.getByRole('button', { name: 'Đóng biểu quyết' }).click()
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Đóng biểu quyết' }).click()
    await chair.page.getByRole('button', { name: 'Công bố kết quả' }).click()
    for (const { page: seen } of [chair, secretary, member])
      await expect(seen.getByTestId('poll-result')).toContainText('→ thông qua')
    await shoot(chair.page, 'result')
  })

  await test.step('a vote clause by clause: one votes for a member who is away, the secretary enters a ballot for another', () =>
    voteByClauses({ secretary, chair, member, shoot }))

  await test.step('the room screen shows what the room may see', async () => {
    if (wall) await looksAtThePlan({ chair, wall, shoot })
    await secretary.page.getByRole('button', { name: 'Màn hình phòng họp' }).click()
    await secretary.page.getByLabel('Thông báo lên màn hình').fill('Mời các đồng chí ổn định chỗ ngồi')
    await secretary.page.getByRole('button', { name: 'Hiện thông báo' }).click()
    if (!wall) throw new Error('Nothing hangs on the wall')
    await expect(wall.getByTestId('room-display')).toContainText('Mời các đồng chí ổn định chỗ ngồi')
    await shoot(wall, 'wall-message')
    await secretary.page.getByLabel('Thông báo lên màn hình').fill('Giải lao')
    await secretary.page.getByRole('button', { name: 'Để sẵn' }).last().click()
    const desk = secretary.page.getByRole('dialog')
    await expect(desk.getByTestId('wall-preview')).toHaveText([/ổn định chỗ ngồi/, /Giải lao *15:00/])
    await shoot(secretary.page, 'screen-desk')
    await desk.getByRole('region', { name: 'Danh sách chuẩn bị' }).getByRole('button', { name: 'Hiện' }).click()
    await expect(wall.getByTestId('room-display')).toContainText(/Giải lao *14:\d\d/)
    await shoot(wall, 'wall-countdown')
    await expect(desk.getByRole('region', { name: 'Đã hiện' })).toContainText('Mời các đồng chí ổn định chỗ ngồi')
    await secretary.page.getByRole('button', { name: 'Hiện diễn biến phiên họp' }).click()
    await expect(wall.getByTestId('room-display')).toContainText('thông qua')
    await secretary.page.getByRole('button', { name: 'Đóng cửa sổ máy chiếu' }).click()
    await expect.poll(() => wall?.isClosed()).toBe(true)
    await secretary.page.setViewportSize({ width: 1920, height: 1080 })
    await secretary.page.getByRole('button', { name: 'Hiện trên máy này' }).click()
    await expect(secretary.page.getByTestId('room-display')).toContainText('thông qua')
    await shoot(secretary.page, 'wall-result')
    await chair.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    await expect(secretary.page.getByTestId('room-display')).toContainText('Rà soát 6 nhóm công việc')
    await chair.page.getByRole('button', { name: 'Mời', exact: true }).click()
    await shoot(secretary.page, 'wall-item')
  })

  await test.step('the chair ends the session, and nobody is in the room any more', async () => {
    await chair.page.getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    for (const { page } of [chair, member])
      await expect(page.getByRole('heading', { name: 'Phiên họp đã kết thúc' })).toBeVisible()
    await expect(member.page.getByTestId('quorum')).toContainText('Có mặt 0/')
    await shoot(member.page, 'ended')
  })

  await test.step('minutes: written by two at once, one of them cut off; the chair confirms the conclusion', async () => {
    await secretary.page.setViewportSize({ width: 1366, height: 768 })
    await secretary.page.getByRole('button', { name: 'Đóng', exact: true }).click()
    for (const { page } of [secretary, chair]) await page.getByRole('button', { name: 'Biên bản', exact: true }).click()
    const item = (page: Page) => page.getByTestId('minutes-item').filter({ hasText: '2. Báo cáo kết quả thực hiện' })
    const notes = (page: Page) => item(page).getByLabel('Diễn biến, ý kiến')
    cables[0].cut()
    await item(secretary.page).getByRole('button', { name: 'Hoàng Thanh Liên' }).click()
    await notes(secretary.page).press('Control+End')
    await notes(secretary.page).pressSequentially('đề nghị đánh giá kỹ nhiệm vụ 3.')
    await notes(chair.page).fill('Chủ trì gợi ý tập trung vào kết quả.')
    await expect(chair.page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
    cables[0].mend()
    for (const { page } of [secretary, chair]) {
      await expect(notes(page)).toHaveValue(/Đồng chí Hoàng Thanh Liên phát biểu: đề nghị đánh giá kỹ nhiệm vụ 3\./, {
        timeout: 60_000,
      })
      await expect(notes(page)).toHaveValue(/Chủ trì gợi ý tập trung vào kết quả\./)
    }
    await item(secretary.page).getByRole('button', { name: 'Câu mẫu kết luận' }).click()
    await secretary.page.getByRole('menuitem', { name: /^Thống nhất thông qua/ }).click()
    await expect(item(secretary.page).getByLabel('Kết luận', { exact: true })).toHaveValue('Thống nhất thông qua …')
    await item(secretary.page)
      .getByLabel('Kết luận', { exact: true })
      .fill('Thông qua báo cáo, giao Văn phòng hoàn thiện.')
    await item(chair.page).getByRole('button', { name: 'Chủ trì xác nhận kết luận' }).click()
    await expect(item(secretary.page).getByText(/Đã xác nhận: Nguyễn Văn Khải/)).toBeVisible()
    await item(secretary.page).getByRole('button', { name: 'Giao nhiệm vụ' }).click()
    const dialog = secretary.page.getByRole('dialog')
    await expect(dialog.getByLabel('Việc cần làm')).toHaveValue('Thông qua báo cáo, giao Văn phòng hoàn thiện.')
    await dialog.getByLabel('Việc cần làm').fill('Hoàn thiện báo cáo trình Ban Bí thư')
    await dialog.getByRole('combobox', { name: 'Chủ trì thực hiện' }).fill('Hoàng Thanh Liên')
    await secretary.page.getByRole('option', { name: 'Hoàng Thanh Liên' }).click()
    await dialog.getByRole('button', { name: 'Giao nhiệm vụ' }).click()
    await expect(
      item(secretary.page).getByText(/Đã giao: Hoàn thiện báo cáo trình Ban Bí thư – Hoàng Thanh Liên/),
    ).toBeVisible()
    await shoot(secretary.page, 'minutes-notes')
  })

  await test.step('they go out for comments, are signed by chair and secretary, and leave as a DOCX', async () => {
    const { page } = secretary
    await page.getByRole('tab', { name: 'Dự thảo' }).click()
    const draft = page.getByRole('article', { name: 'Biên bản' })
    await expect(draft).toContainText('Có mặt 5/')
    await expect(draft).toContainText('Đã phát biểu: Hoàng Thanh Liên')
    await expect(draft).toContainText('→ thông qua')
    await expect(draft).toContainText('Kết luận: Thông qua báo cáo, giao Văn phòng hoàn thiện.')
    await expect(draft).toContainText('chủ trì: Hoàn thiện báo cáo trình Ban Bí thư; hạn ')
    await shoot(page, 'minutes-draft')
    await page.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await expect(page.getByText('Đang lấy ý kiến')).toBeVisible()
    await member.page.getByRole('button', { name: 'Về chương trình' }).click()
    await member.page.getByRole('button', { name: 'Biên bản', exact: true }).click()
    await expect(member.page.getByText('DỰ THẢO – chưa ký')).toBeVisible()
    await member.page.getByLabel('Góp ý của tôi').fill('Đề nghị ghi rõ thời hạn hoàn thiện.')
    await member.page.getByRole('button', { name: 'Gửi góp ý' }).click()
    await expect(page.getByTestId('minutes-comment')).toContainText('Đề nghị ghi rõ thời hạn hoàn thiện.')
    await shoot(member.page, 'minutes-comments')
    await page.getByRole('tab', { name: 'Dự thảo' }).click()
    await page.getByRole('button', { name: 'Trình ký', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Trình ký' }).click()
    await chair.page.getByRole('tab', { name: 'Bản đã gửi' }).click()
    await chair.page.getByRole('button', { name: 'Ký với tư cách chủ trì' }).click()
    await expect(page.getByText(/Chủ trì Nguyễn Văn Khải ký lúc/)).toBeVisible()
    await page.getByRole('button', { name: 'Ký với tư cách thư ký' }).click()
    for (const each of [chair.page, page, member.page]) await expect(each.getByText('Đã ký, khóa')).toBeVisible()
    await expect(member.page.getByText('DỰ THẢO – chưa ký')).toBeHidden()
    await shoot(page, 'minutes-signed')
    const kept = await secretary.keepsSavedFiles()
    await page.getByRole('button', { name: 'Xuất văn bản' }).click()
    await page.getByLabel('Số, ký hiệu').fill('12-BB/TWĐTN-VP')
    await shoot(page, 'minutes-document')
    await page.getByRole('button', { name: 'Lưu tệp DOCX' }).click()
    const docx = await kept(
      'Biên bản – Phiên họp Ban Bí thư rà soát Chương trình phối hợp chuyển đổi số giai đoạn 2023–2027.docx',
    )
    const text = await new TemplateHandler().getText(new Uint8Array(docx).buffer)
    await page.getByRole('button', { name: 'Xuất văn bản' }).click()
    await page.getByRole('button', { name: 'Lưu tệp PDF' }).click()
    const pdf = await kept(
      'Biên bản – Phiên họp Ban Bí thư rà soát Chương trình phối hợp chuyển đổi số giai đoạn 2023–2027.pdf',
    )
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    for (const wanted of [
      'ĐOÀN TNCS HỒ CHÍ MINH',
      'Số: 12-BB/TWĐTN-VP',
      'Kết luận: Thông qua báo cáo, giao Văn phòng hoàn thiện.',
      'Nguyễn Văn Khải',
    ])
      expect(text).toContain(wanted)
  })

  await test.step('the task is with the one who leads it, who reports; the secretary accepts it as done', async () => {
    await member.page.getByRole('button', { name: 'Nhiệm vụ' }).click()
    const task = (page: Page) => page.getByTestId('task').filter({ hasText: 'Hoàn thiện báo cáo trình Ban Bí thư' })
    await task(member.page).getByRole('button', { name: 'Báo cáo tiến độ' }).click()
    await member.page.getByRole('dialog').getByText('75%').click()
    await member.page.getByLabel('Kết quả, vướng mắc').fill('Đã có dự thảo lần hai')
    await member.page.getByRole('dialog').getByRole('button', { name: 'Báo cáo tiến độ' }).click()
    await expect(task(member.page)).toContainText('Tiến độ 75%')
    await expect(task(member.page).getByRole('button', { name: 'Xác nhận hoàn thành' })).toHaveCount(0)
    await shoot(member.page, 'tasks')
    const { page } = secretary
    await page.getByRole('button', { name: 'Nhiệm vụ' }).click()
    await page.getByText('Tất cả đang làm (1)').click()
    await expect(task(page)).toContainText('Đã có dự thảo lần hai')
    await task(page).getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
    await expect(member.page.getByText('Đồng chí không có nhiệm vụ nào')).toBeVisible()
    await member.page.getByText('Đã kết thúc (1)').click()
    await expect(task(member.page)).toContainText('Hoàn thành')
    await member.page.getByRole('button', { name: 'Sổ kết luận' }).click()
    const decisions = member.page.getByTestId('decision')
    await expect(decisions.filter({ hasText: 'Thông qua báo cáo, giao Văn phòng hoàn thiện.' })).toContainText(
      'Đã hoàn thành 1/1 nhiệm vụ',
    )
    await expect(
      decisions.filter({ hasText: 'Thông qua báo cáo kết quả thực hiện' }).filter({ hasText: 'Biểu quyết' }),
    ).toContainText('có 5 → thông qua')
    await shoot(member.page, 'decisions')
    await member.page.getByRole('button', { name: 'Tìm kiếm', exact: true }).click()
    await member.page.getByRole('textbox', { name: 'Tìm trong mọi tài liệu' }).fill('giao van phong')
    await expect(member.page.getByRole('region', { name: 'Sổ kết luận' })).toContainText('giao Văn phòng')
    await page.getByRole('button', { name: 'Lịch họp' }).click()
    await secretary.opensMeeting(meetingTitle)
  })

  await test.step('secretary and chair seal the log; the record is checked by the page, from disk and without a network', async () => {
    await chair.page.getByRole('button', { name: 'Về chương trình' }).click()
    for (const { page } of [secretary, chair]) {
      await page.getByRole('button', { name: 'Phòng họp' }).click()
      await page.getByRole('button', { name: 'Niêm phong nhật ký' }).click()
      await expect(page.getByRole('button', { name: 'Niêm phong nhật ký' })).toBeHidden()
    }
    await expect(secretary.page.getByText(/đã niêm phong: ([0-9A-F]{4}-){3}[0-9A-F]{4}/)).toHaveCount(2)
    const codes = (await secretary.page.getByText(/đã niêm phong: /).allTextContents()).map((text) => text.slice(-19))
    await shoot(secretary.page, 'sealed')
    const kept = await secretary.keepsSavedFiles()
    const saves = async (button: string, name: string) => {
      await secretary.page.getByRole('button', { name: button }).click()
      writeFileSync(path.join(folder.path, name), await kept(name))
    }
    await saves('Xuất hồ sơ', 'ho-so-phien-hop.json')
    await saves('Lưu trang kiểm tra', 'kiem-tra-ho-so.html')
    await secretary.page.getByRole('button', { name: 'Lưu hồ sơ lưu trữ (.zip)' }).click()
    await expect(secretary.page.getByText(/^Đã lưu hồ sơ gồm \d+ tệp; thiếu 0 tệp/)).toBeVisible({ timeout: 60_000 })
    writeFileSync(path.join(folder.path, 'luu-tru.zip'), await kept(/^Hồ sơ lưu trữ – /))
    for (const cable of cables) cable.cut()
    await checksTheRecord(folder.path, codes)
  })

  expect(faults).toEqual([])
  expect([...chair.complaints, ...secretary.complaints, ...member.complaints]).toEqual([])
  for (const who of [chair, secretary, member]) await who.closesTheBrowser()
  for (const cable of cables) await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
