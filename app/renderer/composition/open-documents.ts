import type { DocumentHub, HubDocument } from '#application/ports/document-hub.ts'
import { createCell, derive } from '#application/ports/live.ts'
import type { OpenDocument } from '#application/ports/meeting-documents.ts'
import type { MeetingId, OrganisationId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

/** The documents of meetings that people write together, connected while they are open. */
export function createMeetingDocuments(hub: DocumentHub) {
  async function openMeetingDocument<Content, Editor>(
    key: string,
    make: { readonly read: (document: HubDocument) => Content; readonly editor: (document: HubDocument) => Editor },
  ): Promise<OpenDocument<Content, Editor>> {
    const document = await hub.open(key)
    const disconnect = document.connect()
    const content = createCell(make.read(document))
    const end = document.watch(() => content.set(make.read(document)))
    return {
      content,
      progress: document.progress,
      mayWrite: derive([document.rights], () => document.rights.get() !== 'read'),
      // Asked each time: after a refusal the document behind is another one.
      get editor() {
        return make.editor(document)
      },
      flush: () => document.flush(),
      close() {
        end()
        disconnect()
        document.release()
      },
    }
  }

  const openAgenda = (meeting: MeetingId) =>
    openMeetingDocument(documentKey({ kind: 'agenda', meeting }), {
      read: (document) => document.read('agenda'),
      editor: (document) => document.agendaEditor(),
    })
  const openPreparation = (meeting: MeetingId) =>
    openMeetingDocument(documentKey({ kind: 'secretariat', meeting }), {
      read: (document) => document.read('secretariat'),
      editor: (document) => document.secretariatEditor(),
    })

  const openMinutes = (meeting: MeetingId) =>
    openMeetingDocument(documentKey({ kind: 'minutes', meeting }), {
      read: (document) => document.read('minutes'),
      editor: (document) => document.minutesEditor(),
    })

  const openCalendar = (organisation: OrganisationId) =>
    openMeetingDocument(documentKey({ kind: 'calendar', organisation }), {
      read: (document) => document.read('calendar'),
      editor: () => null,
    })

  return { openAgenda, openPreparation, openMinutes, openCalendar }
}
