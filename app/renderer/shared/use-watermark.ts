import { useCallback } from 'react'
import type { PaperRow } from '#application/projection/rows.ts'
import type { Marking } from '#domain/papers/marking.ts'
import { useApp, useWorkspace } from '../shell/app-context.ts'
import { useLive } from '../design/index.ts'
import { useFormats } from '../i18n/formats.ts'

/** Who has this in front of them and since when, in one line; null where the paper's marking asks for none. */
export function useWatermark(): (paper: PaperRow, isAsked: (marking: Marking) => boolean) => string | null {
  const workspace = useWorkspace()
  const { now } = useApp()
  const formats = useFormats()
  const directory = useLive(workspace.directory)
  return useCallback(
    ({ marking }, isAsked) => {
      if (!isAsked(marking)) return null
      const { person } = workspace.identity
      const unit = directory?.units.find(({ id }) => id === person.unit)?.name
      return [person.name, unit, formats.moment(now())].filter(Boolean).join(' · ')
    },
    [workspace, directory, now, formats],
  )
}
