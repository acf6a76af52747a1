import { choicesOf, silentOf, type Consultation, type ConsultationQuestion } from '#domain/consultation/consultation.ts'
import { questionResult } from '#domain/consultation/consultation-result.ts'
import { resultSentence } from '#domain/voting/result-sentence.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Table, Text, useLive } from '#design/index.ts'
import { useChoiceLabel } from './use-choice-label.ts'
import classes from './consultations.module.css'

/** Numbers by answer and by unit, the sentence of the rule, and who said what. */
export function ConsultationResult({
  consultation,
  isOver,
}: {
  readonly consultation: Consultation
  /** While answers still count, nothing follows from the numbers. */
  readonly isOver: boolean
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const silent = silentOf(consultation)
  return (
    <section aria-label={t('consult.result')} data-testid="consultation-result">
      <h2 className={classes.heading}>
        {t('consult.result')} –{' '}
        {t('consult.answered', { answered: consultation.answers.length, asked: consultation.asked.length })}
      </h2>
      {consultation.questions.map((question) => (
        <QuestionResult key={question.id} consultation={consultation} question={question} isOver={isOver} />
      ))}
      {silent.length > 0 && (
        <Text className={classes.words}>
          {t('consult.silent', { count: silent.length, names: silent.map(nameOf).join(', ') })}
        </Text>
      )}
      {consultation.late.length > 0 && (
        <Text className={classes.words}>
          {t('consult.lateOnes', {
            count: consultation.late.length,
            names: consultation.late.map(({ by, at }) => `${nameOf(by)} (${formats.moment(at)})`).join(', '),
          })}
        </Text>
      )}
    </section>
  )
}

function QuestionResult({
  consultation,
  question,
  isOver,
}: {
  readonly consultation: Consultation
  readonly question: ConsultationQuestion
  readonly isOver: boolean
}) {
  const { t, i18n } = useTranslation()
  const nameOf = useNames()
  const labelOf = useChoiceLabel()
  const directory = useLive(useWorkspace().directory)
  const result = questionResult(consultation, question)
  const choices = choicesOf(question)
  const unitOf = new Map(directory?.people.map(({ id, unit }) => [id, unit]))
  const units = [...new Set(consultation.asked.map((person) => unitOf.get(person) ?? null))]
  const nameOfUnit = (unit: string | null) =>
    directory?.units.find(({ id }) => id === unit)?.name ?? t('consult.noUnit')
  const rows = [
    { name: t('consult.whole'), ...result },
    ...(units.length > 1
      ? units.map((unit) => ({
          name: nameOfUnit(unit),
          ...questionResult(consultation, question, (person) => (unitOf.get(person) ?? null) === unit),
        }))
      : []),
  ]
  const said = consultation.answers.flatMap(({ by, answers }) =>
    answers.filter((answer) => answer.question === question.id).map(({ choice, text }) => ({ by, choice, text })),
  )
  return (
    <div className={classes.card}>
      <Text fw={700} className={classes.words}>
        {question.text}
      </Text>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('consult.unit')}</Table.Th>
            {choices.map((choice) => (
              <Table.Th key={choice}>{labelOf(question, choice)}</Table.Th>
            ))}
            <Table.Th>{t('consult.notAnswered')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={row.name} fw={index === 0 ? 700 : undefined}>
              <Table.Th scope="row">{row.name}</Table.Th>
              {choices.map((choice) => (
                <Table.Td key={choice}>{row.votes.get(choice) ?? 0}</Table.Td>
              ))}
              <Table.Td>{row.silent}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {isOver && result.judged && (
        <Text className={classes.sentence} data-outcome={result.judged.decision.outcome}>
          {resultSentence({ ...result.judged, silent: result.silent }, i18n.language === 'en' ? 'en' : 'vi')}
        </Text>
      )}
      {said.length > 0 && (
        <details className={classes.said}>
          <summary>{t('consult.whoSaid')}</summary>
          <ul className={classes.given}>
            {said.map(({ by, choice, text }) => (
              <li key={by}>
                <Text span fw={600}>
                  {nameOf(by)}
                </Text>
                : {labelOf(question, choice)}
                {text && <Text className={classes.words}>{text}</Text>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
