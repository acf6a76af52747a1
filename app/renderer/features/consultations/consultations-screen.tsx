import { IconMessagePlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { isOverTime } from '#domain/consultation/consultation.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  Badge,
  Button,
  EmptyState,
  Group,
  PageHeader,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  UnstyledButton,
  useLive,
} from '#design/index.ts'
import {
  managesConsultations,
  ownStage,
  type ConsultationOfMeeting,
  type OwnStage,
  takesPart,
} from './consultation-of-meeting.ts'
import { NewConsultation } from './new-consultation.tsx'
import classes from './consultations.module.css'

const lists = ['mine', 'sent', 'ended'] as const
const stageColors: Readonly<Record<OwnStage, string>> = {
  'to-answer': 'yellow',
  overdue: 'red',
  answered: 'teal',
  'not-asked': 'gray',
}

/** What is asked in writing: what waits for one's own answer first, then what one has sent. */
export function ConsultationsScreen() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const [which, setWhich] = useState<(typeof lists)[number]>('mine')
  const [isNew, setNew] = useState(false)
  const { id: me, systemRoles } = workspace.identity.person
  const now = workspace.now()
  const all = useMemo(
    () =>
      (meetings ?? [])
        .filter(({ status }) => status !== 'cancelled')
        .flatMap((meeting): ConsultationOfMeeting[] => {
          const manages = managesConsultations(meeting, systemRoles)
          return meeting.consultations.map((consultation) => ({ consultation, meeting, manages }))
        })
        .toSorted((a, b) => a.consultation.deadline - b.consultation.deadline),
    [meetings, systemRoles],
  )
  if (meetings === null)
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={40} w="40%" />
        <Skeleton h={200} />
      </Stack>
    )
  const running = all.filter(({ consultation }) => !isOverTime(consultation, now))
  const entries = {
    mine: running.filter(({ consultation }) => takesPart(consultation, me)),
    sent: running.filter(({ manages }) => manages),
    ended: all
      .filter(({ consultation, manages }) => isOverTime(consultation, now) && (manages || takesPart(consultation, me)))
      .toReversed(),
  }
  const shown = entries[which]
  const maySend = systemRoles.includes('secretariat') || meetings.some((row) => managesConsultations(row, systemRoles))
  const toAnswer = entries.mine.filter(({ consultation }) => ownStage(consultation, me, now) === 'to-answer').length
  return (
    <>
      <PageHeader
        title={t('consult.title')}
        below={toAnswer > 0 && <Text fw={600}>{t('consult.toAnswerCount', { count: toAnswer })}</Text>}
        actions={
          maySend && (
            <Button leftSection={<IconMessagePlus size={20} aria-hidden />} onClick={() => setNew(true)}>
              {t('consult.new')}
            </Button>
          )
        }
      />
      <SegmentedControl
        mb="md"
        aria-label={t('consult.which')}
        value={which}
        onChange={(value) => setWhich(lists.find((each) => each === value) ?? 'mine')}
        data={lists.map((value) => ({ value, label: t(`consult.lists.${value}`, { count: entries[value].length }) }))}
      />
      {shown.length === 0 && <EmptyState title={t(`consult.empty.${which}`)}>{t('consult.emptyText')}</EmptyState>}
      {shown.map((entry) => (
        <Line key={entry.consultation.id} {...entry} now={now} />
      ))}
      {isNew && <NewConsultation onClose={() => setNew(false)} />}
    </>
  )
}

function Line({ consultation, meeting, manages, now }: ConsultationOfMeeting & { readonly now: number }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const me = useWorkspace().identity.person.id
  const stage = ownStage(consultation, me, now)
  return (
    <UnstyledButton
      className={classes.line}
      data-testid="consultation"
      onClick={() => router.go({ screen: 'consultation', meeting: meeting.id, consultation: consultation.id })}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <span className={classes.lineTitle}>{consultation.title}</span>
        <Group gap="xs" wrap="nowrap">
          {stage !== 'not-asked' && (
            <Badge tt="none" size="lg" variant="light" color={stageColors[stage]}>
              {t(`consult.stage.${stage}`)}
            </Badge>
          )}
          {manages && (
            <Badge tt="none" size="lg" variant="light" color="gray">
              {t('consult.answered', { answered: consultation.answers.length, asked: consultation.asked.length })}
            </Badge>
          )}
        </Group>
      </Group>
      <Text size="sm">
        {t(consultation.closedAt === null ? 'consult.until' : 'consult.endedAt', {
          at: formats.moment(consultation.closedAt ?? consultation.deadline),
        })}
        {meeting.title !== consultation.title && ` · ${meeting.title}`}
      </Text>
    </UnstyledButton>
  )
}
