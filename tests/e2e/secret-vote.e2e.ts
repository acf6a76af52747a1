import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { TemplateHandler } from 'easy-template-x'
import { chromium, expect, test, type Page } from '@playwright/test'
import { layCable } from '../support/cable.ts'
import { checkScreen } from '../support/check-screen.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

const candidates = ['Lê Ngọc Hạnh', 'Trần Minh Khôi', 'Phạm Thanh Quyên']

async function votesFor(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: `Gửi phiếu (bầu ${names.length} người)` }).click()
}

const meetingTitle = /rà soát Chương trình phối hợp/i

test('a secret election: the committee makes its key, ballots are cast also without a network, two holders count, a tie goes to a second round, the page from disk proves it', async () => {
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const cable = await layCable(() => Number(new URL(server.url).port))
  const at = (name: string, url = server.url) => new PersonAtMachine(path.join(folder.path, name), url)
  const [chair, secretary, member] = [at('chair'), at('secretary'), at('member', cable.url)]
  const everybody = [chair, secretary, member]
  const faults: string[] = []
  const shoot = async (page: Page, name: string) => void faults.push(...(await checkScreen(page, `secret-${name}`)))
  const enters = async (who: PersonAtMachine, person: RegExp) => {
    await who.signsInAndOpens(person, meetingTitle)
    await who.page.getByRole('button', { name: 'Phòng họp' }).click()
  }
  await enters(chair, /Bí thư thứ nhất/)
  await enters(secretary, /thư ký các phiên họp/)
  await enters(member, /Bí thư thường trực/)
  const third = at('third')

  await test.step('three voters are here, and the session starts', async () => {
    for (const { page } of [chair, member]) await page.getByRole('button', { name: 'Điểm danh có mặt' }).click()
    await secretary.page.getByRole('button', { name: 'Điểm danh', exact: true }).click()
    const roll = secretary.page.getByTestId('roll')
    await expect(roll.getByText('Có mặt', { exact: true })).toHaveCount(2)
    await roll
      .getByRole('row')
      .filter({ hasText: 'Bí thư Trung ương Đoàn' })
      .filter({ hasText: 'Chưa có mặt' })
      .first()
      .getByRole('button', { name: 'Ghi có mặt' })
      .click()
    await expect(roll.getByText('Có mặt', { exact: true })).toHaveCount(3)
    await secretary.page.keyboard.press('Escape')
    await chair.page.getByRole('button', { name: 'Bắt đầu phiên họp' }).click()
    await chair.page.getByRole('dialog').getByRole('textbox').fill('Các đồng chí vắng đã báo cáo')
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Bắt đầu phiên họp' }).click()
    await expect(chair.page.getByRole('button', { name: 'Nội dung tiếp theo' })).toBeVisible()
  })

  await test.step('the secretary prepares a secret election; without a key it does not open', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Soạn nội dung biểu quyết' }).click()
    await page.getByLabel('Tên nội dung').fill('Bầu Phó Trưởng ban Tổ chức')
    await page.getByRole('combobox', { name: 'Hình thức' }).click()
    await page.getByRole('option', { name: 'Bầu cử' }).click()
    await page.getByLabel('Danh sách bầu cử, mỗi dòng một người').fill(candidates.join('\n'))
    await page.getByLabel('Số lượng được bầu').fill('2')
    await expect(page.getByText('Số dư: 1')).toBeVisible()
    await page.getByRole('combobox', { name: 'Cách bỏ phiếu' }).click()
    await page.getByRole('option', { name: 'Bỏ phiếu kín (thử nghiệm)' }).click()
    await page.getByLabel('Số phiếu ít nhất để kiểm').fill('3')
    await page.getByLabel('Số giây chờ phiếu đang gửi').fill('0')
    await shoot(page, 'prepare')
    await page.getByRole('button', { name: 'Lưu nội dung' }).click()
    await expect(chair.page.getByRole('button', { name: 'Mở biểu quyết' })).toBeHidden()
    await chair.page.getByRole('button', { name: 'Thông qua danh sách bầu cử' }).click()
    await expect(chair.page.getByRole('dialog')).toContainText(`Danh sách: ${candidates.join(', ')}.`)
    await chair.page.getByRole('dialog').getByRole('textbox').fill('Giơ tay, 3/3 tán thành')
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Thông qua danh sách bầu cử' }).click()
    await chair.page.getByRole('button', { name: 'Mở biểu quyết' }).click()
    await expect(chair.page.getByText('Chưa có khóa kiểm phiếu.')).toBeVisible()
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).click()
  })

  await test.step('three holders are appointed, and each makes a part with one press', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Cử ban kiểm phiếu' }).click()
    await page.getByRole('combobox', { name: 'Người giữ khóa' }).click()
    for (const name of [/Nguyễn Văn Khải/, /Hoàng Thanh Liên/, /Đinh Diệu Hạnh/])
      await page.getByRole('option', { name }).click()
    await page.keyboard.press('Escape')
    await shoot(page, 'appoint')
    await page.getByRole('button', { name: 'Cử ba người này' }).click()
    await expect(chair.page.getByText('Đồng chí là người giữ khóa')).toBeVisible()
    await shoot(chair.page, 'holder')
    for (const who of everybody) await who.page.getByRole('button', { name: 'Tạo phần khóa trên máy này' }).click()
    for (const { page: seen } of everybody)
      await expect(seen.getByTestId('counting-committee')).toContainText('Khóa đã sẵn sàng')
    await shoot(secretary.page, 'key-ready')
  })

  await test.step('ballots: one is changed, one is cast without a network and arrives in time', async () => {
    await chair.page.getByRole('button', { name: 'Mở biểu quyết' }).click()
    await chair.page.getByRole('dialog').getByRole('textbox').fill('Các đồng chí vắng đã báo cáo')
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Mở biểu quyết' }).click()
    await expect(member.page.getByTestId('open-vote')).toBeVisible()
    const codeOn = ({ page }: PersonAtMachine) =>
      page.getByText(/Mã lượt bỏ phiếu: ([0-9A-F]{4}-){3}[0-9A-F]{4}/).textContent()
    expect(await codeOn(member)).toBe(await codeOn(chair))
    await shoot(member.page, 'card')
    await votesFor(member.page, ['Lê Ngọc Hạnh'])
    await expect(member.page.getByTestId('voted')).toContainText('Đã bỏ phiếu kín')
    await shoot(member.page, 'voted')
    cable.cut()
    await member.page.getByRole('button', { name: 'Đổi phiếu' }).click()
    await votesFor(member.page, ['Trần Minh Khôi', 'Phạm Thanh Quyên'])
    await expect(member.page.getByText('Phiếu chưa gửi được – đang chờ mạng.')).toBeVisible()
    await votesFor(chair.page, ['Lê Ngọc Hạnh', 'Trần Minh Khôi'])
    await enters(third, /^(?!.*(thứ nhất|thường trực)).*Bí thư Trung ương Đoàn/)
    await votesFor(third.page, ['Lê Ngọc Hạnh', 'Phạm Thanh Quyên'])
    await expect(third.page.getByTestId('voted')).toContainText('Đã bỏ phiếu kín')
    await third.closesTheBrowser()
    cable.mend()
    await expect(chair.page.getByText(/Đã biểu quyết 3\/3 · 1 người đã đổi phiếu/)).toBeVisible({ timeout: 60_000 })
    await expect(member.page.getByTestId('voted')).toContainText('Đã bỏ phiếu kín', { timeout: 60_000 })
  })

  await test.step('closed; one holder alone is not enough; with two the result is published, and no choice is anywhere', async () => {
    await chair.page.getByRole('button', { name: 'Đóng biểu quyết' }).click()
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Đóng biểu quyết' }).click()
    await expect(chair.page.getByRole('button', { name: 'Công bố kết quả' })).toBeDisabled()
    await member.page.getByRole('button', { name: 'Kiểm phiếu', exact: true }).click()
    await expect(member.page.getByRole('button', { name: 'Kiểm phiếu', exact: true })).toBeHidden()
    await shoot(chair.page, 'counting')
    await expect(chair.page.getByRole('button', { name: 'Công bố kết quả' })).toBeDisabled()
    await secretary.page.getByRole('button', { name: 'Kiểm phiếu', exact: true }).click()
    await expect(chair.page.getByText('Đã kiểm phiếu xong, có thể công bố')).toBeVisible()
    await chair.page.getByRole('button', { name: 'Công bố kết quả' }).click()
    for (const { page } of everybody) {
      const result = page.getByTestId('poll-result')
      for (const name of candidates)
        await expect(result.getByRole('row', { name: `${name} – bằng phiếu, bầu lại 2` })).toBeVisible()
      await expect(result).toContainText('Cần 2/3 (quá nửa số phiếu thu về); trúng cử 0/2 → còn thiếu 2')
    }
    await chair.page.getByText('Danh sách người đã bỏ phiếu').click()
    const names = chair.page.getByTestId('poll-result').getByRole('listitem')
    await expect(names).toHaveCount(3)
    for (const name of await names.all()) await expect(name.getByRole('strong')).toHaveText('Đã bỏ phiếu kín')
    await shoot(chair.page, 'result')
    const kept = await chair.keepsSavedFiles()
    await chair.page.getByRole('button', { name: 'Biên bản kiểm phiếu' }).click()
    await shoot(chair.page, 'tally-document')
    const title = await chair.page.getByRole('dialog').getByLabel('Số, ký hiệu').inputValue()
    expect(title).toBe('……-BB/……')
    await chair.page.getByRole('button', { name: 'Lưu tệp DOCX' }).click()
    const text = await new TemplateHandler().getText(
      new Uint8Array(await kept(/^Biên bản kiểm phiếu – .*\.docx$/)).buffer,
    )
    for (const wanted of [
      'BIÊN BẢN KIỂM PHIẾU',
      'Ban kiểm phiếu: ',
      'Số phiếu thu về: 3',
      'Danh sách bầu cử đã được thông qua: Giơ tay, 3/3 tán thành',
      'TRƯỞNG BAN',
      ...candidates,
    ])
      expect(text).toContain(wanted)
  })

  await test.step('the second round is between those who are level, for the seats that are left', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Biểu quyết lại' }).click()
    await expect(page.getByLabel('Danh sách bầu cử, mỗi dòng một người')).toHaveValue(candidates.join('\n'))
    await expect(page.getByLabel('Số lượng được bầu')).toHaveValue('2')
    await page.getByRole('button', { name: 'Lưu nội dung' }).click()
    await expect(page.getByText('Biểu quyết lại của: Bầu Phó Trưởng ban Tổ chức')).toBeVisible()
  })

  await test.step('the sealed record is proven by the page, from disk and without a network; a changed total is found', async () => {
    await chair.page.getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Kết thúc phiên họp' }).click()
    for (const { page } of [secretary, chair]) {
      await page.getByRole('button', { name: 'Niêm phong nhật ký' }).click()
      await expect(page.getByRole('button', { name: 'Niêm phong nhật ký' })).toBeHidden()
    }
    const keeps = await secretary.keepsSavedFiles()
    for (const [button, name] of [
      ['Xuất hồ sơ', 'ho-so-phien-hop.json'],
      ['Lưu trang kiểm tra', 'kiem-tra-ho-so.html'],
    ] as const) {
      await secretary.page.getByRole('button', { name: button }).click()
      writeFileSync(path.join(folder.path, name), await keeps(name))
    }
    const keepsOwn = await member.keepsSavedFiles()
    await member.page.getByRole('button', { name: 'Lưu biên nhận phiếu của tôi' }).click()
    writeFileSync(path.join(folder.path, 'bien-nhan-phieu.json'), await keepsOwn('bien-nhan-phieu.json'))
    await server.kill()
    const outside = await chromium.launch({
      executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    })
    const page = await outside.newPage()
    await page.goto(pathToFileURL(path.join(folder.path, 'kiem-tra-ho-so.html')).href)
    const file = page.getByLabel('Tệp hồ sơ phiên họp')
    await file.setInputFiles(path.join(folder.path, 'ho-so-phien-hop.json'))
    await expect(page.getByText('Hồ sơ đúng: không dòng nào bị sửa, thêm hoặc bớt.')).toBeVisible()
    await expect(page.getByText('Lê Ngọc Hạnh: 2 (bằng phiếu, bầu lại)')).toBeVisible()
    // The voter changed their mind once: both receipts are accounted for.
    await page
      .getByLabel('Biên nhận phiếu của tôi (nếu có)')
      .setInputFiles(path.join(folder.path, 'bien-nhan-phieu.json'))
    await expect(page.getByText('có trong hồ sơ và được tính')).toHaveCount(1)
    await expect(page.getByText('đã được thay bằng phiếu sau của cùng người')).toHaveCount(1)
    await page.screenshot({ path: 'out/reports/screens/secret-verifier.png' })
    const record = readFileSync(path.join(folder.path, 'ho-so-phien-hop.json'), 'utf8')
    const forged = record.replace('"tally":[2,2,2,0,0]', '"tally":[3,1,2,0,0]')
    expect(forged).not.toBe(record)
    writeFileSync(path.join(folder.path, 'forged.json'), forged)
    await file.setInputFiles(path.join(folder.path, 'forged.json'))
    await expect(page.getByText(/Chứng minh của phiếu kín hoặc của ban kiểm phiếu không đúng/).first()).toBeVisible()
    await outside.close()
  })

  expect(faults).toEqual([])
  expect([...everybody, third].flatMap(({ complaints }) => complaints)).toEqual([])
  for (const who of everybody) await who.closesTheBrowser()
  await cable.remove()
  await folder.remove()
})
