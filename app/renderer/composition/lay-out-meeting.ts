import type { AgendaContent, AgendaEditor, OpenDocument } from '#application/ports/meeting-documents.ts'
import type { Workspace } from '#application/session/workspace.ts'
import { copyAgenda } from '#domain/agenda/copy-agenda.ts'
import type { ItemId } from '#domain/kernel/ids.ts'

/** Writes the first state of a new meeting, where it is wanted after the agenda of another. */
export async function layOutMeeting(
  agenda: OpenDocument<AgendaContent, AgendaEditor>,
  { title, startsAt, after = null }: Parameters<Workspace['createMeeting']>[0],
  { openAgenda, newId }: { readonly openAgenda: Workspace['openAgenda']; readonly newId: () => ItemId },
): Promise<void> {
  agenda.editor.setDetails({ title, startsAt, numbering: 'arabic' })
  if (after) {
    const source = await openAgenda(after.id)
    const { details, items, seating } = source.content.get()
    const { body, room, place, description, numbering, tracksReading } = details
    agenda.editor.setDetails({ body, room, place, description, numbering, tracksReading })
    agenda.editor.setSeating(seating)
    agenda.editor.addItems(copyAgenda(items, newId))
    source.close()
  }
  await agenda.flush()
}
