import type { IpcRenderer } from 'electron'
import { deepLinkEvent, type DesktopBridge, type DesktopCall } from '#protocol/ipc/desktop-calls.ts'

/** Functions only: the window never gets a channel, an event or ipcRenderer itself. Names outside the table are refused here too. */
export function createBridge(
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>,
  names: ReadonlySet<DesktopCall>,
): DesktopBridge {
  return {
    call(name, request) {
      if (!names.has(name)) return Promise.reject(new Error('No desktop call has this name'))
      return ipc.invoke(name, request) as ReturnType<DesktopBridge['call']> as never
    },
    onDeepLink(listener) {
      const handle = (_event: unknown, link: Parameters<typeof listener>[0]) => listener(link)
      ipc.on(deepLinkEvent, handle)
      return () => void ipc.off(deepLinkEvent, handle)
    },
  }
}
