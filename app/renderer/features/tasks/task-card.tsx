import { useState } from 'react'
import type { PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { isOverdue, isTaskOf, progressOf } from '#domain/tasks/task.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import {
  Badge,
  Button,
  Group,
  Modal,
  Progress,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  UnstyledButton,
} from '#design/index.ts'
import type { TaskOfMeeting } from './task-of-meeting.ts'
import classes from './tasks.module.css'

const steps = [0, 25, 50, 75, 100] as const
type Asking = 'report' | 'extend' | 'done' | 'cancelled'

/** One task: what, who, until when, how far; and what the person may do about it. */
export function TaskCard({
  task,
  meeting,
  manages,
  now,
  me,
}: TaskOfMeeting & { readonly now: number; readonly me: PersonId }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const nameOf = useNames()
  const act = useAct()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [text, setText] = useState('')
  const [progress, setProgress] = useState(progressOf(task))
  const [due, setDue] = useState(task.due + 7 * dayMs)
  const isLate = isOverdue(task, now)
  const last = task.reports.at(-1)
  const extended = task.extensions.at(-1)
  const ask = (what: Asking) => {
    setText('')
    setProgress(progressOf(task))
    setDue(task.due + 7 * dayMs)
    setAsking(what)
  }
  const send = async () => {
    const words = text.normalize('NFC').trim()
    const place = { meeting: meeting.id, task: task.id }
    const isDone =
      asking === 'report'
        ? await act({ t: 'task.report', ...place, progress, text: words })
        : asking === 'extend'
          ? await act({ t: 'task.extend', ...place, due, reason: words })
          : await act({
              t: 'task.close',
              ...place,
              outcome: asking === 'cancelled' ? 'cancelled' : 'done',
              text: words,
            })
    if (isDone) setAsking(null)
  }
  const needsWords = asking === 'extend' || asking === 'cancelled'
  return (
    <section className={classes.card} data-late={isLate || undefined} aria-label={task.title} data-testid="task">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <h2 className={classes.title}>{task.title}</h2>
        {isLate && (
          <Badge tt="none" color="red" size="lg">
            {t('tasks.overdue')}
          </Badge>
        )}
        {task.status !== 'open' && (
          <Badge tt="none" variant="light" size="lg" color={task.status === 'done' ? 'teal' : 'gray'}>
            {t(`tasks.status.${task.status}`)}
          </Badge>
        )}
      </Group>
      <Text>
        {t('tasks.leadIs', { name: nameOf(task.lead) })}
        {task.support.length > 0 && ` · ${t('tasks.supportIs', { names: task.support.map(nameOf).join(', ') })}`}
      </Text>
      <Text fw={600} className={isLate ? classes.late : undefined}>
        {t('tasks.dueIs', { at: formats.moment(task.due) })}
        {extended && ` · ${t('tasks.extended', { reason: extended.reason })}`}
      </Text>
      <UnstyledButton className={classes.meeting} onClick={() => router.go({ screen: 'minutes', meeting: meeting.id })}>
        {t('tasks.from', { title: meeting.title, date: formats.date(meeting.startsAt) })}
      </UnstyledButton>
      <Group gap="sm" wrap="nowrap" mt="xs">
        <Progress value={progressOf(task)} w={180} aria-label={t('tasks.progress', { percent: progressOf(task) })} />
        <Text size="sm">{t('tasks.progress', { percent: progressOf(task) })}</Text>
      </Group>
      {last && (
        <Text size="sm" mt="xs">
          {t('tasks.lastReport', { name: nameOf(last.by), at: formats.moment(last.at) })}
          {last.text && `: ${last.text}`}
        </Text>
      )}
      {task.closingText && <Text size="sm">{task.closingText}</Text>}
      {task.status === 'open' && (manages || isTaskOf(task, me)) && (
        <Group gap="xs" mt="sm">
          <Button variant="light" onClick={() => ask('report')}>
            {t('tasks.report')}
          </Button>
          {manages && (
            <>
              <Button variant="default" onClick={() => ask('done')}>
                {t('tasks.accept')}
              </Button>
              <Button variant="default" onClick={() => ask('extend')}>
                {t('tasks.extend')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => ask('cancelled')}>
                {t('tasks.cancel')}
              </Button>
            </>
          )}
        </Group>
      )}
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={asking ? t(`tasks.ask.${asking}`) : ''}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <Stack>
            {asking === 'report' && (
              <SegmentedControl
                aria-label={t('tasks.howFar')}
                value={String(progress)}
                onChange={(value) => setProgress(Number(value))}
                data={[...new Set([...steps, progress])]
                  .toSorted((a, b) => a - b)
                  .map((step) => ({ value: String(step), label: `${step}%` }))}
              />
            )}
            {asking === 'extend' && <MomentInput label={t('tasks.newDue')} value={due} onChange={setDue} />}
            <Textarea
              label={t(needsWords ? 'common.reason' : 'tasks.words')}
              autosize
              minRows={2}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              data-autofocus
            />
            <DialogActions
              onCancel={() => setAsking(null)}
              label={asking ? t(`tasks.ask.${asking}`) : ''}
              isReady={!needsWords || text.trim() !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </section>
  )
}
