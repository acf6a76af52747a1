import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import type { Decision } from '#domain/meeting/decisions.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  Badge,
  Button,
  EmptyState,
  Group,
  PageHeader,
  Skeleton,
  Text,
  TextInput,
  UnstyledButton,
  useLive,
} from '#design/index.ts'
import classes from './decisions.module.css'

type Entry = { readonly decision: Decision; readonly meeting: MeetingRow; readonly folded: string }

/** Sổ kết luận: what the meetings of this person decided, the newest first, and how far it is carried out. */
export function DecisionsScreen() {
  const { t } = useTranslation()
  const { router } = useApp()
  const meetings = useLive(useWorkspace().meetings)
  const [query, setQuery] = useState('')
  const all = useMemo(
    () =>
      (meetings ?? [])
        .flatMap((meeting) =>
          meeting.decisions.map((decision): Entry => ({
            decision,
            meeting,
            folded: foldText(`${decision.title} ${decision.text} ${meeting.title}`),
          })),
        )
        .toSorted((a, b) => b.decision.at - a.decision.at),
    [meetings],
  )
  if (meetings === null) return <Skeleton h={200} aria-busy aria-label={t('common.loading')} />
  const wanted = foldText(query.trim())
  const shown = all.filter(({ folded }) => folded.includes(wanted))
  return (
    <>
      <PageHeader
        above={
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={() => router.go({ screen: 'tasks' })}
          >
            {t('tasks.title')}
          </Button>
        }
        title={t('decisions.title')}
      />
      <TextInput
        mb="md"
        leftSection={<IconSearch size={20} aria-hidden />}
        aria-label={t('decisions.search')}
        placeholder={t('decisions.search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {shown.length === 0 && (
        <EmptyState title={t(all.length === 0 ? 'decisions.emptyTitle' : 'common.nothingFound')}>
          {t('decisions.emptyText')}
        </EmptyState>
      )}
      {shown.map(({ decision, meeting }) => (
        <DecisionCard
          key={`${meeting.id} ${decision.kind} ${decision.item} ${decision.at}`}
          decision={decision}
          meeting={meeting}
        />
      ))}
    </>
  )
}

function DecisionCard({ decision, meeting }: { readonly decision: Decision; readonly meeting: MeetingRow }) {
  const { t, i18n } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const { kind, title, text, sentence, at, tasks, done } = decision
  return (
    <article className={classes.card} data-testid="decision">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <h2 className={classes.title}>{title}</h2>
        <Badge tt="none" size="lg" variant="light" color={kind === 'vote' ? 'union' : 'teal'}>
          {t(`decisions.kind.${kind}`)}
        </Badge>
      </Group>
      {text && <p className={classes.text}>{text}</p>}
      {sentence && <Text fw={600}>{i18n.language === 'en' ? sentence.en : sentence.vi}</Text>}
      <Group gap="md" justify="space-between">
        <UnstyledButton
          className={classes.meeting}
          onClick={() => router.go({ screen: 'minutes', meeting: meeting.id })}
        >
          {t('tasks.from', { title: meeting.title, date: formats.date(at) })}
        </UnstyledButton>
        {tasks > 0 && <Text size="sm">{t('decisions.carriedOut', { done, tasks })}</Text>}
      </Group>
    </article>
  )
}
