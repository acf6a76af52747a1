import path from 'node:path'
import { expect, test } from '@playwright/test'
import { layCable } from '../support/cable.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

/** More with ECABINET_KILLS=50. */
const kills = Number(process.env.ECABINET_KILLS ?? 25)

test(`${kills} kills of the browser at random moments lose nothing that was shown as saved`, async () => {
  test.setTimeout(900_000)
  const folder = await temporaryFolder()
  const server = await startDemonstration(path.join(folder.path, 'server'))
  const cable = await layCable(() => Number(new URL(server.url).port))
  const secretary = new PersonAtMachine(path.join(folder.path, 'secretary'), cable.url)
  await secretary.opensTheApp()
  await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
  await secretary.seesChip('Đã lưu trên máy chủ')
  await secretary.waitsUntilTheAppIsKept()
  await secretary.opensMeeting(/chuẩn bị Đại hội/)
  await secretary.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
  const editor = new URL(secretary.page.url()).pathname
  // Without a network nothing but this machine keeps the work.
  cable.cut()

  let written = 0
  let saved = 0
  for (let round = 0; round <= kills; round++) {
    const { page } = secretary
    const field = page.getByLabel('Tên nội dung 1', { exact: true })
    await expect(field).toBeVisible()
    if (round > 0) {
      const kept = Number(/\d+$/.exec(await field.inputValue())?.[0] ?? -1)
      expect(kept, `round ${round}: saved ${saved}, written ${written}`).toBeGreaterThanOrEqual(saved)
      expect(kept).toBeLessThanOrEqual(written)
    }
    if (round === kills) break
    const edits = 1 + Math.floor(Math.random() * 6)
    for (let edit = 0; edit < edits; edit++) {
      await field.fill(`Sửa lần ${++written}`)
      await expect(page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
      saved = written
    }
    // One more is on its way when the power goes.
    await field.fill(`Sửa lần ${++written}`)
    await secretary.isCutOff()
    await secretary.opensTheApp(editor)
    await secretary.unlocks(demonstrationPassword)
  }
  await secretary.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)
  cable.mend()
  await secretary.seesChip('Đã lưu trên máy chủ')
  expect(secretary.complaints).toEqual([])
  await secretary.closesTheBrowser()
  await cable.remove()
  await server.kill('SIGTERM')
  await folder.remove()
})
