import { IconFileDownload } from '@tabler/icons-react'
import type { OriginalFile } from '#application/ports/meeting-documents.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { readWholeFile } from '#renderer/shared/read-whole-file.ts'
import { Button, notifications } from '#design/index.ts'

/** Saves the Word, Excel or PowerPoint file that a paper was made of. Only the secretaries have it. */
export function OriginalButton({
  meeting,
  original,
}: {
  readonly meeting: MeetingId
  readonly original: OriginalFile | undefined
}) {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const workspace = useWorkspace()
  const { saveFile } = hostWindow
  if (!original || !saveFile) return null
  const save = async () => {
    const bytes = await readWholeFile(workspace, { meeting, file: original.file, size: original.size })
    const outcome = bytes ? await saveFile(original.name, bytes) : 'failed'
    if (outcome !== 'cancelled')
      notifications.show({
        color: outcome === 'saved' ? 'teal' : 'red',
        message: bytes ? t(`reader.fileSaved.${outcome}`) : t('editor.originalNotHere'),
      })
  }
  return (
    <Button
      variant="subtle"
      leftSection={<IconFileDownload size={18} aria-hidden />}
      title={original.name}
      onClick={() => void save()}
    >
      {t('editor.original')}
    </Button>
  )
}
