import type { MeetingRow } from '#application/projection/rows.ts'
import { isAnswered, isLate } from '#domain/remarks/remark.ts'
import type { RemarkOnPaper } from '../remarks/use-remarks.ts'
import { columnsOf, listOf } from './compose-lists.ts'
import { noSignature, type OfficeDocument, type Scribe } from './office-document.ts'

/** Bảng tổng hợp ý kiến: each remark by paper and page, and what became of it. */
export function composeRemarks(
  all: readonly Pick<RemarkOnPaper, 'paper' | 'remark'>[],
  meeting: MeetingRow,
  scribe: Scribe,
): OfficeDocument {
  const { t, nameOf, positionOf } = scribe
  const papers = [...new Set(all.map(({ paper }) => paper.id))]
  const ordered = all.toSorted(
    (a, b) =>
      papers.indexOf(a.paper.id) - papers.indexOf(b.paper.id) ||
      (a.remark.place?.page ?? -1) - (b.remark.place?.page ?? -1) ||
      a.remark.at - b.remark.at,
  )
  const outcomeOf = ({ answer }: RemarkOnPaper['remark']) =>
    answer === null
      ? t('remarks.waiting')
      : [
          `${t(`remarks.outcome.${answer.outcome}`)}.`,
          answer.text,
          answer.sentence ? `${t('remarks.nowReads')} “${answer.sentence}”` : '',
        ]
          .filter(Boolean)
          .join('\n')
  return {
    ...listOf('remarks', { meeting }, scribe),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('remarks.sum', {
            count: all.length,
            people: new Set(all.map(({ remark }) => remark.author)).size,
            answered: all.filter(({ remark }) => isAnswered(remark)).length,
          }),
        ],
      },
    ],
    table: {
      columns: columnsOf('remarks', t),
      rows: ordered.map(({ paper, remark }, index) => [
        String(index + 1),
        [
          nameOf(remark.author),
          positionOf(remark.author),
          isLate(remark, meeting.remarksUntil) ? t('remarks.late') : '',
        ]
          .filter(Boolean)
          .join('\n'),
        [paper.title, remark.place ? t('marks.page', { page: remark.place.page + 1 }) : ''].filter(Boolean).join('\n'),
        [remark.place?.quote ? `“${remark.place.quote}”` : '', remark.text].filter(Boolean).join('\n'),
        outcomeOf(remark),
      ]),
    },
    left: null,
    right: { ...noSignature, title: t('document.signers.remarks') },
  }
}
