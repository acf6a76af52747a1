import type { ActSender } from '#application/acts/act-sender.ts'
import type { AgendaContent, AgendaEditor, OpenDocument } from '#application/ports/meeting-documents.ts'
import type { NewMeeting, Workspace } from '#application/session/workspace.ts'
import { copyAgenda, copyRoster } from '#domain/agenda/copy-agenda.ts'
import type { IdByPrefix, IdPrefix, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { agendaFromList } from '#domain/organisation/meeting-type.ts'
import { termAt, type Body } from '#domain/organisation/organisation.ts'
import { rosterOfPart } from '#domain/meeting/closed-part.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'

type Parts = {
  readonly acts: Pick<ActSender, 'submit'>
  readonly openAgenda: Workspace['openAgenda']
  readonly newId: <Prefix extends IdPrefix>(prefix: Prefix) => IdByPrefix[Prefix]
  readonly noteMeeting: (meeting: MeetingId) => void
  readonly me: PersonId
  readonly bodies: () => readonly Body[]
  readonly now: () => number
}

/** A new meeting as it begins: empty, after another one, or as meetings of its type do. Made without a network, too. */
export async function createMeeting(wanted: NewMeeting, parts: Parts): Promise<MeetingId> {
  const { acts, me } = parts
  const { after = null, type = null, part = null } = wanted
  const meeting = parts.newId('m')
  await acts.submit({ t: 'meeting.create', meeting, ...(part && { partOf: part.of.id }) })
  const agenda = await parts.openAgenda(meeting)
  await layOut(agenda, wanted, parts)
  parts.noteMeeting(meeting)
  agenda.close()
  const body = after ? null : parts.bodies().find(({ id }) => id === type?.body)
  const members = (body && termAt(body, parts.now())?.members) ?? []
  const roster: readonly { readonly person: PersonId; readonly roles: readonly MeetingRole[] }[] = part
    ? rosterOfPart(part.of.participants, new Set(part.people))
    : after
      ? copyRoster(after.participants)
      : members.map(({ person }) => ({ person, roles: ['member'] }))
  for (const { person, roles } of roster) {
    // Who makes the meeting is its secretary already, and may be more.
    const kept = person === me ? (['secretary', ...roles] as const) : roles
    await acts.submit({ t: 'role.set', meeting, person, roles: [...new Set(kept)] })
  }
  if (!after && type) await acts.submit({ t: 'quorum.set', meeting, quorum: type.quorum })
  // A closed part, or the next meeting of its kind, says the same of notes.
  const limit = part?.of.notesDays ?? after?.notesDays ?? type?.notesLimit ?? -1
  if (limit >= 0) await acts.submit({ t: 'notes.limit', meeting, days: limit })
  return meeting
}

async function layOut(
  agenda: OpenDocument<AgendaContent, AgendaEditor>,
  { title, startsAt, after = null, type = null, part = null }: NewMeeting,
  { openAgenda, newId }: Pick<Parts, 'openAgenda' | 'newId'>,
): Promise<void> {
  agenda.editor.setDetails({ title, startsAt, numbering: 'arabic' })
  if (part) {
    agenda.editor.setDetails({ partAfter: part.after })
    agenda.editor.addItems(agendaFromList(title, () => newId('i')))
  } else if (after) {
    const source = await openAgenda(after.id)
    const { details, items, seating } = source.content.get()
    const { body, room, place, description, numbering, tracksReading, inCalendar } = details
    agenda.editor.setDetails({ body, room, place, description, numbering, tracksReading, inCalendar })
    agenda.editor.setSeating(seating)
    agenda.editor.addItems(copyAgenda(items, () => newId('i')))
    source.close()
  } else if (type) {
    const { body, room, tracksReading, remarkDays } = type
    agenda.editor.setDetails({
      body,
      room,
      tracksReading,
      remarksUntil: remarkDays > 0 ? startsAt - remarkDays * dayMs : 0,
    })
    agenda.editor.addItems(agendaFromList(type.agenda, () => newId('i')))
  }
  await agenda.flush()
}
