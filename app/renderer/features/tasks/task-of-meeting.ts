import type { MeetingRow } from '#application/projection/rows.ts'
import type { Task } from '#domain/tasks/task.ts'

export type TaskOfMeeting = {
  readonly task: Task
  readonly meeting: MeetingRow
  /** Gives tasks of this meeting out, and accepts their result. */
  readonly manages: boolean
}
