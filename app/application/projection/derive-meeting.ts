import { buildAgenda, flattenAgenda } from '#domain/agenda/agenda.ts'
import { numberAgenda } from '#domain/agenda/numbering.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { decisionsOf } from '#domain/meeting/decisions.ts'
import { dutiesOf } from '#domain/meeting/meeting-duties.ts'
import { isOut, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { notesGoneAt } from '#domain/meeting/notes-limit.ts'
import { preparationFor } from '#domain/meeting/preparation-view.ts'
import { currentVersion, type Paper } from '#domain/papers/paper.ts'
import { paperResource } from '#domain/papers/paper-access.ts'
import { can } from '#domain/permissions/can.ts'
import { isGuest } from '#domain/permissions/roles.ts'
import { figuresOf } from '#domain/statistics/meeting-figures.ts'
import { isDismissed } from '#domain/sitting/sitting.ts'
import type { AgendaContent } from '../ports/meeting-documents.ts'
import type { MeetingRows } from '../ports/read-models.ts'
import type { ItemRow, PaperRow } from './rows.ts'

/** The rows of one meeting from its two documents. Pure, so that the tables always equal a rebuild. */
export function deriveMeeting(source: {
  readonly id: MeetingId
  readonly agenda: AgendaContent
  readonly log: MeetingLogState
  readonly me: PersonId
}): MeetingRows {
  const { id, agenda, log, me } = source
  const { details } = agenda
  const nodes = buildAgenda(agenda.items)
  const numbers = numberAgenda(nodes, details.numbering)
  const timing = planAgenda(nodes, details.startsAt)
  const items: ItemRow[] = flattenAgenda(nodes).map(({ item, depth }, pos) => {
    const planned = timing.byItem.get(item.id)
    return {
      id: item.id,
      meetingId: id,
      pos,
      depth,
      number: numbers.get(item.id) ?? '',
      parentId: item.parent ?? '',
      status: log.sitting.itemStatuses.get(item.id) ?? item.status,
      kind: item.kind,
      title: item.title,
      presenter: item.presenter,
      owningUnit: item.owningUnit,
      paperInRoom: item.paperInRoom,
      note: item.note,
      minutes: planned?.minutes ?? item.minutes,
      plannedStart: planned?.start ?? details.startsAt,
      plannedEnd: planned?.end ?? details.startsAt,
    }
  })
  const place = new Map(items.map((item) => [item.id as string, item.pos]))
  const ordered = [...log.papers.values()].toSorted((a, b) => {
    const left = place.get(a.item ?? '') ?? Number.MAX_SAFE_INTEGER
    const right = place.get(b.item ?? '') ?? Number.MAX_SAFE_INTEGER
    return left - right || (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1)
  })
  const titles = new Map(items.map(({ id: item, number, title }) => [item, `${number}. ${title}`]))
  const myRoles = log.roles.get(me) ?? []
  const reader = { deviceRevoked: false, suspended: false, systemRoles: [], meetingRoles: myRoles }
  /** null: not a row for this person at all. */
  const statusOf = (paper: Paper): PaperRow['status'] | null => {
    const resource = paperResource(log, paper, me)
    if (can(reader, 'paper.read', resource)) return 'published'
    // Who has no part in an item any more has none of its papers either; their rows say so.
    if (resource.withdrawn || resource.recused || isDismissed(log.sitting, paper.item, me)) return 'withdrawn'
    // A guest does not learn of the papers of items that they are not in for, and who only sends others learns of none.
    return isOut(log) && (myRoles.length === 0 || isGuest(myRoles)) ? null : 'published'
  }
  const papers = ordered.flatMap((paper, pos): PaperRow[] => {
    const version = currentVersion(paper)
    const status = statusOf(paper)
    if (!version || status === null) return []
    return [
      {
        id: paper.id,
        meetingId: id,
        // A paper whose item was removed stands with the papers of the whole meeting.
        itemId: paper.item !== null && place.has(paper.item) ? paper.item : '',
        pos,
        status,
        fileId: version.file,
        title: paper.title,
        kind: paper.kind,
        marking: paper.marking,
        version: version.number,
        size: version.size,
        pageCount: version.pageCount,
        publishedAt: version.publishedAt,
      },
    ]
  })
  return {
    meeting: {
      id,
      partOf: log.partOf ?? '',
      partAfter: details.partAfter ?? '',
      startsAt: details.startsAt,
      status: log.status,
      title: details.title,
      place: details.place,
      description: details.description,
      bodyId: details.body ?? '',
      roomId: details.room ?? '',
      seating: [...agenda.seating]
        .map(([seat, person]) => ({ seat, person }))
        .toSorted((a, b) => (a.seat < b.seat ? -1 : 1)),
      remarksUntil: details.remarksUntil,
      numbering: details.numbering,
      tracksReading: details.tracksReading,
      endsAt: timing.end,
      notesDays: log.notesLimit ?? -1,
      notesGoneAt: notesGoneAt(log.notesLimit, log.sitting.endedAt) ?? 0,
      itemCount: items.length,
      paperCount: papers.filter(({ status }) => status === 'published').length,
      myRoles,
      participants: [...log.roles]
        .map(([person, roles]) => ({ person, roles }))
        .toSorted((a, b) => (a.person < b.person ? -1 : 1)),
      decisions: decisionsOf(log, (item) => titles.get(item) ?? ''),
      duties: dutiesOf(log, me),
      preparation: preparationFor(log, me),
      figures: figuresOf(log, details.startsAt),
      tasks: [...log.tasks.values()],
      consultations: [...log.consultations.values()],
      issued: log.invitations.issued,
      unitInvitations: [...log.invitations.units.values()],
      letters: [...log.letters.values()].filter(({ from, to }) => from === me || to.includes(me)),
    },
    items,
    papers,
  }
}
