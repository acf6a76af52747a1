import type { BrowserWindow, BrowserWindowConstructorOptions, Display, MenuItemConstructorOptions } from 'electron'
import { appOrigin } from '#protocol/ipc/desktop-calls.ts'
import type { WindowState } from './window-state.ts'

/** Under test: nothing of the page may reach Node or another page. */
export function mainWindowOptions({
  preload,
  isPackaged,
  state,
}: {
  readonly preload: string
  readonly isPackaged: boolean
  readonly state: WindowState | null
}): BrowserWindowConstructorOptions {
  const { x, y, width = 1366, height = 860 } = state ?? {}
  return {
    width,
    height,
    ...(x !== undefined && y !== undefined && { x, y }),
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'eCabinet',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
      v8CacheOptions: 'code',
    },
  }
}

/** Fills the projector where one is connected; otherwise an ordinary window. Has no bridge: it only shows. */
export function wallWindowOptions(
  displays: readonly Pick<Display, 'id' | 'bounds'>[],
  primary: number,
): BrowserWindowConstructorOptions {
  const beside = displays.find(({ id }) => id !== primary)
  return {
    title: 'eCabinet',
    autoHideMenuBar: true,
    backgroundColor: '#0c2340',
    ...(beside ? { ...beside.bounds, fullscreen: true } : { width: 1280, height: 720 }),
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  }
}

export async function showMainWindow(window: BrowserWindow): Promise<void> {
  window.once('ready-to-show', () => window.show())
  await window.loadURL(`${appOrigin}/`)
}

/** No print role: a paper is printed by the app itself, which knows whether it may be. */
export const menuTemplate = (): MenuItemConstructorOptions[] => [
  {
    label: 'eCabinet',
    submenu: [{ role: 'about', label: 'Giới thiệu eCabinet' }, { type: 'separator' }, { role: 'quit', label: 'Thoát' }],
  },
  {
    label: 'Soạn thảo',
    submenu: [
      { role: 'undo', label: 'Hoàn tác' },
      { role: 'redo', label: 'Làm lại' },
      { type: 'separator' },
      { role: 'cut', label: 'Cắt' },
      { role: 'copy', label: 'Sao chép' },
      { role: 'paste', label: 'Dán' },
      { role: 'selectAll', label: 'Chọn tất cả' },
    ],
  },
  {
    label: 'Hiển thị',
    submenu: [
      { role: 'togglefullscreen', label: 'Toàn màn hình' },
      { role: 'minimize', label: 'Thu nhỏ cửa sổ' },
    ],
  },
]
