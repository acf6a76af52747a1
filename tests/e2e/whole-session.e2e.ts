import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { readSheet } from 'read-excel-file/universal'
import { turnKinds } from '#domain/floor/floor.ts'
import type { ItemId, MeetingId } from '#domain/kernel/ids.ts'
import { layCable } from '../support/cable.ts'
import { checkScreen } from '../support/check-screen.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { scriptedMembers } from '../support/scripted-members.ts'
import { addPerson, newId, temporaryFolder } from '../support/test-server.ts'

const title = /rà soát Chương trình phối hợp/i
const root = path.resolve(import.meta.dirname, '../..')

/** What a screen of the room says of the session, in so many words. */
async function seen(page: Page): Promise<string> {
  const quorum = await page.getByTestId('quorum').innerText()
  const item = await page.getByTestId('current-item').getByRole('heading').first().innerText()
  const done = await page
    .getByText(/^Đã phát biểu \(\d+\)$/)
    .innerText({ timeout: 1000 })
    .catch(() => '')
  return [quorum, item, done].join(' | ')
}

test('a whole session with sixty members and six screens: nobody is forged, nobody is lost, every screen agrees', async () => {
  test.setTimeout(480_000)
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const port = Number(new URL(server.url).port)
  const cables = await Promise.all([0, 1, 2].map(() => layCable(() => port)))
  const at = (name: string, url = server.url) => new PersonAtMachine(path.join(folder.path, name), url)
  const [chair, secretary, an, binh, chi, wall] = [
    at('chair'),
    at('secretary'),
    at('an', cables[0]?.url),
    at('binh', cables[1]?.url),
    at('chi', cables[2]?.url),
    at('wall'),
  ] as const
  const seats = [
    [chair, /Bí thư thứ nhất/],
    [secretary, /thư ký các phiên họp/],
    [an, /Bí thư thường trực/],
    [binh, /Trưởng Ban Tổ chức/],
    [chi, /Trưởng Ban Quốc tế/],
    [wall, /quản trị hệ thống/i],
  ] as const
  for (const [who, position] of seats) {
    await who.signsIn(position)
  }
  await chair.opensMeeting(title)
  const meeting = /m_[0-9a-z]{26}/.exec(chair.page.url())?.[0] as MeetingId
  const script = await scriptedMembers(server.url, { except: seats.map(([, position]) => position) })
  const admin = await script.alsoAs(/quản trị hệ thống/i)
  const newcomers = []
  // The demonstration has sixty people, six of whom sit at the browsers.
  for (let number = 0; number < 6; number++) newcomers.push(await addPerson(admin))
  const members = [...script.devices, ...newcomers]
  const [chairScript, officeScript] = [
    await script.alsoAs(/Bí thư thứ nhất/),
    await script.alsoAs(/thư ký các phiên họp/),
  ]
  const screens = [chair, secretary, an, binh, chi]
  const members3 = [an, binh, chi]
  /** All of them say the same, and it is what is wanted: both at once, for before a change they agree as well. */
  const agree = (contains: RegExp, of: readonly PersonAtMachine[] = screens) =>
    expect
      .poll(
        async () => {
          const said = await Promise.all(of.map(({ page }) => seen(page).catch(() => '…')))
          return said.every((text) => text === said[0]) && contains.test(said[0] ?? '') ? 'agreed' : said.join('\n')
        },
        { timeout: 60_000 },
      )
      .toBe('agreed')

  await test.step('sixty are invited; the wall is a machine of its own, which may do nothing but show', async () => {
    for (const { person } of members) await officeScript.must({ t: 'role.set', meeting, person, roles: ['member'] })
    for (const position of [/Trưởng Ban Tổ chức/, /Trưởng Ban Quốc tế/]) {
      const { person } = await script.alsoAs(position)
      await officeScript.must({ t: 'role.set', meeting, person, roles: ['member'] })
    }
    const screen = await script.alsoAs(/quản trị hệ thống/i)
    await officeScript.must({ t: 'role.set', meeting, person: screen.person, roles: ['screen'] })
    await wall.page.goto(new URL(`/meetings/${meeting}/screen`, server.url).href)
    await wall.page.getByLabel('Mật khẩu').first().fill(demonstrationPassword)
    await wall.page.getByRole('button', { name: 'Mở khóa' }).click()
    await expect(wall.page.getByTestId('room-display')).toBeVisible({ timeout: 60_000 })
    expect(await screen.submit({ t: 'roll.arrive', meeting, person: screen.person })).toMatchObject({ ok: false })
    for (const who of [secretary, ...members3]) await who.opensMeeting(title)
    for (const { page } of screens) await page.getByRole('button', { name: 'Phòng họp' }).last().click()
  })

  await test.step('they arrive, some leave and come back: the quorum is lost and met again, in the same words everywhere', async () => {
    for (const { page } of [chair, ...members3]) await page.getByRole('button', { name: 'Điểm danh có mặt' }).click()
    await Promise.all(members.slice(0, 45).map((each) => each.must({ t: 'roll.arrive', meeting, person: each.person })))
    await chair.page.getByRole('button', { name: 'Bắt đầu phiên họp' }).click()
    await chair.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    await expect(chair.page.getByTestId('current-item')).toContainText('Khai mạc')
    await chair.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    await agree(/– đủ điều kiện tiến hành \| 2\. Báo cáo kết quả/)
    const leaving = members.slice(0, 30)
    await Promise.all(leaving.map((each) => each.must({ t: 'roll.leave', meeting, person: each.person })))
    await agree(/chưa đủ điều kiện tiến hành/)
    await Promise.all(leaving.map((each) => each.must({ t: 'roll.arrive', meeting, person: each.person })))
    await agree(/– đủ điều kiện tiến hành/)
  })

  await test.step('twenty-five turns of every kind; nobody takes the hand of another', async () => {
    const [first, second] = members
    if (!first || !second) throw new Error('Nobody is here')
    const request = (by: typeof first, kind: (typeof turnKinds)[number], person = by.person) => ({
      t: 'floor.request' as const,
      meeting,
      turn: newId('n'),
      person,
      item: null as ItemId | null,
      kind,
      topic: `Ý kiến ${kind}`,
      minutes: 3,
      target: kind === 'question' ? chairScript.person : null,
    })
    expect(await first.submit(request(first, 'speech', second.person))).toEqual({ ok: false, error: 'no-right' })
    expect(await first.submit({ t: 'roll.leave', meeting, person: second.person })).toEqual({
      ok: false,
      error: 'no-right',
    })
    expect(await first.submit({ t: 'session.end', meeting })).toMatchObject({ ok: false })
    for (let turn = 0; turn < 25; turn++) {
      const speaker = members[turn] ?? first
      const wanted = request(speaker, turnKinds[turn % turnKinds.length] ?? 'speech')
      await speaker.must(wanted)
      await chairScript.must({ t: 'floor.call', meeting, turn: wanted.turn })
      await chairScript.must({ t: 'floor.finish', meeting, turn: wanted.turn })
    }
    await agree(/Đã phát biểu \(25\)/)
  })

  await test.step('three papers are presented; the members follow, and come along from page to page', async () => {
    for (const paper of [0, 1, 2]) {
      await chair.page.getByRole('button', { name: 'Trình chiếu' }).nth(Math.min(paper, 1)).click()
      await expect(chair.page.getByText(/Đồng chí đang trình chiếu/)).toBeVisible({ timeout: 60_000 })
      for (const { page } of members3) await page.getByRole('button', { name: 'Theo dõi người trình bày' }).click()
      await expect(chair.page.getByText(/3 máy đang theo/)).toBeVisible({ timeout: 60_000 })
      const box = (page: Page) => page.getByLabel('Số trang', { exact: true })
      await box(chair.page).fill('2')
      await box(chair.page).press('Enter')
      for (const { page } of members3) await expect(box(page)).toHaveValue('2')
      if (paper === 0)
        await drawsAndKeeps(
          chair.page,
          members3.map(({ page }) => page),
        )
      await chair.page.getByRole('button', { name: 'Dừng trình chiếu' }).click()
      for (const { page } of [chair, ...members3]) {
        await page.getByRole('button', { name: 'Về chương trình' }).click()
        await expect(page.getByTestId('current-item')).toBeVisible()
      }
    }
  })

  await test.step('who has an interest loses the papers of the item at once', async () => {
    const { person } = await script.alsoAs(/Trưởng Ban Tổ chức/)
    const papers = binh.page.getByTestId('current-item').getByRole('link')
    await expect(papers.first()).toBeVisible()
    const item = await script.currentItem(officeScript, meeting)
    await officeScript.must({ t: 'recusal.set', meeting, item, person, recused: true })
    await expect(papers).toHaveCount(0)
    await expect(an.page.getByTestId('current-item').getByRole('link').first()).toBeVisible()
  })

  await test.step('half the network is cut and healed; meanwhile the session goes on', async () => {
    cables[0]?.cut()
    cables[2]?.cut()
    await secretary.page.getByRole('button', { name: 'Nội dung tiếp theo' }).click()
    await agree(/3\. Rà soát/, [chair, secretary, binh])
    await expect(an.page.getByTestId('current-item')).toContainText('2. Báo cáo kết quả')
    cables[0]?.mend()
    cables[2]?.mend()
    await agree(/3\. Rà soát/)
  })

  await test.step('the chair’s machine dies; after half a minute the secretary may take over, and the chair’s old machine conducts no more', async () => {
    await chair.isCutOff()
    const { page } = secretary
    await expect(page.getByText('Máy của chủ trì mất kết nối đã 30 giây')).toBeVisible({ timeout: 90_000 })
    await page.getByRole('button', { name: 'Nhận quyền điều hành' }).first().click()
    await expect(page.getByText(/Đang điều hành: Đinh Diệu Hạnh/)).toBeVisible()
    expect(await chairScript.submit({ t: 'session.pause', meeting })).toEqual({ ok: false, error: 'not-in-control' })
  })

  await test.step('it ends; the record verifies, and a machine that comes new sees what the others see', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    await expect(wall.page.getByTestId('room-display')).toContainText(/cảm ơn|kết thúc/i)
    const late = at('late')
    await late.signsInAndOpens(/Bí thư thường trực/, title)
    await late.page.getByRole('button', { name: 'Phòng họp' }).last().click()
    await expect(late.page.getByText('Đã phát biểu (25)')).toBeVisible()
    expect(await late.page.getByTestId('quorum').innerText()).toBe(await an.page.getByTestId('quorum').innerText())
    // The chair is back: the machine that died has what it had.
    await chair.opensTheApp()
    await chair.unlocks(demonstrationPassword)
    await chair.opensMeeting(title)
    await chair.page.getByRole('button', { name: 'Phòng họp' }).last().click()
    await expect(chair.page.getByText('Đã phát biểu (25)')).toBeVisible()
    for (const each of [secretary, chair]) {
      await each.page.getByRole('button', { name: 'Niêm phong nhật ký' }).click()
      await expect(each.page.getByRole('button', { name: 'Niêm phong nhật ký' })).toBeHidden()
    }
    await expect(page.getByText(/đã niêm phong: /)).toHaveCount(2)
    const kept = await secretary.keepsSavedFiles()
    await page.getByRole('button', { name: 'Xuất hồ sơ' }).click()
    const file = path.join(folder.path, 'record.json')
    writeFileSync(file, await kept('ho-so-phien-hop.json'))
    const said = execFileSync(
      process.execPath,
      [path.join(root, 'build/scripts/run.mjs'), 'build/scripts/verify-record.mjs', file],
      { cwd: root, encoding: 'utf8' },
    )
    expect(said).toContain('The record is sound')
    await late.closesTheBrowser()
    await page.getByRole('button', { name: 'Lịch họp' }).click()
    await page.getByRole('button', { name: 'Thống kê' }).click()
    await expect(page.getByRole('definition').first()).toHaveText('1')
    await expect(page.getByTestId('statistics').getByRole('row')).not.toHaveCount(1)
    expect(await checkScreen(page, 'statistics')).toEqual([])
    await page.getByRole('button', { name: 'Xuất tệp Excel' }).click()
    const [head, meetings] = await readSheet(new Blob([new Uint8Array(await kept('thong-ke-phien-hop.xlsx'))]))
    expect([head, meetings]).toEqual([
      ['Chỉ tiêu', 'Số lượng'],
      ['Phiên họp đã tổ chức', 1],
    ])
  })
  expect([chair, secretary, ...members3, wall].flatMap(({ complaints }) => complaints)).toEqual([])
  for (const who of [chair, secretary, ...members3, wall]) await who.closesTheBrowser()
  for (const cable of cables) await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})

/** What the chair draws is on every page that follows, stays with the chair when it is kept, and is gone when it is wiped away. */
async function drawsAndKeeps(chair: Page, followers: readonly Page[]): Promise<void> {
  await chair.getByRole('button', { name: 'Bút vẽ' }).click()
  await chair.mouse.move(500, 400)
  await chair.mouse.down()
  await chair.mouse.move(700, 420, { steps: 8 })
  await chair.mouse.up()
  for (const page of followers) await expect(page.locator('.presenterInk polyline')).toHaveCount(1)
  const kept = chair.locator('.marksOver path')
  expect(await kept.count()).toBe(0)
  await chair.getByRole('button', { name: 'Giữ nét vẽ' }).click()
  await expect(chair.getByRole('button', { name: 'Đã giữ trong ghi chú' })).toBeDisabled()
  await expect(kept).toHaveCount(1)
  await chair.getByRole('button', { name: 'Xóa nét vẽ' }).click()
  for (const page of [chair, ...followers]) await expect(page.locator('.presenterInk')).toHaveCount(0)
  await expect(kept).toHaveCount(1)
}
