import { useEffect, useState } from 'react'
import type { CalendarEntry } from '#domain/meeting/office-calendar.ts'
import { useWorkspace } from '../shell/app-context.ts'

/** What the whole organisation knows of its meetings, kept up to date while it is looked at. Null until it is open. */
export function useOfficeCalendar(): readonly CalendarEntry[] | null {
  const workspace = useWorkspace()
  const [entries, setEntries] = useState<readonly CalendarEntry[] | null>(null)
  useEffect(() => {
    let isGone = false
    let end = () => {}
    const opening = workspace.openCalendar()
    void opening.then(({ content }) => {
      if (isGone) return
      setEntries(content.get())
      end = content.subscribe(() => setEntries(content.get()))
    })
    return () => {
      isGone = true
      end()
      void opening.then((opened) => opened.close())
    }
  }, [workspace])
  return entries
}
