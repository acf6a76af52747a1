import type { MeetingRow } from '#application/projection/rows.ts'
import { choicesOf, silentOf, type Consultation, type ConsultationQuestion } from '#domain/consultation/consultation.ts'
import { questionResult } from '#domain/consultation/consultation-result.ts'
import { resultSentence } from '#domain/voting/result-sentence.ts'
import { columnsOf, listOf } from './compose-lists.ts'
import { noSignature, type OfficeDocument, type Scribe } from './office-document.ts'

/** Báo cáo kết quả lấy ý kiến: each question with its numbers, the sentence of the rule, and the opinions in words. */
export function composeConsultation(
  consultation: Consultation,
  {
    meeting,
    labelOf,
  }: { readonly meeting: MeetingRow; readonly labelOf: (question: ConsultationQuestion, choice: string) => string },
  scribe: Scribe,
): OfficeDocument {
  const { t, formats, language, nameOf } = scribe
  const silent = silentOf(consultation)
  const rows = consultation.questions.flatMap((question) => {
    const { votes } = questionResult(consultation, question)
    return choicesOf(question).map((choice) => ({
      question: question.text,
      choice: labelOf(question, choice),
      count: votes.get(choice) ?? 0,
      words: consultation.answers
        .flatMap(({ by, answers }) =>
          answers
            .filter((answer) => answer.question === question.id && answer.choice === choice && answer.text !== '')
            .map(({ text }) => `${nameOf(by)}: ${text}`),
        )
        .join('\n'),
    }))
  })
  const sentences = consultation.questions.flatMap((question) => {
    const { judged, silent: without } = questionResult(consultation, question)
    return judged ? [`${question.text} ${resultSentence({ ...judged, silent: without }, language)}.`] : []
  })
  return {
    ...listOf('consultation', { meeting }, scribe),
    title: t('document.about.consultation', { title: consultation.title }),
    fileName: t('document.fileName', { kind: t('document.names.consultation'), title: consultation.title }),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('document.consultation.sum', {
            asked: consultation.asked.length,
            answered: consultation.answers.length,
            sent: formats.moment(consultation.openedAt),
            until: formats.moment(consultation.deadline),
          }),
          ...(silent.length === 0
            ? []
            : [t('consult.silent', { count: silent.length, names: silent.map(nameOf).join(', ') })]),
          ...(consultation.late.length === 0
            ? []
            : [
                t('consult.lateOnes', {
                  count: consultation.late.length,
                  names: consultation.late.map(({ by, at }) => `${nameOf(by)} (${formats.moment(at)})`).join(', '),
                }),
              ]),
          ...(consultation.silence === 'not-counted'
            ? []
            : [t(`consult.silenceMeans.${consultation.silence}`, { article: consultation.silenceArticle })]),
        ],
      },
      ...(sentences.length === 0 ? [] : [{ heading: t('document.tally.outcome'), paragraphs: sentences }]),
    ],
    table: {
      columns: columnsOf('consultation', t),
      rows: rows.map(({ question, choice, count, words }, index) => [
        String(index + 1),
        choice,
        `${formats.number(count)}/${formats.number(consultation.asked.length)}`,
        question,
        words,
      ]),
    },
    left: null,
    right: { ...noSignature, title: t('document.signers.consultation') },
  }
}
