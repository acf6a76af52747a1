import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { appOrigin, wallWindowName } from '#protocol/ipc/desktop-calls.ts'

const allowedPermissions: ReadonlySet<string> = new Set([
  'notifications',
  'fullscreen',
  'clipboard-sanitized-write',
  'screen-wake-lock',
  'persistent-storage',
])

/** By its parts: the origin of a scheme of one's own is "null" to some parsers. */
export function isOurs(url: string | undefined): boolean {
  try {
    const { protocol, host } = new URL(url ?? '')
    return `${protocol}//${host}` === appOrigin
  } catch {
    return false
  }
}

/** Only the top frame of our own page may call. */
export const isTrustedFrame = (frame: { readonly url: string; readonly parent: unknown } | null): boolean =>
  frame !== null && frame.parent === null && isOurs(frame.url)

type HardSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>

/** Every permission is denied but a few, and those only to our own page. */
export function hardenSession(session: HardSession): void {
  // Electron calls with four values.
  // oxlint-disable-next-line max-params
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(allowedPermissions.has(permission) && isOurs(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => allowedPermissions.has(permission) && isOurs(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}

/**
 * The window cannot be led elsewhere, and opens nothing but the empty one that it draws the wall in; links to the web go to the
 * system's browser.
 */
export function hardenContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  {
    openOutside,
    wall,
  }: { readonly openOutside: (url: string) => void; readonly wall: () => BrowserWindowConstructorOptions },
): void {
  contents.on('will-navigate', (event) => !isOurs(event.url) && event.preventDefault())
  contents.on('will-frame-navigate', (event) => !isOurs(event.url) && event.preventDefault())
  contents.on('will-redirect', (event) => !isOurs(event.url) && event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url, frameName }) => {
    if (url === 'about:blank' && frameName === wallWindowName)
      return { action: 'allow', overrideBrowserWindowOptions: wall() }
    if (url.startsWith('https://')) openOutside(url)
    return { action: 'deny' }
  })
}
