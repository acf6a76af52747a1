import { IconChevronRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { answerOf, draftFor, helpedBy, isOverTime } from '#domain/consultation/consultation.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { hasSeen } from '#domain/letters/letter.ts'
import { outerMeetings } from '#domain/meeting/closed-part.ts'
import { isOverdue, isTaskOf } from '#domain/tasks/task.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import type { Place } from '#renderer/shell/router.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { UnstyledButton } from '#design/index.ts'
import classes from './meetings.module.css'

type Duty = {
  readonly key: string
  readonly kind:
    | 'reply'
    | 'assign'
    | 'absences'
    | 'consult'
    | 'signDraft'
    | 'draft'
    | 'task'
    | 'sign'
    | 'comment'
    | 'letter'
    | 'approve'
    | 'review'
    | 'sendPapers'
    | 'reviewPapers'
  readonly title: string
  readonly count: number
  /** Null where no time is set. */
  readonly due: number | null
  /** When the office last asked again; null where it has not. */
  readonly remindedAt: number | null
  readonly isLate: boolean
  readonly place: Place
}

/** Tasks show up so long before they are due. */
const soon = 7 * dayMs

function dutiesIn(
  meeting: MeetingRow,
  { me, now, isInside }: { readonly me: PersonId; readonly now: number; readonly isInside: boolean },
): readonly Duty[] {
  const { id, title, duties } = meeting
  const page: Place = { screen: 'meeting', meeting: id, tab: 'agenda' }
  const minutes: Place = { screen: 'minutes', meeting: id }
  const duty = (kind: Duty['kind'], place: Place, more: Partial<Duty> = {}): Duty => ({
    key: `${kind} ${id} ${more.key ?? ''}`,
    kind,
    title: more.title ?? title,
    count: more.count ?? 1,
    due: more.due ?? null,
    remindedAt: more.remindedAt ?? null,
    isLate: more.isLate ?? false,
    place,
  })
  return [
    ...(duties.reply && meeting.startsAt > now && !isInside ? [duty('reply', page, { due: meeting.startsAt })] : []),
    ...(duties.assign > 0 ? [duty('assign', page, { count: duties.assign, due: meeting.startsAt })] : []),
    ...(duties.absences > 0
      ? [duty('absences', { screen: 'room', meeting: id }, { count: duties.absences, due: meeting.startsAt })]
      : []),
    ...(duties.approve ? [duty('approve', page)] : []),
    ...(duties.review ? [duty('review', page)] : []),
    ...(duties.papersToSend > 0
      ? [
          duty('sendPapers', page, {
            count: duties.papersToSend,
            due: duties.papersUntil,
            isLate: (duties.papersUntil ?? now) < now,
          }),
        ]
      : []),
    ...(duties.papersToReview > 0 ? [duty('reviewPapers', page, { count: duties.papersToReview })] : []),
    ...(duties.sign ? [duty('sign', minutes)] : []),
    ...(duties.commentUntil !== null && duties.commentUntil > now
      ? [duty('comment', minutes, { due: duties.commentUntil })]
      : []),
    ...meeting.letters
      .filter((letter) => letter.kind === 'instruction' && letter.to.includes(me) && !hasSeen(letter, me))
      .map((letter) => duty('letter', { screen: 'tasks' }, { key: letter.id })),
    ...meeting.consultations
      .filter((each) => each.asked.includes(me) && answerOf(each, me) === null && !isOverTime(each, now))
      .map((each) =>
        duty(
          draftFor(each, me) ? 'signDraft' : 'consult',
          { screen: 'consultation', meeting: id, consultation: each.id },
          {
            key: each.id,
            title: each.title,
            due: each.deadline,
            remindedAt: each.reminders.at(-1) ?? null,
          },
        ),
      ),
    ...meeting.consultations.flatMap((each) =>
      helpedBy(each, me)
        .filter((asked) => answerOf(each, asked) === null && !each.drafts.some((draft) => draft.for === asked))
        .filter(() => !isOverTime(each, now))
        .map((asked) =>
          duty(
            'draft',
            { screen: 'consultation', meeting: id, consultation: each.id },
            { key: `${each.id} ${asked}`, title: each.title, due: each.deadline },
          ),
        ),
    ),
    ...meeting.tasks
      .filter((task) => task.status === 'open' && isTaskOf(task, me) && task.due - now < soon)
      .map((task) =>
        duty(
          'task',
          { screen: 'tasks' },
          { key: task.id, title: task.title, due: task.due, isLate: isOverdue(task, now) },
        ),
      ),
  ]
}

/** Việc cần làm: everything that waits for this person, the most pressing first, from what is on this machine. */
export function Duties({ meetings }: { readonly meetings: readonly MeetingRow[] }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const me = useWorkspace().identity.person.id
  const now = useNow(60_000)
  const outer = useMemo(() => new Set(outerMeetings(meetings)), [meetings])
  const duties = useMemo(
    () =>
      meetings
        // Who answers for the whole answers for its closed parts.
        .flatMap((meeting) => dutiesIn(meeting, { me, now, isInside: !outer.has(meeting) }))
        .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || (a.key < b.key ? -1 : 1)),
    [meetings, outer, me, now],
  )
  if (duties.length === 0) return null
  return (
    <section className={classes.duties} aria-label={t('duties.title')}>
      <h2 className={classes.dutiesTitle}>{t('duties.count', { count: duties.length })}</h2>
      <ul className={classes.dutyList}>
        {duties.map(({ key, kind, title, count, due, remindedAt, isLate, place }) => (
          <li key={key}>
            <UnstyledButton className={classes.duty} data-late={isLate || undefined} onClick={() => router.go(place)}>
              <span className={classes.dutyKind}>{t(`duties.kind.${kind}`, { count })}</span>
              <span className={classes.dutyTitle}>{title}</span>
              <span className={classes.dutyDue}>
                {remindedAt !== null && `${t('duties.reminded', { at: formats.moment(remindedAt) })} · `}
                {isLate ? t('tasks.overdue') : due !== null && t('duties.due', { at: formats.moment(due) })}
              </span>
              <IconChevronRight size={20} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
