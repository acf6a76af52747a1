import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Checkbox, useLive } from '#design/index.ts'

/** Asked before signing in, because it decides where the keys lie. */
export function SharedMachine() {
  const { t } = useTranslation()
  const { session } = useApp()
  return (
    <Checkbox
      label={t('welcome.sharedMachine')}
      description={t('welcome.sharedMachineHelp')}
      checked={useLive(session.isShared)}
      onChange={(event) => session.isShared.set(event.currentTarget.checked)}
    />
  )
}
