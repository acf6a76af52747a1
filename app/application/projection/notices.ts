import type { ConsultationId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { dayMs, hourMs } from '#domain/kernel/time.ts'
import { notesWarnedAt } from '#domain/meeting/notes-limit.ts'
import { isTaskOf } from '#domain/tasks/task.ts'
import type { MeetingRow, PaperRow } from './rows.ts'

/** Something that happened, or is about to, that one person should know of. */
export type Notice = {
  readonly key: string
  readonly at: number
  readonly meeting: MeetingId
  /** Of the meeting, the paper, the task … */
  readonly title: string
  readonly what:
    | { readonly kind: 'tomorrow' | 'soon' }
    | { readonly kind: 'paper' | 'replaced'; readonly count: number }
    | { readonly kind: 'letter'; readonly from: PersonId; readonly isInstruction: boolean }
    | { readonly kind: 'consult' | 'reminded'; readonly consultation: ConsultationId }
    | { readonly kind: 'task' }
    | {
        readonly kind:
          'postponed' | 'cancelled' | 'reissued' | 'unit' | 'notes' | 'approve' | 'paper-asked' | 'paper-returned'
      }
}

/** Older ones tell nobody anything new. */
const keptMs = 30 * dayMs
const mostNotices = 60

/** From the tables of this machine alone, so without a network, too: the newest first. */
export function noticesOf({
  meetings,
  papers,
  me,
  now,
}: {
  readonly meetings: readonly MeetingRow[]
  readonly papers: readonly PaperRow[]
  readonly me: PersonId
  readonly now: number
}): readonly Notice[] {
  const all = meetings.flatMap((meeting) => [
    ...remindersOf(meeting, now),
    ...papersOf(
      meeting,
      papers.filter(({ meetingId, status }) => meetingId === meeting.id && status === 'published'),
    ),
    ...askedOf(meeting, me),
    ...preparingOf(meeting, me),
    ...invitationsOf(meeting, me),
    ...notesOf(meeting),
  ])
  return all
    .filter(({ at }) => at <= now && now - at < keptMs)
    .toSorted((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1))
    .slice(0, mostNotices)
}

const mostAtOnce = 3

/** Those that are not known yet, the newest three; none at the first look, when nothing is news. */
export const cameSince = (known: ReadonlySet<string> | null, notices: readonly Notice[]): readonly Notice[] =>
  known ? notices.filter(({ key }) => !known.has(key)).slice(0, mostAtOnce) : []

/** A day and an hour before a meeting, until it has begun. */
function remindersOf({ id, title, startsAt, status, myRoles }: MeetingRow, now: number): readonly Notice[] {
  if (status !== 'invited' || myRoles.length === 0 || now >= startsAt) return []
  return [
    { key: `tomorrow ${id}`, at: startsAt - dayMs, meeting: id, title, what: { kind: 'tomorrow' } },
    { key: `soon ${id}`, at: startsAt - hourMs, meeting: id, title, what: { kind: 'soon' } },
  ]
}

/** Papers that came together are one thing to know. */
function papersOf(meeting: MeetingRow, papers: readonly PaperRow[]): readonly Notice[] {
  const together = Map.groupBy(
    papers,
    ({ publishedAt, version }) => `${version > 1 ? 'replaced' : 'paper'} ${Math.floor(publishedAt / 60_000)}`,
  )
  return [...together].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    return [
      {
        key: `${key} ${meeting.id}`,
        at: Math.max(...group.map(({ publishedAt }) => publishedAt)),
        meeting: meeting.id,
        title: group.length === 1 ? first.title : meeting.title,
        what: { kind: first.version > 1 ? ('replaced' as const) : ('paper' as const), count: group.length },
      },
    ]
  })
}

/** That private notes will go. */
function notesOf({ id, title, myRoles, notesGoneAt, notesDays }: MeetingRow): readonly Notice[] {
  if (notesGoneAt === 0 || myRoles.length === 0) return []
  const at = notesWarnedAt(notesDays, notesGoneAt)
  return [{ key: `notes ${id}`, at, meeting: id, title, what: { kind: 'notes' } }]
}

/** Invitations that took the place of others, and units that are to send somebody. */
function invitationsOf({ id, title, myRoles, issued, unitInvitations }: MeetingRow, me: PersonId): readonly Notice[] {
  const about = { meeting: id, title }
  return [
    ...(myRoles.length > 0 ? issued.slice(1) : []).map(({ at }) => ({
      key: `reissued ${id} ${at}`,
      at,
      ...about,
      what: { kind: 'reissued' as const },
    })),
    ...unitInvitations
      .filter(({ head }) => head === me)
      .map(({ unit, invitedAt }) => ({
        key: `unit ${id} ${unit}`,
        at: invitedAt,
        ...about,
        what: { kind: 'unit' as const },
      })),
  ]
}

/** What the preparation of a meeting wants of this person, and that it is not held. */
function preparingOf({ id, title, myRoles, preparation }: MeetingRow, me: PersonId): readonly Notice[] {
  const { halt, approval, requests } = preparation
  return [
    ...(halt && myRoles.length > 0
      ? [{ key: `${halt.kind} ${id} ${halt.at}`, at: halt.at, meeting: id, title, what: { kind: halt.kind } }]
      : []),
    ...(approval?.approver === me
      ? [
          {
            key: `approve ${id} ${approval.at}`,
            at: approval.at,
            meeting: id,
            title,
            what: { kind: 'approve' as const },
          },
        ]
      : []),
    ...requests
      .filter(({ lead, status }) => lead === me && status !== 'cancelled')
      .map((request) => ({
        key: `paper-asked ${request.paper} ${request.status === 'rejected' ? request.reviewedAt : ''}`,
        at: request.status === 'rejected' ? (request.reviewedAt ?? request.askedAt) : request.askedAt,
        meeting: id,
        title: request.title,
        what: { kind: request.status === 'rejected' ? ('paper-returned' as const) : ('paper-asked' as const) },
      })),
  ]
}

function askedOf({ id, title, letters, consultations, tasks }: MeetingRow, me: PersonId): readonly Notice[] {
  return [
    ...letters
      .filter(({ to }) => to.includes(me))
      .map((letter) => ({
        key: `letter ${letter.id}`,
        at: letter.at,
        meeting: id,
        title,
        what: { kind: 'letter' as const, from: letter.from, isInstruction: letter.kind === 'instruction' },
      })),
    ...consultations
      .filter(({ asked }) => asked.includes(me))
      .flatMap((each) => {
        const about = { meeting: id, title: each.title }
        const what = (kind: 'consult' | 'reminded') => ({ kind, consultation: each.id })
        return [
          { key: `consult ${each.id}`, at: each.openedAt, ...about, what: what('consult') },
          ...each.reminders.map((at) => ({ key: `reminded ${each.id} ${at}`, at, ...about, what: what('reminded') })),
        ]
      }),
    ...tasks
      .filter((task) => isTaskOf(task, me) && task.status !== 'cancelled')
      .map((task) => ({
        key: `task ${task.id}`,
        at: task.assignedAt,
        meeting: id,
        title: task.title,
        what: { kind: 'task' as const },
      })),
  ]
}
