import { useState } from 'react'
import {
  answerOf,
  choicesOf,
  isOverTime,
  isWholeAnswer,
  other,
  type AnswerToQuestion,
  type Consultation,
} from '#domain/consultation/consultation.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useAct } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Radio, Stack, Text, Textarea, useLive } from '#design/index.ts'
import { useChoiceLabel } from './use-choice-label.ts'
import classes from './consultations.module.css'

/** One's own answer: written here, with or without a network; how far it got; changed until the deadline. */
export function AnswerForm({
  consultation,
  meeting,
  now,
}: {
  readonly consultation: Consultation
  readonly meeting: MeetingId
  readonly now: number
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const workspace = useWorkspace()
  const act = useAct()
  const labelOf = useChoiceLabel()
  const me = workspace.identity.person.id
  const waiting = useLive(workspace.outbox).findLast(
    (entry) =>
      entry.kind === 'command' &&
      entry.state === 'waiting' &&
      entry.command.body.act.t === 'consult.answer' &&
      entry.command.body.act.consultation === consultation.id,
  )
  const received = answerOf(consultation, me)
  const late = consultation.late.findLast(({ by }) => by === me) ?? null
  const [isChanging, setChanging] = useState(false)
  const [answers, setAnswers] = useState<readonly AnswerToQuestion[]>(received?.answers ?? [])
  const change = (question: string, part: Partial<AnswerToQuestion>) =>
    setAnswers((all) => {
      const before = all.find((each) => each.question === question) ?? { question, choice: '', text: '' }
      return [...all.filter((each) => each.question !== question), { ...before, ...part }]
    })
  const isLate = isOverTime(consultation, now)
  const ordered = consultation.questions.flatMap(({ id }) => answers.find(({ question }) => question === id) ?? [])
  const beginChange = () => {
    // It may have been given on another machine since this form was opened.
    if (received) setAnswers(received.answers)
    setChanging(true)
  }
  const send = async () => {
    const tidy = ordered.map((each) => ({ ...each, text: each.text.normalize('NFC').trim() }))
    const { id, opening } = consultation
    if (await act({ t: 'consult.answer', meeting, consultation: id, opening, answers: tidy })) setChanging(false)
  }
  if (waiting)
    return (
      <Alert color="yellow" role="status" title={t('consult.waitingTitle')}>
        {t('consult.waitingText')}
      </Alert>
    )
  if ((received ?? late) && !isChanging) {
    const shown = received ?? late
    return (
      <section className={classes.card} data-testid="my-answer">
        <Text fw={700}>
          {t(received ? 'consult.received' : 'consult.receivedLate', { at: formats.moment(shown?.at ?? 0) })}
        </Text>
        {received && late && late.at > received.at && <Text c="red.8">{t('consult.lateChange')}</Text>}
        <ul className={classes.given}>
          {consultation.questions.map((question) => {
            const answer = shown?.answers.find((each) => each.question === question.id)
            return (
              <li key={question.id}>
                <Text size="sm">{question.text}</Text>
                <Text fw={600}>{answer ? labelOf(question, answer.choice) : ''}</Text>
                {answer?.text && <Text className={classes.words}>{answer.text}</Text>}
              </li>
            )
          })}
        </ul>
        {!isLate && (
          <Button variant="default" onClick={beginChange}>
            {t('consult.change')}
          </Button>
        )}
      </section>
    )
  }
  return (
    <form
      className={classes.card}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        {isLate && (
          <Alert color="red" role="status">
            {t('consult.lateText')}
          </Alert>
        )}
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
                onChange={(choice) => change(question.id, { choice })}
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
                onChange={(event) => change(question.id, { text: event.currentTarget.value })}
                autosize
                minRows={2}
                maxRows={10}
                maxLength={10_000}
              />
            </fieldset>
          )
        })}
        <Group justify="flex-end">
          {isChanging && (
            <Button variant="default" onClick={() => setChanging(false)}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" disabled={!isWholeAnswer(consultation.questions, ordered)}>
            {t('consult.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
