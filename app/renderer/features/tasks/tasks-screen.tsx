import { IconBook2 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { isOverdue, isTaskOf } from '#domain/tasks/task.ts'
import { can } from '#domain/permissions/can.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, EmptyState, PageHeader, SegmentedControl, Skeleton, Stack, Text, useLive } from '#design/index.ts'
import { LetterList } from '#renderer/shared/letters/letter-list.tsx'
import { TaskCard } from './task-card.tsx'
import type { TaskOfMeeting } from './task-of-meeting.ts'
import classes from './tasks.module.css'

type Which = 'mine' | 'all' | 'closed' | 'instructions'

/** What the meetings asked of people: one's own first, and for those who keep them the whole list. */
export function TasksScreen() {
  const { t } = useTranslation()
  const { router } = useApp()
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const [which, setWhich] = useState<Which>('mine')
  const { id: me, systemRoles } = workspace.identity.person
  const now = workspace.now()
  const all = useMemo(
    () =>
      (meetings ?? [])
        .flatMap((meeting): TaskOfMeeting[] => {
          const subject = { deviceRevoked: false, suspended: false, systemRoles, meetingRoles: meeting.myRoles }
          const manages = can(subject, 'task.manage')
          return meeting.tasks.map((task) => ({ task, meeting, manages }))
        })
        .toSorted((a, b) => a.task.due - b.task.due || (a.task.id < b.task.id ? -1 : 1)),
    [meetings, systemRoles],
  )
  if (meetings === null)
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={40} w="40%" />
        <Skeleton h={200} />
      </Stack>
    )
  const open = all.filter(({ task }) => task.status === 'open')
  const lists = {
    mine: open.filter(({ task }) => isTaskOf(task, me)),
    all: open,
    closed: all.filter(({ task }) => task.status !== 'open').toReversed(),
  }
  const instructed = (meetings ?? [])
    .map((meeting) => ({ meeting, letters: meeting.letters.filter(({ kind }) => kind === 'instruction') }))
    .filter(({ letters }) => letters.length > 0)
  const shown = which === 'instructions' ? [] : lists[which]
  const overdue = shown.filter(({ task }) => isOverdue(task, now)).length
  return (
    <>
      <PageHeader
        title={t('tasks.title')}
        actions={
          <Button
            variant="default"
            leftSection={<IconBook2 size={20} aria-hidden />}
            onClick={() => router.go({ screen: 'decisions' })}
          >
            {t('decisions.title')}
          </Button>
        }
        below={
          overdue > 0 &&
          which !== 'closed' && (
            <Text c="red.8" fw={600}>
              {t('tasks.overdueCount', { count: overdue })}
            </Text>
          )
        }
      />
      <SegmentedControl
        mb="md"
        aria-label={t('tasks.which')}
        value={which}
        onChange={(value) => setWhich(value as Which)}
        data={[
          ...(['mine', 'all', 'closed'] as const).map((value) => ({
            value,
            label: t(`tasks.lists.${value}`, { count: lists[value].length }),
          })),
          {
            value: 'instructions',
            label: t('letters.instructions', {
              count: instructed.reduce((sum, { letters }) => sum + letters.length, 0),
            }),
          },
        ]}
      />
      {which === 'instructions' ? (
        instructed.length === 0 && (
          <EmptyState title={t('letters.noInstructions')}>{t('letters.instructionsText')}</EmptyState>
        )
      ) : shown.length === 0 ? (
        <EmptyState title={t(`tasks.empty.${which}`)}>{t('tasks.emptyText')}</EmptyState>
      ) : null}
      {which === 'instructions' &&
        instructed.map(({ meeting, letters }) => (
          <section key={meeting.id} className={classes.letters} aria-label={meeting.title}>
            <Text fw={700} p="sm">
              {meeting.title}
            </Text>
            <LetterList meeting={meeting.id} letters={letters} />
          </section>
        ))}
      {shown.map((entry) => (
        <TaskCard key={entry.task.id} {...entry} now={now} me={me} />
      ))}
    </>
  )
}
