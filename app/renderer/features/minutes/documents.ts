import type { MinutesEditor, MinutesNotes, OpenDocument } from '#application/ports/meeting-documents.ts'

export type Notes = OpenDocument<MinutesNotes, MinutesEditor>
