import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Text, useLive } from '#design/index.ts'
import type { Agenda, Preparation } from './documents.ts'
import classes from './editor.module.css'

/** Says "saved" only after the edit is on this device's disk. Whether the server has it is the chip's word. */
export function SavedNote({ agenda, preparation }: { readonly agenda: Agenda; readonly preparation: Preparation }) {
  const { t } = useTranslation()
  const first = useLive(agenda.progress)
  const second = useLive(preparation.progress)
  const fault = first.fault ?? second.fault
  if (fault) {
    return (
      <Text className={classes.saved} c="red" role="alert">
        <IconAlertTriangle size={18} aria-hidden /> {t(`editor.fault.${fault}`)}
      </Text>
    )
  }
  const isSaved = first.unsaved + second.unsaved === 0
  return (
    <Text className={classes.saved} c="dimmed" data-testid="saved-note" data-saved={isSaved}>
      {isSaved && <IconCheck size={18} aria-hidden />} {isSaved ? t('editor.savedHere') : t('editor.savingHere')}
    </Text>
  )
}
