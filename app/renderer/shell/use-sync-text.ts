import type { SyncStatus } from '#application/sync/sync-status.ts'
import { useTranslation } from '../i18n/i18n.ts'

/** The chip's words. */
export function useSyncText(status: SyncStatus): string {
  const { t } = useTranslation()
  switch (status.kind) {
    case 'saved':
      return t('sync.saved')
    case 'connecting':
      return t('sync.connecting')
    case 'sending':
      return t('sync.sending', { count: status.count })
    case 'offline':
      return status.waiting === 0 ? t('sync.offline') : t('sync.offlineWaiting', { count: status.waiting })
    case 'attention':
      return t('sync.attention')
  }
}
