import type { Workspace } from '#application/session/workspace.ts'
import type { FileId, MeetingId } from '#domain/kernel/ids.ts'

/** All bytes of a sealed file in the clear, fetched where they are not here; null where they cannot be had. */
export async function readWholeFile(
  workspace: Pick<Workspace, 'openPaper' | 'fetchFile'>,
  wanted: { readonly meeting: MeetingId; readonly file: FileId; readonly size: number },
): Promise<Uint8Array<ArrayBuffer> | null> {
  let opened = await workspace.openPaper(wanted.file)
  if (!opened.ok) {
    await workspace.fetchFile(wanted)
    opened = await workspace.openPaper(wanted.file)
  }
  if (!opened.ok) return null
  const container = opened.value
  return container.read({ start: 0, end: container.size }).catch(() => null)
}
