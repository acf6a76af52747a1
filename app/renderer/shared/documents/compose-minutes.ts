import type { MeetingRow } from '#application/projection/rows.ts'
import { chairOf, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { isSigned, signaturesOn, type MinutesDraft } from '#domain/minutes/minutes.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { sealsForMachines } from '#protocol/record/record-format.ts'
import { firstSecretary } from './compose-lists.ts'
import type { OfficeDocument, Scribe } from './office-document.ts'

/** Biên bản: the very text that is out, or signed, with the codes by which it is compared. */
export function composeMinutes(
  {
    state,
    meeting,
    draft,
  }: { readonly state: MeetingLogState; readonly meeting: MeetingRow; readonly draft: MinutesDraft },
  { t, nameOf, formats }: Scribe,
): OfficeDocument {
  const signatures = signaturesOn(state.minutes, draft.seq)
  const chair = signatures.find(({ as }) => as === 'chair')
  const secretary = signatures.find(({ as }) => as === 'secretary')
  const signed = (at: number | undefined) => (at === undefined ? '' : t('document.signed', { at: formats.moment(at) }))
  return {
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
}
