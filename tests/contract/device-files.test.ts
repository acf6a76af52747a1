import path from 'node:path'
import { expect, test } from 'vitest'
import { createDesktopFiles } from '#adapters/host/desktop-host.ts'
import { createCallServer } from '#main/calls/call-server.ts'
import { createDeviceFiles } from '#main/native/device-files.ts'
import type { DesktopBridge, DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'
import { checkFileSpace } from '#support/file-space.contract.ts'
import { temporaryFolder } from '#support/test-server.ts'

test('the desktop keeps the promises of the device’s files, through the checked calls', async () => {
  const folder = await temporaryFolder()
  const answer = createCallServer(createDeviceFiles(path.join(folder.path, 'files')) as unknown as DesktopHandlers)
  const bridge = {
    call: (name: string, request: unknown) => answer(name, request, { url: 'app://ecabinet/', parent: null }),
    onDeepLink: () => () => {},
  } as unknown as DesktopBridge
  expect(await checkFileSpace(createDesktopFiles(bridge))).toEqual([])
  await folder.remove()
})
