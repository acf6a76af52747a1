import { DeviceFull, type FileSpace } from '#application/ports/file-space.ts'
import type { HostWindow } from '#application/ports/host-window.ts'
import type { OfficeConverter } from '#application/ports/office-converter.ts'
import type { SecretVault } from '#application/ports/secret-vault.ts'
import { fail, ok } from '#domain/kernel/result.ts'
import type { DesktopBridge } from '#protocol/ipc/desktop-calls.ts'

/** The bridge that the preload put into the window; undefined in a browser. */
export function findDesktopBridge(): DesktopBridge | undefined {
  return (globalThis as { ecabinetHost?: DesktopBridge }).ecabinetHost
}

export function createDesktopFiles(bridge: DesktopBridge): FileSpace {
  const written = async (work: Promise<'done' | 'device-full'>): Promise<void> => {
    if ((await work) === 'device-full') throw new DeviceFull()
  }
  return {
    read: (name) => bridge.call('files:read', { name }),
    write: (name, bytes) => written(bridge.call('files:write', { name, bytes })),
    append: (name, bytes) => written(bridge.call('files:append', { name, bytes })),
    readRange: (name, { start, end }) => bridge.call('files:read-range', { name, start, end }),
    size: (name) => bridge.call('files:size', { name }),
    truncate: (name, size) => written(bridge.call('files:truncate', { name, size })),
    rename: async (from, to) => {
      await bridge.call('files:rename', { from, to })
    },
    remove: async (name) => {
      await bridge.call('files:remove', { name })
    },
    list: () => bridge.call('files:list', {}),
    room: () => bridge.call('files:room', {}),
  }
}

export function createDesktopVault(bridge: DesktopBridge): SecretVault {
  return {
    get: async (name) => {
      const answer = await bridge.call('secrets:get', { name })
      return answer.ok ? ok(answer.value) : fail(answer.error)
    },
    set: async (name, value) => {
      const answer = await bridge.call('secrets:set', { name, value })
      return answer.ok ? ok(null) : fail(answer.error)
    },
    remove: async (name) => {
      const answer = await bridge.call('secrets:remove', { name })
      return answer.ok ? ok(null) : fail(answer.error)
    },
  }
}

export const createDesktopConverter =
  (bridge: DesktopBridge): OfficeConverter =>
  async (file) => {
    const answer = await bridge.call('office:convert', file)
    return answer.ok ? ok(answer.value) : fail(answer.error)
  }

export function createDesktopWindow(bridge: DesktopBridge): HostWindow {
  return {
    print: async () => (await bridge.call('window:print', {})).ok,
    saveFile: async (suggestedName, bytes) => {
      const answer = await bridge.call('window:save', { suggestedName, bytes })
      return answer.ok ? answer.value : 'failed'
    },
  }
}
