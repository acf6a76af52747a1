import type {
  AgendaContent,
  AgendaEditor,
  OpenDocument,
  PreparationContent,
  SecretariatEditor,
} from '#application/ports/meeting-documents.ts'

export type Agenda = OpenDocument<AgendaContent, AgendaEditor>
export type Preparation = OpenDocument<PreparationContent, SecretariatEditor>
