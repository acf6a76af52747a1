import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { Poll } from '#domain/voting/poll.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { composeTally } from '#renderer/shared/documents/compose-lists.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import type { OfficeDocument } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { Button } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** The tellers' report on a vote, in the office's form. */
export function TallyDocument({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { meeting, items, papers, state } = useRoomView()
  const scribe = useScribe()
  const [document, setDocument] = useState<OfficeDocument | null>(null)
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconFileText size={20} aria-hidden />}
        onClick={() => setDocument(composeTally(poll, { meeting, items, papers, state }, scribe))}
      >
        {t('document.names.tally')}
      </Button>
      {document && <DocumentDialog document={document} onClose={() => setDocument(null)} />}
    </>
  )
}
