import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { MinutesDraft } from '#domain/minutes/minutes.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { composeMinutes } from '#renderer/shared/documents/compose-minutes.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { Button } from '#design/index.ts'

/** The minutes as a document in the office's form. */
export function MinutesDocument({
  state,
  meeting,
  draft,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly draft: MinutesDraft
}) {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const scribe = useScribe()
  const [isOpen, setOpen] = useState(false)
  if (!hostWindow.saveFile) return null
  const document = composeMinutes({ state, meeting, draft }, scribe)
  return (
    <>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconFileText size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('document.button')}
      </Button>
      {isOpen && <DocumentDialog document={document} onClose={() => setOpen(false)} />}
    </>
  )
}
