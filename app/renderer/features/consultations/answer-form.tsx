import { useState } from 'react'
import {
  answerOf,
  draftFor,
  isOverTime,
  isWholeAnswer,
  type AnswerToQuestion,
  type Consultation,
} from '#domain/consultation/consultation.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { AnswerFields, answerChanged, tidyAnswers } from './answer-fields.tsx'
import { Alert, Button, Group, Stack, Text, useLive } from '#design/index.ts'
import { useChoiceLabel } from './use-choice-label.ts'
import classes from './consultations.module.css'

/**
 * One's own answer: written here, with or without a network; how far it got; changed until the deadline. What an assistant
 * proposes stands in it, to be read and then sent as one's own.
 */
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
  const nameOf = useNames()
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
  const draft = draftFor(consultation, me)
  const [written, setAnswers] = useState<readonly AnswerToQuestion[] | null>(received?.answers ?? null)
  const answers = written ?? draft?.answers ?? []
  const change = (question: string, part: Partial<AnswerToQuestion>) =>
    setAnswers(answerChanged(answers, question, part))
  const isLate = isOverTime(consultation, now)
  const ordered = tidyAnswers(consultation, answers)
  const beginChange = () => {
    // It may have been given on another machine since this form was opened.
    if (received) setAnswers(received.answers)
    setChanging(true)
  }
  const send = async () => {
    const { id, opening } = consultation
    if (await act({ t: 'consult.answer', meeting, consultation: id, opening, answers: ordered })) setChanging(false)
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
        {draft && (
          <Alert color="blue" role="status">
            {t('consult.draft.proposed', { name: nameOf(draft.by), at: formats.moment(draft.at) })}
          </Alert>
        )}
        <AnswerFields consultation={consultation} answers={answers} onChange={change} />
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
