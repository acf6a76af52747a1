import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { TemplateHandler } from 'easy-template-x'
import { unzipSync } from 'fflate'
import { dayMs, hourMs, minuteMs } from '#domain/kernel/time.ts'
import type { FileId, ItemId, MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { defaultQuorum } from '#domain/attendance/quorum.ts'
import { archiveIndexName } from '#protocol/archive/archive-format.ts'
import { exportAll, importAll } from '#server/composition/moving-commands.ts'
import { verify } from '#server/composition/operator-commands.ts'
import { agendaItems } from '../support/agenda-items.ts'
import { demonstrationPassword } from '../support/demonstration.ts'
import { keptContent } from '../support/kept-content.ts'
import { PersonAtMachine } from '../support/person.ts'
import { scriptedMembers } from '../support/scripted-members.ts'
import { sendsRemarks, writesRemarks } from '../support/scripted-remarks.ts'
import { createStoryClock, startServerWithClock } from '../support/server-with-clock.ts'
import { holdsScriptedSession } from '../support/scripted-session.ts'
import { writeTextPaper } from '../support/test-papers.ts'
import { newId, signInSameDevice, temporaryFolder, type TestDevice } from '../support/test-server.ts'

const title = 'Hội nghị Ban Thường vụ chuyên đề tháng Mười hai'
const agenda =
  'Khai mạc (10 phút)\nBáo cáo công tác năm 2026 (60 phút)\nTờ trình chương trình công tác năm 2027 (40 phút)\nKết luận (10 phút)'

/**
 * Three weeks of a conference of the Standing Committee, with the clock moved by the test: from the template to the sealed archive and
 * to a new server. People close their machines in between and open them again on another day.
 */
test('three weeks: from the template over papers, sixty remarks, the session, minutes and tasks to the archive and a new server', async () => {
  test.setTimeout(600_000)
  const folder = await temporaryFolder()
  const at = (name: string) => path.join(folder.path, name)
  const clock = createStoryClock()
  const server = await startServerWithClock(at('server'), clock)
  const machine = (name: string) => new PersonAtMachine(at(name), server.url, clock.now)
  const positions = {
    secretary: /thư ký các phiên họp/,
    second: /Chuyên viên Văn phòng, thư ký/,
    chair: /Bí thư thứ nhất/,
    unit: /Trưởng Ban Tổ chức/,
    member: /Bí thư thường trực/,
  } as const
  type Role = keyof typeof positions
  const people = Object.fromEntries(Object.keys(positions).map((role) => [role, machine(role)])) as Readonly<
    Record<Role, PersonAtMachine>
  >
  const { secretary, second, chair, unit, member } = people
  const known = new Set<Role>()
  /** Opens machines: the first time signs in, later unlocks what is there. */
  const opens = async (...roles: readonly Role[]) => {
    for (const role of roles) {
      await people[role].opensTheApp()
      if (known.has(role)) await people[role].unlocks(demonstrationPassword)
      else await people[role].choosesDemonstrationPerson(positions[role])
      known.add(role)
      await people[role].seesChip('Đã lưu trên máy chủ')
    }
  }
  const closes = async (...roles: readonly Role[]) => {
    for (const role of roles) await people[role].closesTheBrowser()
  }
  // Everybody has the app on their machine already.
  const everybody = Object.keys(positions) as Role[]
  await opens(...everybody)
  await closes(...everybody)
  const script = await scriptedMembers(server.url, { except: Object.values(positions) })
  const byRole = async (role: Role) => script.alsoAs(positions[role])
  let [office, chairScript] = [await byRole('secretary'), await byRole('chair')]
  /** A sign-in lasts minutes: on another day the same machine signs in again. */
  const wakes = (device: TestDevice) => signInSameDevice(device, device.api, demonstrationPassword)
  const admin = await script.alsoAs(/quản trị hệ thống/i)
  const file = (name: string) => at(name)
  await writeTextPaper(file('Báo cáo lần một.pdf'), ['Báo cáo công tác năm 2026'])
  await writeTextPaper(file('Báo cáo lần hai.pdf'), ['Báo cáo công tác năm 2026, có số liệu', 'Phụ biểu'])
  await writeTextPaper(file('Tờ trình chương trình công tác năm 2027.pdf'), ['Tờ trình chương trình công tác'])
  const firstDay = clock.now()
  let meeting = '' as MeetingId
  const state = () => server.authority.meeting(meeting)
  const opensDuty = async (page: Page, duty: string) => {
    const row = page.getByRole('region', { name: 'Việc cần làm' }).getByRole('button').filter({ hasText: duty })
    await row.filter({ hasText: title }).click()
  }
  const sends = async (page: Page, button: RegExp, name: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: button }).click()
    await (await chooser).setFiles(file(name))
    await expect(page.getByText('Đã trình duyệt').last()).toBeVisible({ timeout: 60_000 })
  }

  await test.step('day 0: the office has a type for such conferences; the secretary begins one with it and asks a unit for its paper', async () => {
    const body = [...server.authority.organisation().bodies.values()].find(({ name }) => /Ban Thường vụ/.test(name))
    await admin.must({
      t: 'type.put',
      type: {
        id: newId('y'),
        name: 'Hội nghị Ban Thường vụ',
        body: body?.id ?? null,
        room: null,
        agenda,
        quorum: defaultQuorum,
        tracksReading: false,
        remarkDays: 2,
        notesLimit: 7,
        isOffered: true,
      },
    })
    await opens('secretary')
    const { page } = secretary
    await page.getByRole('button', { name: 'Tạo phiên họp' }).click()
    await page.getByLabel('Tên phiên họp').fill(title)
    await page.getByRole('combobox', { name: 'Loại phiên họp' }).click()
    await page.getByRole('option', { name: 'Hội nghị Ban Thường vụ' }).click()
    await page.getByRole('button', { name: 'Tạo và soạn chương trình' }).click()
    await expect(page.getByText('Tổng 120 phút')).toBeVisible()
    meeting = /m_[0-9a-z]{26}/.exec(page.url())?.[0] as MeetingId
    await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    await page.getByRole('button', { name: 'Đề nghị nộp tài liệu' }).click()
    await page.getByLabel('Tên tài liệu').fill('Báo cáo công tác năm 2026')
    await page.getByRole('combobox', { name: 'Nội dung' }).fill('Báo cáo công tác')
    await page.getByRole('option', { name: /Báo cáo công tác năm 2026/ }).click()
    await page.getByRole('combobox', { name: 'Người nộp' }).fill('Trưởng Ban Tổ chức')
    await page
      .getByRole('option', { name: /Trưởng Ban Tổ chức/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(page.getByTestId('paper-request')).toContainText('Chờ nộp')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp', exact: true }).click()
    await (await chooser).setFiles(file('Tờ trình chương trình công tác năm 2027.pdf'))
    await expect(page.getByText('Đã gửi lên máy chủ')).toHaveCount(1, { timeout: 60_000 })
    await secretary.seesChip('Đã lưu trên máy chủ')
    await closes('secretary')
  })

  await test.step('days 1 to 3: the paper is sent in, sent back with a reason, and improved', async () => {
    clock.later(dayMs)
    await opens('unit')
    await opensDuty(unit.page, 'Nộp 1 tài liệu')
    await sends(unit.page, /Chọn tệp để trình duyệt/, 'Báo cáo lần một.pdf')
    await unit.seesChip('Đã lưu trên máy chủ')
    await closes('unit')
    clock.later(dayMs)
    office = await wakes(office)
    const paper = [...state().preparation.requests.keys()][0] as PaperId
    await office.must({ t: 'paper.review', meeting, paper, approved: false, reason: 'Thiếu số liệu' })
    clock.later(dayMs)
    await opens('unit')
    await opensDuty(unit.page, 'Nộp 1 tài liệu')
    await expect(unit.page.getByText('Thiếu số liệu')).toBeVisible()
    await sends(unit.page, /Chọn bản đã sửa/, 'Báo cáo lần hai.pdf')
    await unit.seesChip('Đã lưu trên máy chủ')
    await closes('unit')
  })

  await test.step('day 4: it is approved and taken over; the conference goes out, with what becomes of notes', async () => {
    clock.later(dayMs)
    office = await wakes(office)
    await opens('secretary')
    const { page } = secretary
    await opensDuty(page, 'Duyệt 1 tài liệu')
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    await page.getByRole('tab', { name: /Tài liệu chuẩn bị/ }).click()
    await page.getByRole('button', { name: 'Đưa vào tài liệu chuẩn bị' }).click()
    await office.must({ t: 'role.set', meeting, person: chairScript.person, roles: ['chair', 'member'] })
    await office.must({ t: 'role.set', meeting, person: (await byRole('second')).person, roles: ['secretary'] })
    await page.getByRole('button', { name: 'Phát hành phiên họp' }).click()
    await page.getByRole('button', { name: 'Phát hành ngay' }).click()
    await expect(page.getByText('Đã gửi giấy mời').first()).toBeVisible({ timeout: 60_000 })
    await secretary.seesChip('Đã lưu trên máy chủ')
    expect([state().invitations.issued.length, state().notesLimit, state().papers.size]).toEqual([1, 7, 2])
    await closes('secretary')
  })

  const asked = async () => {
    const members = new Set(
      [...state().roles].filter(([, roles]) => roles.includes('member')).map(([person]) => person),
    )
    return Promise.all(
      script.devices
        .filter(({ person }) => members.has(person))
        .slice(0, 19)
        .map(wakes),
    )
  }
  await test.step('days 4 to 6: sixty remarks of twenty members, half of them written without a network, become one table', async () => {
    const [paper] = [...state().papers.values()].filter((each) => /Báo cáo/.test(each.title))
    const place = { meeting, paper: paper?.id as PaperId, file: paper?.versions.at(-1)?.file as FileId }
    const commenting = await asked()
    expect(commenting).toHaveLength(19)
    const written = commenting.map((by, index) => ({
      by,
      remarks: writesRemarks(
        by,
        place,
        [1, 2, 3].map((each) => `Góp ý ${each} của đồng chí thứ ${index + 1}`),
        clock.now(),
      ),
    }))
    for (const { by, remarks } of written.slice(0, 10)) await sendsRemarks(server, by, place, remarks)
    await opens('member')
    const { page } = member
    await member.opensMeeting(title)
    await expect(
      page.getByText('Ghi chú riêng trên tài liệu của phiên họp này sẽ được xóa 7 ngày sau khi kết thúc.'),
    ).toBeVisible()
    await expect(page.getByText('Sẵn sàng ngoại tuyến')).toBeVisible({ timeout: 60_000 })
    await page.context().setOffline(true)
    await member.seesChip('Ngoại tuyến')
    await page.getByRole('link', { name: /Báo cáo công tác/ }).click()
    await expect(page.getByTestId('paper').getByText('Báo cáo công tác năm 2026')).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('paper').focus()
    await page.keyboard.press('n')
    await page.keyboard.type('nhớ hỏi về kinh phí')
    await page.keyboard.press('Escape')
    await expect(page.getByText('Ghi chú của tôi (1)')).toBeVisible()
    await page.getByRole('button', { name: 'Về chương trình' }).click()
    await page.getByRole('tab', { name: 'Góp ý' }).click()
    for (const text of ['Nêu rõ nguồn kinh phí', 'Bổ sung số liệu quý IV', 'Thống nhất tên gọi']) {
      await page.getByRole('button', { name: 'Góp ý', exact: true }).click()
      await page.getByLabel('Nội dung góp ý').fill(text)
      await page.getByRole('button', { name: 'Gửi góp ý' }).click()
    }
    await expect(page.getByTestId('remark').filter({ hasText: 'Thống nhất tên gọi' })).toBeVisible()
    clock.later(dayMs)
    await page.context().setOffline(false)
    await member.seesChip('Đã lưu trên máy chủ')
    for (const { by, remarks } of written.slice(10)) await sendsRemarks(server, await wakes(by), place, remarks)
    await closes('member')
    await opens('secretary')
    await secretary.opensMeeting(title)
    await secretary.page.getByRole('tab', { name: 'Góp ý' }).click()
    await expect(secretary.page.getByText('Tất cả (60)')).toBeVisible({ timeout: 60_000 })
    const answers = async (text: string, outcome: string, words: string) => {
      const remark = secretary.page.getByTestId('remark').filter({ hasText: text })
      await remark.getByRole('button', { name: 'Tiếp thu, giải trình' }).click()
      await secretary.page.getByRole('dialog').getByText(outcome, { exact: true }).click()
      await secretary.page.getByLabel('Nội dung tiếp thu, giải trình').fill(words)
      await secretary.page.getByRole('button', { name: 'Lưu', exact: true }).click()
    }
    await answers('Nêu rõ nguồn kinh phí', 'Tiếp thu', 'Bổ sung mục III')
    await answers('Bổ sung số liệu quý IV', 'Tiếp thu một phần', 'Bổ sung số liệu tháng 10')
    await answers('Thống nhất tên gọi', 'Giải trình', 'Tên gọi theo Điều lệ')
    await expect(secretary.page.getByText('Chưa trả lời (57)')).toBeVisible()
    const kept = await secretary.keepsSavedFiles()
    await secretary.page.getByRole('button', { name: 'Bảng tổng hợp' }).click()
    await secretary.page.getByRole('button', { name: 'Lưu tệp DOCX' }).click()
    const table = await new TemplateHandler().getText(new Uint8Array(await kept(/^Bảng tổng hợp/)).buffer)
    expect(table.match(/Góp ý \d của đồng chí thứ \d+/g)).toHaveLength(57)
    for (const words of ['60 ý kiến của 20 đồng chí', 'Bổ sung mục III', 'Tên gọi theo Điều lệ'])
      expect(table).toContain(words)
    await secretary.seesChip('Đã lưu trên máy chủ')
    await closes('secretary')
  })

  await test.step('day 7: the session; two secretaries write its minutes at once, one of them without a network', async () => {
    clock.moveTo(firstDay - (firstDay % dayMs) + 7 * dayMs + 2 * hourMs + minuteMs)
    await opens('secretary', 'second')
    for (const who of [secretary, second]) await who.opensMeeting(title)
    office = await wakes(office)
    chairScript = await wakes(chairScript)
    const present = await asked()
    const order = await agendaItems(office, meeting)
    expect(order).toHaveLength(4)
    const motion = { title: 'Thông qua chương trình công tác năm 2027', item: order[2] ?? null }
    const conduct = { chair: chairScript, office, present, items: order, clock }
    await holdsScriptedSession({ meeting, ...conduct, motion, against: 2 })
    for (const who of [secretary, second]) await who.page.getByRole('button', { name: 'Biên bản', exact: true }).click()
    const notes = (page: Page) =>
      page.getByTestId('minutes-item').filter({ hasText: '2. Báo cáo công tác' }).getByLabel('Diễn biến, ý kiến')
    await second.page.context().setOffline(true)
    await second.seesChip('Ngoại tuyến')
    await notes(second.page).fill('Các ý kiến tập trung vào số liệu quý IV.')
    await notes(secretary.page).fill('Chủ trì gợi ý thảo luận. ')
    await expect(second.page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
    await second.page.context().setOffline(false)
    for (const { page } of [secretary, second])
      for (const words of [/Chủ trì gợi ý thảo luận\./, /Các ý kiến tập trung vào số liệu quý IV\./])
        await expect(notes(page)).toHaveValue(words, { timeout: 60_000 })
    const conclusion = 'Thông qua báo cáo; giao các đơn vị hoàn thiện trong tháng.'
    await chairScript.must({ t: 'conclusion.confirm', meeting, item: order[1] as ItemId, text: conclusion })
    for (let number = 1; number <= 12; number++)
      await office.must({
        t: 'task.assign',
        meeting,
        task: newId('w'),
        item: order[1] as ItemId,
        title: `Nhiệm vụ ${number}`,
        lead: present[number]?.person ?? chairScript.person,
        support: [],
        due: clock.now() + 10 * dayMs,
      })
    await chairScript.must({ t: 'session.end', meeting })
  })

  await test.step('days 7 to 10: the minutes go out for comments, are signed and locked; notice and record leave with their words', async () => {
    const { page } = secretary
    await page.getByRole('tab', { name: 'Dự thảo' }).click()
    const draft = page.getByRole('article', { name: 'Biên bản' })
    for (const words of ['Có mặt 20/', '→ thông qua', 'Thông qua báo cáo; giao các đơn vị hoàn thiện', 'Nhiệm vụ 12'])
      await expect(draft).toContainText(words)
    await page.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await expect(page.getByText('Đang lấy ý kiến')).toBeVisible()
    await secretary.seesChip('Đã lưu trên máy chủ')
    await closes('secretary', 'second')
    clock.later(dayMs)
    await opens('member')
    await opensDuty(member.page, 'biên bản')
    await member.page.getByLabel('Góp ý của tôi').fill('Đề nghị ghi rõ thời hạn.')
    await member.page.getByRole('button', { name: 'Gửi góp ý' }).click()
    await expect.poll(() => state().minutes.comments.length).toBe(1)
    await member.seesChip('Đã lưu trên máy chủ')
    await closes('member')
    clock.later(2 * dayMs)
    await opens('secretary', 'chair')
    const desk = secretary.page
    for (const who of [secretary, chair]) {
      await who.opensMeeting(title)
      await who.page.getByRole('button', { name: 'Biên bản', exact: true }).click()
    }
    await desk.getByRole('tab', { name: 'Bản đã gửi' }).click()
    await expect(desk.getByTestId('minutes-comment')).toContainText('Đề nghị ghi rõ thời hạn.')
    await desk.getByRole('tab', { name: 'Dự thảo' }).click()
    await desk.getByRole('button', { name: 'Trình ký', exact: true }).click()
    await desk.getByRole('dialog').getByRole('button', { name: 'Trình ký' }).click()
    await chair.page.getByRole('tab', { name: 'Bản đã gửi' }).click()
    await chair.page.getByRole('button', { name: 'Ký với tư cách chủ trì' }).click()
    await expect(desk.getByText(/Chủ trì Nguyễn Văn Khải ký lúc/)).toBeVisible()
    await desk.getByRole('button', { name: 'Ký với tư cách thư ký' }).click()
    for (const each of [chair.page, desk]) await expect(each.getByText('Đã ký, khóa')).toBeVisible()
    expect(
      await office.submit({ t: 'conclusion.confirm', meeting, item: newId('i'), text: 'sau khi khóa' }),
    ).toMatchObject({
      ok: false,
    })
    await chair.page.getByRole('button', { name: 'Về chương trình' }).click()
    await desk.getByRole('button', { name: 'Về chương trình' }).click()
    for (const who of [secretary, chair]) {
      await who.page.getByRole('button', { name: 'Phòng họp' }).click()
      await who.page.getByRole('button', { name: 'Niêm phong nhật ký' }).click()
      await expect(who.page.getByRole('button', { name: 'Niêm phong nhật ký' })).toBeHidden()
    }
    const kept = await secretary.keepsSavedFiles()
    await desk.getByRole('button', { name: 'Lưu hồ sơ lưu trữ (.zip)' }).click()
    await expect(desk.getByText(/^Đã lưu hồ sơ gồm \d+ tệp; thiếu 0 tệp/)).toBeVisible({ timeout: 60_000 })
    const archive = unzipSync(await kept(/^Hồ sơ lưu trữ – /))
    const index = JSON.parse(Buffer.from(archive[archiveIndexName] ?? []).toString()) as {
      content: { files: { path: string }[]; missing: unknown[] }
    }
    const paths = index.content.files.map((each) => each.path)
    expect(index.content.missing).toEqual([])
    for (const name of [/van-ban\/Giấy mời/, /van-ban\/Biên bản/, /tai-lieu\/2 Báo cáo/, /tai-lieu\/.*Tờ trình/])
      expect(paths.some((each) => name.test(each))).toBe(true)
    await secretary.seesChip('Đã lưu trên máy chủ')
    await closes('secretary', 'chair')
  })

  await test.step('day 14: the notes are gone, as was said; day 21: what was asked for is overdue', async () => {
    clock.moveTo((state().sitting.endedAt ?? 0) + 7 * dayMs + hourMs)
    await member.opensTheApp()
    await member.unlocks(demonstrationPassword)
    await member.opensMeeting(title)
    await expect(member.page.getByText(/đã được xóa lúc .* như đã báo trước/)).toBeVisible()
    await member.page.getByRole('link', { name: /Báo cáo công tác/ }).click()
    await expect(member.page.getByTestId('paper').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
    await member.page.getByRole('button', { name: 'Ghi chú của tôi' }).click()
    await expect(member.page.getByText('Ghi chú của tôi (0)')).toBeVisible()
    await member.seesChip('Đã lưu trên máy chủ')
    await closes('member')
    clock.moveTo(firstDay + 21 * dayMs)
    await opens('secretary')
    await secretary.page.getByRole('button', { name: 'Nhiệm vụ' }).click()
    await secretary.page.getByText('Tất cả đang làm (12)').click()
    await expect(secretary.page.getByText('Quá hạn').first()).toBeVisible()
    await closes('secretary')
  })

  await test.step('everything moves to an empty server, equal to the original', async () => {
    expect(await exportAll(server.settings, at('moved'))).toBe(0)
    await server.close()
    const target = { ...server.settings, dataFolder: at('new'), keyFile: at('new/server-keys.json') }
    expect(await importAll(target, at('moved'))).toBe(0)
    expect(await keptContent(at('new'))).toEqual(await keptContent(at('server')))
    expect(await verify(target)).toBe(0)
  })
  expect(Object.values(people).flatMap(({ complaints }) => complaints)).toEqual([])
  expect(server.faults).toEqual([])
  await folder.remove()
})
