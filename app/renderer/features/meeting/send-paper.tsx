import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { paperFileTypes } from '#renderer/shared/paper-file-types.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Alert, Button, FileButton, Group, notifications, useLive } from '#design/index.ts'

type Request = MeetingRow['preparation']['requests'][number]

/** Takes the file in as the secretaries' machines do, sends it, and submits it. */
export function SendPaper({ meeting, request }: { readonly meeting: MeetingId; readonly request: Request }) {
  const { t } = useTranslation()
  const { openedLocally } = useApp()
  const workspace = useWorkspace()
  const notice = useRefusalNotice()
  const transfers = useLive(workspace.transfers)
  const [isBusy, setBusy] = useState(false)
  const [isOffline, setOffline] = useState(false)
  const transfer = transfers.get(request.paper)
  if (request.status === 'approved') return null
  const send = async (file: File | null) => {
    if (!file) return
    setBusy(true)
    setOffline(false)
    const taken = await workspace.importPaper(meeting, openedLocally(file), { id: request.paper })
    if (taken.ok) {
      const { file: sealed, size, sha256, pageCount } = taken.value
      const done = await workspace.submitPaper(meeting, request.paper, { file: sealed, size, sha256, pageCount })
      if (done.ok) notifications.show({ color: 'teal', message: t('preparing.requests.sent') })
      else if (done.error === 'offline') setOffline(true)
      else notice(done.error)
    }
    setBusy(false)
  }
  return (
    <>
      {transfer?.kind === 'failed' && (
        <Alert color="red" role="alert" title={transfer.name}>
          {t(`importFailure.${transfer.reason}`)}
        </Alert>
      )}
      {transfer?.kind === 'unseen' && <Alert color="yellow">{t('editor.unseenSecrecy')}</Alert>}
      {isOffline && (
        <Alert color="red" role="alert">
          {t('preparing.requests.needsNetwork')}
        </Alert>
      )}
      <Group>
        <FileButton accept={paperFileTypes} onChange={(file) => void send(file)}>
          {(button) => (
            <Button variant={request.status === 'submitted' ? 'default' : 'filled'} loading={isBusy} {...button}>
              {t(request.status === 'requested' ? 'preparing.requests.choose' : 'preparing.requests.again')}
            </Button>
          )}
        </FileButton>
        {transfer?.kind === 'importing' && (
          <span role="status">{t(`importStep.${transfer.step}`, transfer.pages ?? { done: 0, of: 0 })}</span>
        )}
      </Group>
    </>
  )
}
