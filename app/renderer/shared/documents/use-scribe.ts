import { useMemo } from 'react'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useLive } from '#renderer/design/index.ts'
import { useNames } from '../use-room.ts'
import type { Scribe } from './office-document.ts'

export function useScribe(): Scribe {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  return useMemo(() => {
    const units = new Map(directory?.units.map(({ id, name }) => [id as string, name]))
    const people = new Map(directory?.people.map((person) => [person.id as string, person]))
    return {
      // The values of a key are checked where it is written, not here.
      t: (key, values) => t(key, values as never) as unknown as string,
      formats,
      language: i18n.language === 'en' ? 'en' : 'vi',
      nameOf,
      positionOf: (person) => {
        const found = people.get(person ?? '')
        return [found?.position, units.get(found?.unit ?? '')].filter(Boolean).join(', ')
      },
      unitNameOf: (unit) => units.get(unit) ?? '…',
      now: workspace.now(),
    }
  }, [t, i18n.language, formats, nameOf, directory, workspace])
}
