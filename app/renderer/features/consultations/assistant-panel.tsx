import { useState } from 'react'
import {
  answerOf,
  isOverTime,
  isWholeAnswer,
  type AnswerToQuestion,
  type Consultation,
} from '#domain/consultation/consultation.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Button, Group, Select, Stack, Text, useLive } from '#design/index.ts'
import { AnswerFields, answerChanged, tidyAnswers } from './answer-fields.tsx'
import classes from './consultations.module.css'

type Place = { readonly consultation: Consultation; readonly meeting: MeetingId; readonly now: number }

/** Who was asked names somebody who drafts the answer; only their own signature makes it one. */
export function ChooseAssistant({ consultation, meeting, now }: Place) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const act = useAct()
  const directory = useLive(workspace.directory)
  const me = workspace.identity.person.id
  const assistant = consultation.assistants.find((each) => each.for === me)?.assistant ?? null
  if (answerOf(consultation, me) || isOverTime(consultation, now)) return null
  const choose = (value: string | null) =>
    void act({
      t: 'consult.delegate',
      meeting,
      consultation: consultation.id,
      assistant: value as PersonId | null,
    })
  return (
    <Select
      label={t('consult.draft.assistant')}
      description={t('consult.draft.assistantText')}
      placeholder={t('consult.draft.nobody')}
      data={(directory?.people ?? [])
        .filter(({ id, active }) => active && id !== me)
        .map(({ id, name, position }) => ({
          value: id as string,
          label: [name, position].filter(Boolean).join(' – '),
        }))}
      value={assistant}
      onChange={choose}
      searchable
      limit={50}
      clearable
      maw={520}
    />
  )
}

/** What an assistant writes for the one who was asked. */
export function DraftForm({ consultation, meeting, now, asked }: Place & { readonly asked: PersonId }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const act = useAct()
  const sent = consultation.drafts.find((draft) => draft.for === asked) ?? null
  const isSigned = answerOf(consultation, asked) !== null
  const [written, setWritten] = useState<readonly AnswerToQuestion[] | null>(null)
  const answers = written ?? sent?.answers ?? []
  const whole = tidyAnswers(consultation, answers)
  const send = async () => {
    const { id, opening } = consultation
    if (await act({ t: 'consult.draft', meeting, consultation: id, opening, for: asked, answers: whole }))
      setWritten(null)
  }
  return (
    <form
      className={classes.card}
      data-testid="draft"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        <Text fw={700}>{t('consult.draft.for', { name: nameOf(asked) })}</Text>
        {isSigned ? (
          <Text>{t('consult.draft.signed')}</Text>
        ) : (
          <>
            {sent && <Text>{t('consult.draft.sent', { at: formats.moment(sent.at) })}</Text>}
            <AnswerFields
              consultation={consultation}
              answers={answers}
              onChange={(question, part) => setWritten(answerChanged(answers, question, part))}
            />
            <Group justify="flex-end">
              <Button
                type="submit"
                disabled={
                  written === null || isOverTime(consultation, now) || !isWholeAnswer(consultation.questions, whole)
                }
              >
                {t('consult.draft.send')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  )
}
