import { IconArrowLeft } from '@tabler/icons-react'
import type { ConsultationId, MeetingId } from '#domain/kernel/ids.ts'
import { helpedBy, isOverTime } from '#domain/consultation/consultation.ts'
import { thresholdWords } from '#domain/voting/result-sentence.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PaperRow } from '#renderer/shared/paper-row.tsx'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { useNames, useNow } from '#renderer/shared/use-room.ts'
import { Button, EmptyState, PageHeader, Skeleton, Stack, Text } from '#design/index.ts'
import { AnswerForm } from './answer-form.tsx'
import { ChooseAssistant, DraftForm } from './assistant-panel.tsx'
import { ConsultationConduct } from './consultation-conduct.tsx'
import { ConsultationResult } from './consultation-result.tsx'
import classes from './consultations.module.css'

/** One consultation: what is asked, on which papers, until when; one's own answer; and what came of it. */
export function ConsultationScreen({
  meeting: id,
  consultation: consultationId,
}: {
  readonly meeting: MeetingId
  readonly consultation: ConsultationId
}) {
  const { t, i18n } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const nameOf = useNames()
  const me = useWorkspace().identity.person.id
  const now = useNow(10_000)
  const { meeting, papers } = useMeeting(id)
  const may = useMayIn(meeting)
  const back = (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconArrowLeft size={20} aria-hidden />}
      onClick={() => router.go({ screen: 'consultations' })}
    >
      {t('consult.title')}
    </Button>
  )
  if (meeting === undefined) return <Skeleton h={300} aria-busy aria-label={t('common.loading')} />
  const consultation = meeting?.consultations.find((each) => each.id === consultationId)
  if (!meeting || !consultation)
    return (
      <EmptyState title={t('consult.goneTitle')} action={back}>
        {t('consult.goneText')}
      </EmptyState>
    )
  const manages = may('consult.manage')
  const isAsked = consultation.asked.includes(me)
  const isOver = isOverTime(consultation, now)
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const extension = consultation.extensions.at(-1)
  const readable = papers.filter(({ status }) => status === 'published')
  return (
    <>
      <PageHeader
        above={back}
        title={consultation.title}
        below={
          <>
            <Text fw={600}>
              {t(consultation.closedAt === null ? 'consult.until' : 'consult.endedAt', {
                at: formats.moment(consultation.closedAt ?? consultation.deadline),
              })}
              {extension && ` · ${t('consult.extended', { reason: extension.reason })}`}
            </Text>
            <Text size="sm" c="dimmed">
              {t('consult.sentBy', { name: nameOf(consultation.openedBy), at: formats.moment(consultation.openedAt) })}
            </Text>
          </>
        }
        actions={manages && <ConsultationConduct consultation={consultation} meeting={meeting} now={now} />}
      />
      <Stack className={classes.page}>
        {consultation.text && <p className={classes.words}>{consultation.text}</p>}
        {readable.length > 0 && (
          <section>
            {readable.map((paper) => (
              <PaperRow key={paper.id} paper={paper} />
            ))}
          </section>
        )}
        {consultation.rule && (
          <Text>
            {t('consult.rule', {
              rule: consultation.rule.thresholds.map((threshold) => thresholdWords(threshold, language)).join(', '),
            })}
            {consultation.rule.article && ` (${consultation.rule.article})`}
            {consultation.silence !== 'not-counted' &&
              ` ${t(`consult.silenceMeans.${consultation.silence}`, { article: consultation.silenceArticle })}`}
          </Text>
        )}
        {isAsked && <ChooseAssistant consultation={consultation} meeting={id} now={now} />}
        {isAsked && <AnswerForm consultation={consultation} meeting={id} now={now} />}
        {helpedBy(consultation, me).map((asked) => (
          <DraftForm key={asked} consultation={consultation} meeting={id} now={now} asked={asked} />
        ))}
        {(manages || (isOver && isAsked)) && <ConsultationResult consultation={consultation} isOver={isOver} />}
      </Stack>
    </>
  )
}
