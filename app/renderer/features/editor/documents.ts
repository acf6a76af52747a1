import type {
  AgendaContent,
  AgendaEditor,
  DraftPaper,
  OpenDocument,
  SecretariatEditor,
} from '#application/ports/meeting-documents.ts'

export type Agenda = OpenDocument<AgendaContent, AgendaEditor>
export type Preparation = OpenDocument<readonly DraftPaper[], SecretariatEditor>
