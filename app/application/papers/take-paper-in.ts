import type { PaperId } from '#domain/kernel/ids.ts'
import type { Result } from '#domain/kernel/result.ts'
import { importPaper, type ImportedPaper, type ImportFailure } from './import-paper.ts'
import type { PaperTransfers } from './paper-transfers.ts'

/** Imports a file, shows how far it is, and sends it on by itself. */
export async function takePaperIn(
  id: PaperId,
  file: Parameters<typeof importPaper>[0],
  parts: Omit<Parameters<typeof importPaper>[1], 'onStep' | 'isRecognitionOver'> & {
    readonly transfers: PaperTransfers
  },
): Promise<Result<ImportedPaper, ImportFailure>> {
  const { transfers, meeting } = parts
  const { name } = file
  transfers.set(id, { kind: 'importing', name, step: 'reading', pages: null })
  const imported = await importPaper(file, {
    ...parts,
    isRecognitionOver: () => transfers.isSkipped(id),
    onStep: (step, pages) => transfers.set(id, { kind: 'importing', name, step, pages: pages ?? null }),
  })
  if (!imported.ok) {
    transfers.set(id, { kind: 'failed', name, reason: imported.error })
    return imported
  }
  if (imported.value.isPicture) transfers.set(id, { kind: 'unseen', name })
  else transfers.forget(id)
  void transfers.send(imported.value.file, meeting)
  if (imported.value.original) void transfers.send(imported.value.original.file, meeting)
  return imported
}
