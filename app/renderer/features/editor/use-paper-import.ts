import { useCallback } from 'react'
import { keyBetween } from '#domain/agenda/order-key.ts'
import type { ItemId, MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { markingUnlessSaid } from '#domain/papers/marking.ts'
import { guessPaperKind, titleFromFileName } from '#domain/papers/paper.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import type { Preparation } from './documents.ts'

/** Takes dropped or chosen files in, one after another, and puts each into the meeting's papers in preparation. */
export function usePaperImport(meeting: MeetingId, preparation: Preparation) {
  const workspace = useWorkspace()
  const { openedLocally } = useApp()
  return useCallback(
    async (files: readonly File[], item: ItemId | null, replaces: PaperId | null = null) => {
      for (const file of files) {
        const id = workspace.newId('t')
        const imported = await workspace.importPaper(meeting, openedLocally(file), { id, keepsOriginal: true })
        if (!imported.ok) continue
        const { file: sealed, size, sha256, pageCount, original } = imported.value
        if (original) preparation.editor.keepOriginal(sealed, original)
        const title = titleFromFileName(file.name)
        const last =
          preparation.content
            .get()
            .drafts.filter((paper) => paper.item === item)
            .at(-1)?.position ?? null
        preparation.editor.putPaper({
          id,
          item,
          title,
          kind: guessPaperKind(title),
          marking: markingUnlessSaid,
          position: keyBetween(last, null),
          replaces,
          file: sealed,
          size,
          sha256,
          pageCount,
        })
      }
    },
    [workspace, openedLocally, meeting, preparation],
  )
}
