import { readdirSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { layCable } from '../support/cable.ts'
import { demonstrationPassword, startDemonstration } from '../support/demonstration.ts'
import { PersonAtMachine } from '../support/person.ts'
import { temporaryFolder } from '../support/test-server.ts'

/** Chromium's log of all IndexedDB databases of the app. */
function databaseLog(profile: string): string {
  const base = path.join(profile, 'Default/IndexedDB')
  const folder = readdirSync(base).find((name) => name.endsWith('.leveldb')) ?? ''
  const logs = readdirSync(path.join(base, folder)).filter((name) => name.endsWith('.log'))
  return path.join(base, folder, logs.toSorted().at(-1) ?? '')
}

for (const torn of [1, 700, 20_000]) {
  test(`a database log that is torn by ${torn} bytes costs no acknowledged change over three starts`, async () => {
    const folder = await temporaryFolder()
    const server = await startDemonstration(path.join(folder.path, 'server'))
    const cable = await layCable(() => Number(new URL(server.url).port))
    const profile = path.join(folder.path, 'secretary')
    const secretary = new PersonAtMachine(profile, cable.url)
    await secretary.opensTheApp()
    await secretary.choosesDemonstrationPerson(/thư ký các phiên họp/)
    await secretary.seesChip('Đã lưu trên máy chủ')
    await secretary.waitsUntilTheAppIsKept()
    await secretary.opensMeeting(/chuẩn bị Đại hội/)
    await secretary.page.getByRole('button', { name: 'Soạn phiên họp' }).click()
    const editor = new URL(secretary.page.url()).pathname
    const saves = async (number: number, text: string) => {
      await secretary.page.getByLabel(`Tên nội dung ${number}`, { exact: true }).fill(text)
      await expect(secretary.page.getByTestId('saved-note')).toHaveAttribute('data-saved', 'true')
    }
    cable.cut()
    await saves(1, 'Chỉ có trên máy này: một')
    await saves(2, 'Chỉ có trên máy này: hai')
    await secretary.isCutOff()
    const log = databaseLog(profile)
    truncateSync(log, Math.max(0, statSync(log).size - torn))

    for (let start = 1; start <= 3; start++) {
      await secretary.opensTheApp(editor)
      await secretary.unlocks(demonstrationPassword)
      await secretary.seesChip(/Ngoại tuyến – \d+ thay đổi chờ gửi/)
      await secretary.isCutOff()
    }
    await secretary.opensTheApp(editor)
    await secretary.unlocks(demonstrationPassword)
    cable.mend()
    await secretary.seesChip('Đã lưu trên máy chủ')
    await expect(secretary.page.getByLabel('Tên nội dung 1', { exact: true })).toHaveValue('Chỉ có trên máy này: một')
    await expect(secretary.page.getByLabel('Tên nội dung 2', { exact: true })).toHaveValue('Chỉ có trên máy này: hai')
    await secretary.closesTheBrowser()
    await cable.remove()
    await server.kill('SIGTERM')
    await folder.remove()
  })
}
