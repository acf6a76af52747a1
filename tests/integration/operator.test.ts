import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { startServerProcess } from '#support/server-process.ts'
import { RawConnection } from '#support/raw-connection.ts'
import {
  foundOrganisation,
  newId,
  signInAgain,
  signInSameDevice,
  temporaryFolder,
  testPassword,
  type TestServer,
} from '#support/test-server.ts'

const main = path.resolve(import.meta.dirname, '../../sync-server/composition/main.ts')

function operator(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, ECABINET_DATA: folder, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }
  return execFileSync(process.execPath, [main, ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

test('the operator lists, invites, backs up while serving, verifies, and restores; what the backup lacks is handed back', async () => {
  const folder = await temporaryFolder()
  const [data, copy] = [path.join(folder.path, 'data'), path.join(folder.path, 'copy')]
  const open = async () => {
    const process = await startServerProcess({ folder: data })
    const api = createHttpServerApi({ baseUrl: process.url, timeoutMs: 20_000, now: Date.now })
    return {
      process,
      server: { ...process, api, syncUrl: `${process.url.replace('http', 'ws')}/sync` } as unknown as TestServer,
      api,
    }
  }
  const first = await open()
  const founder = await foundOrganisation(first.server)
  const meeting = newId('m')
  await founder.must({ t: 'meeting.create', meeting })
  operator(data, 'backup', copy)
  expect(() => operator(data, 'backup', copy)).toThrow(/not empty/)
  const command = founder.command({ t: 'meeting.cancel', meeting, reason: 'sau khi sao lưu' })
  const cancelled = await founder.api.call('command', command, founder.access)
  if (!cancelled.ok) throw new Error(cancelled.error)
  const afterBackup: RecordedAct = { entry: cancelled.value.entry, command }
  await first.process.kill('SIGTERM')

  expect(operator(data, 'user', 'list')).toContain('sang.lap\tNgười Sáng Lập\tjoined')
  expect(operator(data, 'user', 'invite', 'sang.lap')).toMatch(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/)
  expect(operator(data, 'verify')).toContain('Everything is whole.')
  expect(operator(data, '--help')).toContain('restore FOLDER')
  expect(operator(data, 'restore', copy)).toContain('Epoch 2')
  expect(operator(data, 'verify')).toContain('Everything is whole.')

  const second = await open()
  expect(await signInAgain(second.api, 'sang.lap', testPassword)).toEqual({ ok: false, error: 'restoring' })
  const device = await signInSameDevice(founder, second.api)
  expect([device.signedIn.epoch, device.signedIn.recovering]).toEqual([2, true])
  const key = documentKey({ kind: 'agenda', meeting })
  const old = await device.ticket(key, 1)
  expect(await (await RawConnection.openWith(second.server, old.name, old.ticket)).closed).toBe(4410)
  const present = await RawConnection.open(second.server, device, key)
  expect((await present.next('granted')).rights).toBe(2)
  await present.close()
  expect(await device.submit({ t: 'meeting.cancel', meeting, reason: 'trong lúc khôi phục' })).toEqual({
    ok: false,
    error: 'restoring',
  })
  const handBack = (acts: RecordedAct[]) =>
    second.api.call('handBackLog', { log: meeting, acts: acts as never }, device.access)
  const forged = { ...afterBackup, command: founder.command({ t: 'meeting.cancel', meeting, reason: 'giả' }) }
  expect(await handBack([forged])).toEqual({ ok: true, value: { taken: 0, disputed: 1 } })
  expect(await handBack([{ ...afterBackup, entry: { ...afterBackup.entry, ts: 1 } }])).toEqual({
    ok: true,
    value: { taken: 0, disputed: 0 },
  })
  expect(await handBack([afterBackup])).toEqual({ ok: true, value: { taken: 1, disputed: 0 } })
  expect(await handBack([afterBackup])).toEqual({ ok: true, value: { taken: 0, disputed: 0 } })
  expect(await second.api.call('restoreState', {}, device.access)).toMatchObject({
    value: { recovering: true, devicesBack: 1, entriesTaken: 1 },
  })
  expect(await second.api.call('endRestore', {}, device.access)).toEqual({ ok: true, value: { ended: true } })
  expect(await device.submit({ t: 'meeting.cancel', meeting, reason: 'lần nữa' })).toEqual({
    ok: false,
    error: 'illegal-transition',
  })
  await device.must({ t: 'meeting.create', meeting: newId('m') })
  await second.process.kill('SIGTERM')
  expect(operator(data, 'verify')).toContain('Everything is whole.')
  await folder.remove()
})
