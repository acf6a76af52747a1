import type { ElectronParts } from '../../app/main/composition/start-desktop.ts'

type Handler = (event: unknown, payload: unknown) => unknown

/** Electron as main uses it, without the program: calls are remembered, and what must come before ready throws after it. */
export function createFakeElectron(userData: string) {
  const calls: string[] = []
  const handlers = new Map<string, Handler>()
  const listeners = new Map<string, ((...values: unknown[]) => unknown)[]>()
  const windows: {
    readonly options: Record<string, unknown>
    readonly loaded: string[]
    readonly sent: unknown[]
    readonly close: () => void
    readonly maximized: boolean
  }[] = []
  const permissions: {
    request?: (
      contents: unknown,
      permission: string,
      answer: (ok: boolean) => void,
      details: { requestingUrl: string },
    ) => void
    check?: (contents: unknown, permission: string, origin: string) => boolean
  } = {}
  const saveTo: { path: string | null } = { path: null }
  let isReady = false
  const early = (name: string) => {
    if (isReady) throw new Error(`${name} must come before ready`)
    calls.push(name)
  }
  let serve: ((request: Request) => Promise<Response>) | undefined
  class BrowserWindow {
    options: Record<string, unknown>
    loaded: string[] = []
    sent: unknown[] = []
    webContents = {
      send: (...values: unknown[]) => this.sent.push(values),
      print: (_options: unknown, done: (ok: boolean) => void) => done(true),
    }
    constructor(options: Record<string, unknown>) {
      this.options = options
      windows.push(this)
    }
    once() {}
    on(name: string, listener: () => void) {
      if (name === 'close') this.close = listener
    }
    close = () => {}
    bounds = { x: 40, y: 30, width: 1200, height: 800 }
    getNormalBounds = () => this.bounds
    isMaximized = () => this.maximized
    maximized = false
    maximize = () => void (this.maximized = true)
    show() {}
    focus() {}
    loadURL = async (url: string) => void this.loaded.push(url)
  }
  const parts = {
    app: {
      requestSingleInstanceLock: () => true,
      enableSandbox: () => early('enableSandbox'),
      setAsDefaultProtocolClient: (name: string) => calls.push(`protocol ${name}`),
      on: (name: string, listener: (...values: unknown[]) => unknown) =>
        listeners.set(name, [...(listeners.get(name) ?? []), listener]),
      whenReady: async () => {
        isReady = true
      },
      getPath: () => userData,
      getVersion: () => '0.1.0',
      isPackaged: true,
      quit: () => calls.push('quit'),
    },
    BrowserWindow,
    dialog: {
      showSaveDialog: async (_window: unknown, { defaultPath }: { defaultPath: string }) => {
        calls.push(`save ${defaultPath}`)
        return saveTo.path === null ? { canceled: true } : { canceled: false, filePath: saveTo.path }
      },
    },
    screen: {
      getAllDisplays: () => [
        {
          id: 1,
          bounds: { x: 0, y: 0, width: 1920, height: 1080 },
          workArea: { x: 0, y: 0, width: 1920, height: 1040 },
        },
      ],
      getPrimaryDisplay: () => ({ id: 1 }),
    },
    ipcMain: { handle: (name: string, handler: Handler) => handlers.set(name, handler) },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => calls.push('menu') },
    powerSaveBlocker: { start: () => 1, stop: () => calls.push('awake off') },
    protocol: {
      registerSchemesAsPrivileged: () => early('registerSchemesAsPrivileged'),
      handle: (_scheme: string, handler: typeof serve) => (serve = handler),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text: string) => Buffer.from(`v11${text}`),
      decryptStringAsync: async (sealed: Buffer) => ({ result: sealed.toString().slice(3), shouldReEncrypt: false }),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: NonNullable<typeof permissions.request>) =>
          (permissions.request = handler),
        setPermissionCheckHandler: (handler: NonNullable<typeof permissions.check>) => (permissions.check = handler),
        setDevicePermissionHandler: () => {},
        setDisplayMediaRequestHandler: () => {},
      },
    },
    shell: { openExternal: async () => {} },
  }
  return {
    parts: parts as unknown as ElectronParts,
    calls,
    windows,
    permissions,
    saveTo,
    emit: (name: string, ...values: unknown[]) => listeners.get(name)?.forEach((listener) => listener(...values)),
    invoke: (name: string, payload: unknown, url = 'app://ecabinet/', parent: unknown = null) =>
      Promise.resolve(handlers.get(name)?.({ senderFrame: { url, parent } }, payload)),
    fetch: (url: string) => serve?.(new Request(url)) ?? Promise.reject(new Error('no scheme')),
  }
}
