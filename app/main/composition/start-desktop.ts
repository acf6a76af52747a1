import { hostname } from 'node:os'
import path from 'node:path'
import type * as Electron from 'electron'
import { deepLinkEvent, parseDeepLink, type DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'
import { registerCalls } from '../calls/call-server.ts'
import { schemePrivileges, serveAppFiles } from '../native/app-files.ts'
import { createDeviceFiles } from '../native/device-files.ts'
import { createKeychain } from '../native/keychain.ts'
import { createOfficeConverter, officePrograms } from '../native/office-converter.ts'
import { createSaveFile } from '../native/save-file.ts'
import { hardenContents, hardenSession } from '../security/trust.ts'
import { mainWindowOptions, menuTemplate, showMainWindow, wallWindowOptions } from '../windows/main-window.ts'
import { keepWindowState, readWindowState } from '../windows/window-state.ts'

/** The parts of Electron that are used: the real ones in the app, a fake in tests. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
>

const mostReloadsPerMinute = 3
const conversionLimitMs = 120_000

/** Starts the desktop app. What must come before Electron is ready comes before the first await. */
export async function startDesktop(
  electron: ElectronParts,
  parts: { readonly renderer: string; readonly preload: string; readonly server: string; readonly now: () => number },
): Promise<void> {
  const { app } = electron
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  electron.protocol.registerSchemesAsPrivileged([schemePrivileges])
  app.setAsDefaultProtocolClient('ecabinet')

  let window: Electron.BrowserWindow | null = null
  let waitingLink: string | null = null
  const openLink = (raw: string) => {
    const link = parseDeepLink(raw)
    if (!link) return
    if (!window) {
      waitingLink = raw
      return
    }
    window.show()
    window.focus()
    window.webContents.send(deepLinkEvent, link)
  }
  const linkIn = (argv: readonly string[]) => argv.find((argument) => argument.startsWith('ecabinet://'))
  app.on('second-instance', (_event, argv) => {
    const raw = linkIn(argv)
    if (raw) openLink(raw)
    else window?.focus()
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    openLink(url)
  })
  app.on('web-contents-created', (_event, contents) =>
    hardenContents(contents, {
      openOutside: (url) => void electron.shell.openExternal(url),
      wall: () => wallWindowOptions(electron.screen.getAllDisplays(), electron.screen.getPrimaryDisplay().id),
    }),
  )
  app.on('window-all-closed', () => app.quit())
  const reloads: number[] = []
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return
    reloads.push(parts.now())
    const lately = reloads.filter((at) => parts.now() - at < 60_000)
    if (lately.length <= mostReloadsPerMinute) contents.reload()
  })

  await app.whenReady()
  hardenSession(electron.session.defaultSession)
  serveAppFiles(electron.protocol, { folder: parts.renderer, server: parts.server })
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menuTemplate()))
  const data = app.getPath('userData')
  const keychain = createKeychain({
    storage: electron.safeStorage,
    file: path.join(data, 'keychain.json'),
    platform: process.platform,
  })
  let awake: number | null = null
  const handlers: DesktopHandlers = {
    'host:info': async () => ({
      platform: process.platform,
      version: app.getVersion(),
      server: parts.server,
      keychain: await keychain.protects(),
      deviceName: hostname().slice(0, 100),
    }),
    ...createDeviceFiles(path.join(data, 'files')),
    ...keychain.calls,
    'window:save': createSaveFile(electron.dialog, { window: () => window, folder: app.getPath('documents') }),
    'office:convert': createOfficeConverter({
      programs: officePrograms(process.platform, process.env),
      folder: path.join(app.getPath('temp'), 'ecabinet'),
      limitMs: conversionLimitMs,
    }),
    'window:print': () =>
      new Promise((resolve) => {
        if (!window) return resolve({ ok: false, error: 'failed' })
        window.webContents.print({}, (isDone) =>
          resolve(isDone ? { ok: true, value: null } : { ok: false, error: 'failed' }),
        )
      }),
    'power:keep-awake': async ({ on }) => {
      if (on) awake ??= electron.powerSaveBlocker.start('prevent-display-sleep')
      else if (awake !== null) {
        electron.powerSaveBlocker.stop(awake)
        awake = null
      }
      return { ok: true, value: null }
    },
  }
  registerCalls(electron.ipcMain, handlers)
  const stateFile = path.join(data, 'window.json')
  const state = await readWindowState(
    stateFile,
    electron.screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  window = new electron.BrowserWindow(mainWindowOptions({ preload: parts.preload, isPackaged: app.isPackaged, state }))
  keepWindowState(window, stateFile)
  if (state?.isMaximized) window.maximize()
  await showMainWindow(window)
  const first = waitingLink ?? linkIn(process.argv)
  if (first) openLink(first)
}
