import { createContext, useContext } from 'react'
import type { TurnSignal } from '#domain/floor/turn-signal.ts'
import type { ChosenFile, Workspace } from '#application/session/workspace.ts'
import type { Session } from '#application/session/session.ts'
import type { ArchiveParts, makeArchive } from '#application/archive/make-archive.ts'
import type { DocumentForms } from '#application/ports/document-forms.ts'
import type { ReadMarks } from '#application/ports/mark-reader.ts'
import type { PaperOutput, PrintPages } from '#application/ports/paper-output.ts'
import type { ZipWriter } from '#application/ports/zip-writer.ts'
import type { HostWindow } from '#application/ports/host-window.ts'
import type { FindAlike } from '#domain/marks/carry-marks.ts'
import type { WriteTable } from '#application/ports/table-writer.ts'
import type { ReadTable } from '#application/ports/table-reader.ts'
import type { ShowPaper } from '#application/ports/paper-view.ts'
import type { Cell } from '#application/ports/live.ts'
import type { Appearance } from '../design/index.ts'
import type { Language } from '../i18n/i18n.ts'
import type { Router } from './router.ts'

export type Preferences = Appearance & {
  readonly language: Language
  readonly lockAfterMinutes: number
  readonly paperTone: 'white' | 'sepia' | 'night'
  /** Whether the operating system tells what is new while this window is not looked at. */
  readonly remindsOutside: boolean
  /** Whether the end of a speaking time is heard. */
  readonly chimes: boolean
}

/** What screens may use beside the workspace. Built once by the composition root. */
export type AppParts = {
  readonly session: Session<Workspace>
  readonly router: Router
  readonly preferences: Cell<Preferences>
  readonly showPaper: ShowPaper
  readonly findAlike: FindAlike
  readonly paperOutput: PaperOutput
  readonly printPages: PrintPages
  readonly readMarks: ReadMarks
  readonly documentForms: DocumentForms
  readonly readTable: ReadTable
  readonly writeTable: WriteTable
  readonly archive: (parts: Omit<ArchiveParts, 'zip' | 'makeHasher'>) => ReturnType<typeof makeArchive>
  readonly chime: (signal: TurnSignal, key: string) => void
  readonly zip: ZipWriter
  readonly hostWindow: HostWindow
  readonly hostKind: 'desktop' | 'browser'
  readonly openedLocally: (file: File) => ChosenFile
  readonly now: () => number
}

const AppContext = createContext<AppParts | null>(null)
export const AppProvider = AppContext.Provider

export function useApp(): AppParts {
  const parts = useContext(AppContext)
  if (!parts) throw new Error('Outside of the app')
  return parts
}

const WorkspaceContext = createContext<Workspace | null>(null)
export const WorkspaceProvider = WorkspaceContext.Provider

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('Nobody is signed in')
  return workspace
}
