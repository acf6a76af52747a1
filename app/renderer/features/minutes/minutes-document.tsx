import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { chairOf, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { isSigned, signaturesOn, type MinutesDraft } from '#domain/minutes/minutes.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { firstSecretary } from '#renderer/shared/documents/compose-lists.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import type { OfficeDocument } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { sealsForMachines } from '#protocol/record/record-format.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
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
  const { nameOf, formats } = useScribe()
  const [isOpen, setOpen] = useState(false)
  if (!hostWindow.saveFile) return null
  const signatures = signaturesOn(state.minutes, draft.seq)
  const chair = signatures.find(({ as }) => as === 'chair')
  const secretary = signatures.find(({ as }) => as === 'secretary')
  const signed = (at: number | undefined) => (at === undefined ? '' : t('document.signed', { at: formats.moment(at) }))
  const document: OfficeDocument = {
    layout: 'minutes',
    kind: t('document.kinds.minutes'),
    title: meeting.title,
    fileName: t('document.fileName', { kind: t('document.names.minutes'), title: meeting.title }),
    number: t('document.numbers.minutes'),
    at: chair?.at ?? draft.at,
    parts: draft.parts,
    table: null,
    left: {
      title: t('document.secretaryTitle'),
      name: nameOf(secretary?.by ?? firstSecretary({ state })),
      signed: signed(secretary?.at),
    },
    right: { title: t('document.chairTitle'), name: nameOf(chair?.by ?? chairOf(state)), signed: signed(chair?.at) },
    isSigned: true,
    recipients: t('document.recipients.minutes'),
    verification: [
      t(isSigned(state.minutes, draft.seq) ? 'document.code' : 'document.codeOfDraft', {
        code: hashCode(draft.hash, 16),
      }),
      ...[...state.sitting.seals].map(([person, head]) =>
        t('document.seal', { name: nameOf(person), code: hashCode(head, 16) }),
      ),
    ].join('\n'),
    qr: sealsForMachines([...state.sitting.seals.values()]),
  }
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
