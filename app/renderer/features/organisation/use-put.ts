import type { OrganisationAct } from '#domain/organisation/organisation-log.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { notifications } from '#design/index.ts'

/** Sends an act on the organisation and says what became of it. True unless it was refused. */
export function usePut(): (act: OrganisationAct) => Promise<boolean> {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notice = useRefusalNotice()
  return async (act) => {
    const done = await workspace.submit(act)
    if (!done.ok) {
      notice(done.error)
      return false
    }
    if (done.value === 'waiting') notifications.show({ color: 'gray', message: t('sync.explain.offline') })
    return true
  }
}
