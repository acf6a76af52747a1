import { buildAgenda } from '#domain/agenda/agenda.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import type { InvitationFacts } from '#domain/invitation/invitation.ts'
import type { AgendaContent } from '../ports/meeting-documents.ts'

const mostLetters = 500
const mostItems = 300

/** What an invitation to this meeting would say now. */
export function invitationFacts({ details, items }: Pick<AgendaContent, 'details' | 'items'>): InvitationFacts {
  const said = (text: string) => text.trim().normalize('NFC').slice(0, mostLetters)
  return {
    title: said(details.title),
    startsAt: details.startsAt,
    place: said(details.place),
    listed: details.inCalendar
      ? { endsAt: planAgenda(buildAgenda(items), details.startsAt).end, room: details.room, body: details.body }
      : null,
    items: buildAgenda(items)
      .slice(0, mostItems)
      .map(({ item }) => ({ item: item.id, title: said(item.title) })),
  }
}
