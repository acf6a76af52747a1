import { useCallback } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { notifications } from '../design/index.ts'

/** Says, where the person is looking, why something was not done. */
export function useRefusalNotice(): (failure: CallFailure) => void {
  const { t } = useTranslation()
  return useCallback(
    (failure) =>
      void notifications.show({
        color: 'red',
        title: t('common.notDone'),
        message: t(`refusal.${failure}`),
        autoClose: 10_000,
      }),
    [t],
  )
}
