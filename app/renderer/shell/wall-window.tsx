import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { wallWindowName } from '#protocol/ipc/desktop-calls.ts'
import { useTranslation } from '../i18n/i18n.ts'

type Wall = { readonly meeting: MeetingId; readonly window: Window }
type WallControl = {
  /** The meeting that hangs in a window of its own now. */
  readonly meeting: MeetingId | null
  /** False where the browser lets no window open. */
  readonly open: (meeting: MeetingId) => boolean
  readonly close: () => void
}

const WallContext = createContext<WallControl | null>(null)

export function useWall(): WallControl {
  const control = useContext(WallContext)
  if (!control) throw new Error('Outside of the app')
  return control
}

/**
 * A second window for the projector, drawn from this one: it holds no keys, asks nobody who they are, and goes when this window
 * goes. Here one may read, vote and steer meanwhile.
 */
export function WallProvider({
  children,
  draw,
}: {
  readonly children: ReactNode
  readonly draw: (meeting: MeetingId, close: () => void) => ReactNode
}) {
  const { t } = useTranslation()
  const [wall, setWall] = useState<Wall | null>(null)
  const close = useCallback(() => setWall(null), [])
  const open = useCallback(
    (meeting: MeetingId) => {
      const opened = window.open('about:blank', wallWindowName, 'popup,width=1280,height=720')
      if (!opened) return false
      dress(opened, t('room.screen.open'))
      setWall({ meeting, window: opened })
      return true
    },
    [t],
  )
  useEffect(() => {
    if (!wall) return
    const { window: shown } = wall
    const end = () => shown.close()
    shown.addEventListener('pagehide', close)
    window.addEventListener('pagehide', end)
    return () => {
      shown.removeEventListener('pagehide', close)
      window.removeEventListener('pagehide', end)
      end()
    }
  }, [wall, close])
  const control = useMemo(() => ({ meeting: wall?.meeting ?? null, open, close }), [wall, open, close])
  return (
    <WallContext.Provider value={control}>
      {children}
      {wall && createPortal(draw(wall.meeting, close), wall.window.document.body)}
    </WallContext.Provider>
  )
}

/** The looks of this window for another one of ours. */
function dress({ document: other }: Window, title: string): void {
  other.title = title
  other.body.replaceChildren()
  other.head.querySelectorAll('style, link').forEach((node) => node.remove())
  for (const { name, value } of document.documentElement.attributes) other.documentElement.setAttribute(name, value)
  // The component library keeps some of its styles outside of the head.
  for (const node of document.querySelectorAll('style, link[rel="stylesheet"]'))
    other.head.append(other.importNode(node, true))
}
