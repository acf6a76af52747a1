import type { ItemId, MeetingId, PersonId, TaskId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'

export type TaskReport = {
  readonly by: PersonId
  readonly at: Instant
  /** 0 to 100. */
  readonly progress: number
  readonly text: string
}

/** What a conclusion asks of somebody: who leads, who supports, until when. */
export type Task = {
  readonly id: TaskId
  readonly item: ItemId | null
  readonly title: string
  /** Chủ trì thực hiện. */
  readonly lead: PersonId
  /** Phối hợp. */
  readonly support: readonly PersonId[]
  readonly due: Instant
  readonly assignedBy: PersonId
  readonly assignedAt: Instant
  readonly status: 'open' | 'done' | 'cancelled'
  readonly reports: readonly TaskReport[]
  /** Later dates, with who gave them and why. */
  readonly extensions: readonly {
    readonly due: Instant
    readonly by: PersonId
    readonly at: Instant
    readonly reason: string
  }[]
  readonly closedAt: Instant | null
  readonly closingText: string
}

export type TaskAct =
  | {
      readonly t: 'task.assign'
      readonly meeting: MeetingId
      readonly task: TaskId
      readonly item: ItemId | null
      readonly title: string
      readonly lead: PersonId
      readonly support: readonly PersonId[]
      readonly due: Instant
    }
  | {
      readonly t: 'task.report'
      readonly meeting: MeetingId
      readonly task: TaskId
      readonly progress: number
      readonly text: string
    }
  | {
      readonly t: 'task.extend'
      readonly meeting: MeetingId
      readonly task: TaskId
      readonly due: Instant
      readonly reason: string
    }
  | {
      readonly t: 'task.close'
      readonly meeting: MeetingId
      readonly task: TaskId
      readonly outcome: 'done' | 'cancelled'
      readonly text: string
    }

export type TaskRefusal =
  'illegal-transition' | 'invalid' | 'already-exists' | 'unknown-task' | 'no-right' | 'reason-needed'

export const progressOf = ({ reports, status }: Pick<Task, 'reports' | 'status'>): number =>
  status === 'done' ? 100 : (reports.at(-1)?.progress ?? 0)

export const isOverdue = ({ status, due }: Pick<Task, 'status' | 'due'>, now: Instant): boolean =>
  status === 'open' && now > due

export const isTaskOf = ({ lead, support }: Pick<Task, 'lead' | 'support'>, person: PersonId): boolean =>
  lead === person || support.includes(person)

/** Whether the tasks allow it. `manages`: gives tasks out and accepts their result; the others only report on their own. */
export function judgeTask(
  tasks: ReadonlyMap<TaskId, Task>,
  act: TaskAct,
  {
    by,
    manages,
    isOnRoster,
  }: { readonly by: PersonId; readonly manages: boolean; readonly isOnRoster: (person: PersonId) => boolean },
): Result<null, TaskRefusal> {
  if (act.t === 'task.assign') {
    if (!manages) return fail('no-right')
    if (tasks.has(act.task)) return fail('already-exists')
    const people = [act.lead, ...act.support]
    const isSound = act.title.trim() !== '' && new Set(people).size === people.length && people.every(isOnRoster)
    return isSound ? ok(null) : fail('invalid')
  }
  const task = tasks.get(act.task)
  if (!task) return fail('unknown-task')
  if (act.t === 'task.report') {
    if (!manages && !isTaskOf(task, by)) return fail('no-right')
    return task.status === 'open' ? ok(null) : fail('illegal-transition')
  }
  if (!manages) return fail('no-right')
  if (task.status !== 'open') return fail('illegal-transition')
  if (act.t === 'task.extend') {
    if (act.reason.trim() === '') return fail('reason-needed')
    return act.due > task.due ? ok(null) : fail('invalid')
  }
  return act.outcome === 'cancelled' && act.text.trim() === '' ? fail('reason-needed') : ok(null)
}

export function applyTask(
  tasks: ReadonlyMap<TaskId, Task>,
  act: TaskAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): ReadonlyMap<TaskId, Task> {
  if (act.t === 'task.assign') {
    const { task: id, item, title, lead, support, due } = act
    return new Map(tasks).set(id, {
      id,
      item,
      title,
      lead,
      support,
      due,
      assignedBy: by,
      assignedAt: at,
      status: 'open',
      reports: [],
      extensions: [],
      closedAt: null,
      closingText: '',
    })
  }
  const task = tasks.get(act.task)
  return task ? new Map(tasks).set(act.task, changed(task, act, { by, at })) : tasks
}

function changed(
  task: Task,
  act: Exclude<TaskAct, { t: 'task.assign' }>,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): Task {
  switch (act.t) {
    case 'task.report':
      return { ...task, reports: [...task.reports, { by, at, progress: act.progress, text: act.text }] }
    case 'task.extend':
      return { ...task, due: act.due, extensions: [...task.extensions, { due: act.due, by, at, reason: act.reason }] }
    case 'task.close':
      return { ...task, status: act.outcome, closedAt: at, closingText: act.text }
  }
}
