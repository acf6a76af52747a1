import { IconCircleCheck, IconDownload } from '@tabler/icons-react'
import type { PaperRow } from '#application/projection/rows.ts'
import { useWorkspace } from '../shell/app-context.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Badge, useLive } from '../design/index.ts'

/** "Sẵn sàng ngoại tuyến" only when every published paper of the meeting is here and checked. */
export function OfflineBadge({ papers }: { readonly papers: readonly PaperRow[] }) {
  const { t } = useTranslation()
  const states = useLive(useWorkspace().fileStates)
  const published = papers.filter(({ status }) => status === 'published')
  if (published.length === 0) return null
  const ready = published.filter(({ fileId }) => states.get(fileId)?.kind === 'ready').length
  return ready === published.length ? (
    <Badge variant="light" color="teal" size="lg" tt="none" leftSection={<IconCircleCheck size={16} aria-hidden />}>
      {t('papers.readyOffline')}
    </Badge>
  ) : (
    <Badge variant="light" color="gray" size="lg" tt="none" leftSection={<IconDownload size={16} aria-hidden />}>
      {t('papers.downloaded', { ready, total: published.length })}
    </Badge>
  )
}
