import type { Preface } from '#application/ports/paper-output.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { PersonName } from '#renderer/shared/use-room.ts'

/** The last meeting of the same body before this one; null where none is on this machine. */
export const meetingBefore = (meeting: MeetingRow, all: readonly MeetingRow[]): MeetingRow | null =>
  all
    .filter(
      ({ bodyId, startsAt, status }) =>
        bodyId !== '' && bodyId === meeting.bodyId && startsAt < meeting.startsAt && status === 'ended',
    )
    .toSorted((a, b) => b.startsAt - a.startsAt)[0] ?? null

/** What one has to know before the papers: what the last meeting concluded, and what is still to be done. Empty ones are left out. */
export function prefaceOf(
  meeting: MeetingRow,
  all: readonly MeetingRow[],
  words: {
    readonly conclusions: (title: string) => string
    readonly tasks: string
    readonly task: (task: { readonly title: string; readonly lead: string; readonly due: string }) => string
    readonly nameOf: PersonName
    readonly dateOf: (at: number) => string
    readonly language: 'vi' | 'en'
  },
): readonly Preface[] {
  const before = meetingBefore(meeting, all)
  const open = all
    .filter(({ bodyId }) => bodyId === meeting.bodyId)
    .flatMap(({ tasks }) => tasks.filter(({ status }) => status === 'open'))
    .toSorted((a, b) => a.due - b.due)
  return [
    ...(before
      ? [
          {
            title: words.conclusions(before.title),
            lines: before.decisions.map(({ title, text, sentence }) =>
              [title, text, sentence?.[words.language] ?? ''].filter((part) => part !== '').join('. '),
            ),
          },
        ]
      : []),
    {
      title: words.tasks,
      lines: open.map(({ title, lead, due }) =>
        words.task({ title, lead: words.nameOf(lead), due: words.dateOf(due) }),
      ),
    },
  ].filter(({ lines }) => lines.length > 0)
}
