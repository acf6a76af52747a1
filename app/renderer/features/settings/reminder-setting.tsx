import { useState } from 'react'
import { useApp } from '#renderer/shell/app-context.ts'
import { mayRemind } from '#renderer/shell/use-outside-notices.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { SegmentedControl, Text, useLive } from '#design/index.ts'

/** Whether the operating system says what is new while the window is not looked at; it asks the person itself, once. */
export function ReminderSetting() {
  const { t } = useTranslation()
  const { preferences } = useApp()
  const value = useLive(preferences)
  const [permission, setPermission] = useState(mayRemind())
  const change = async (remindsOutside: boolean) => {
    if (remindsOutside && permission === 'default') setPermission(await Notification.requestPermission())
    preferences.set({ ...value, remindsOutside })
  }
  return (
    <div>
      <Text fw={500} mb={4}>
        {t('settings.reminders')}
      </Text>
      <SegmentedControl
        aria-label={t('settings.reminders')}
        value={value.remindsOutside && permission === 'granted' ? 'on' : 'off'}
        onChange={(next) => void change(next === 'on')}
        disabled={permission === 'denied'}
        data={[
          { value: 'on', label: t('settings.remindersOn') },
          { value: 'off', label: t('settings.remindersOff') },
        ]}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t(permission === 'denied' ? 'settings.remindersBlocked' : 'settings.remindersHelp')}
      </Text>
    </div>
  )
}
