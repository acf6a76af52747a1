export type SaveOutcome = 'saved' | 'cancelled' | 'device-full' | 'failed'

/** What the window's host does for it: the desktop shell, or the browser. */
export type HostWindow = {
  /** Prints what the window shows to the printer. Resolves when the dialog is closed; false when nothing was printed. */
  print(): Promise<boolean>
  /** Asks the person where and writes there. Null where the host cannot ask. */
  readonly saveFile: ((suggestedName: string, bytes: Uint8Array<ArrayBuffer>) => Promise<SaveOutcome>) | null
}
