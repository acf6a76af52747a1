import { choicesOf, other, type AnswerToQuestion, type Consultation } from '#domain/consultation/consultation.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Radio, Stack, Textarea } from '#design/index.ts'
import { useChoiceLabel } from './use-choice-label.ts'
import classes from './consultations.module.css'

/** The questions, with what is chosen and written so far. */
export function AnswerFields({
  consultation,
  answers,
  onChange,
}: {
  readonly consultation: Consultation
  readonly answers: readonly AnswerToQuestion[]
  readonly onChange: (question: string, part: Partial<AnswerToQuestion>) => void
}) {
  const { t } = useTranslation()
  const labelOf = useChoiceLabel()
  return (
    <>
      {consultation.questions.map((question, index) => {
        const answer = answers.find((each) => each.question === question.id)
        return (
          <fieldset key={question.id} className={classes.question}>
            <legend>
              {consultation.questions.length > 1 && `${index + 1}. `}
              {question.text}
            </legend>
            <Radio.Group
              aria-label={question.text}
              value={answer?.choice ?? ''}
              onChange={(choice) => onChange(question.id, { choice })}
            >
              <Stack gap="xs">
                {choicesOf(question).map((choice) => (
                  <Radio
                    key={choice}
                    value={choice}
                    label={labelOf(question, choice)}
                    size="md"
                    className={classes.choice}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Textarea
              mt="sm"
              label={t(answer?.choice === other ? 'consult.otherWords' : 'consult.words')}
              required={answer?.choice === other}
              value={answer?.text ?? ''}
              onChange={(event) => onChange(question.id, { text: event.currentTarget.value })}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={10_000}
            />
          </fieldset>
        )
      })}
    </>
  )
}

export function answerChanged(
  answers: readonly AnswerToQuestion[],
  question: string,
  part: Partial<AnswerToQuestion>,
): readonly AnswerToQuestion[] {
  const before = answers.find((each) => each.question === question) ?? { question, choice: '', text: '' }
  return [...answers.filter((each) => each.question !== question), { ...before, ...part }]
}

/** In the order of the questions, without loose ends, as it is sent. */
export const tidyAnswers = (
  { questions }: Consultation,
  answers: readonly AnswerToQuestion[],
): readonly AnswerToQuestion[] =>
  questions
    .flatMap(({ id }) => answers.find(({ question }) => question === id) ?? [])
    .map((each) => ({ ...each, text: each.text.normalize('NFC').trim() }))
