import { useEffect, useRef } from 'react'
import { cameSince, type Notice } from '#application/projection/notices.ts'
import { useLive } from '../design/index.ts'
import { useApp } from './app-context.ts'

/** Denied, too, where the host knows no reminders. */
export const mayRemind = (): NotificationPermission =>
  'Notification' in globalThis ? Notification.permission : 'denied'

/** Has the operating system say what is new while nobody looks at this window. What was there when it opened stands in the list. */
export function useOutsideNotices(
  /** Null until the tables are read. */
  notices: readonly Notice[] | null,
  { sentence, onOpen }: { readonly sentence: (notice: Notice) => string; readonly onOpen: (notice: Notice) => void },
): void {
  const { remindsOutside } = useLive(useApp().preferences)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!notices) return
    const fresh = cameSince(known.current, notices)
    known.current = new Set(notices.map(({ key }) => key))
    if (!remindsOutside || mayRemind() !== 'granted' || document.hasFocus()) return
    for (const notice of fresh) {
      const shown = new Notification(sentence(notice), { body: notice.title, tag: notice.key })
      shown.addEventListener('click', () => {
        globalThis.focus()
        onOpen(notice)
      })
    }
  }, [notices, remindsOutside, sentence, onOpen])
}
