import type { ReadMarks } from '#application/ports/mark-reader.ts'
import type { Along, PaperOutput, WordWriter, Written } from '#application/ports/paper-output.ts'
import { fail, ok } from '#domain/kernel/result.ts'
import type { InkPoint, Mark } from '#domain/marks/mark.ts'
import type { AlongToExport, MarkToExport } from './annotate.ts'
import type { ExportAnswer, ExportRequest } from './export-worker.ts'

export function createExporter(
  startWorker: () => Worker,
  outlineOf: (points: readonly InkPoint[], width: number) => readonly (readonly [number, number])[],
): PaperOutput & { readonly layWords: WordWriter; readonly readMarks: ReadMarks } {
  const write = (request: ExportRequest, transfer: Transferable[]): Promise<Written> =>
    new Promise((resolve) => {
      const worker = startWorker()
      worker.addEventListener('message', ({ data }: MessageEvent<ExportAnswer>) => {
        worker.terminate()
        resolve('bytes' in data ? ok(data.bytes) : fail('failed'))
      })
      worker.addEventListener('error', () => {
        worker.terminate()
        resolve(fail('failed'))
      })
      worker.postMessage(request, transfer)
    })
  const readMarks: ReadMarks = (file) =>
    new Promise((resolve) => {
      const worker = startWorker()
      const finish = (answer: Awaited<ReturnType<ReadMarks>>) => {
        worker.terminate()
        resolve(answer)
      }
      worker.addEventListener('message', ({ data }: MessageEvent<ExportAnswer>) =>
        finish('found' in data ? ok(data.found) : fail('failed')),
      )
      worker.addEventListener('error', () => finish(fail('failed')))
      worker.postMessage({ kind: 'marks', file } satisfies ExportRequest, [file.buffer])
    })
  const outlined = (mark: Mark): MarkToExport => ({
    mark,
    outlines: mark.kind === 'ink' ? mark.target.strokes.map((stroke) => outlineOf(stroke, mark.width)) : [],
  })
  const withOutlines = ({ marks, watermark, isFlat = false }: Along): AlongToExport => ({
    isFlat,
    watermark,
    marks: marks.map((layer) => ({ author: layer.author, marks: layer.marks.map(outlined) })),
  })
  return {
    copy: (paper, along) => write({ kind: 'copy', paper, along: withOutlines(along) }, [paper.buffer]),
    readMarks,
    cards: (cards) => write({ kind: 'cards', cards }, []),
    layWords: (paper, pages) => write({ kind: 'words', paper, pages }, [paper.buffer]),
    form: (form, values) => write({ kind: 'form', form, values }, []),
    pack(wanted) {
      const sections = wanted.sections.map((section) => ({
        ...section,
        papers: section.papers.map((paper) => ({ ...paper, along: withOutlines(paper.along) })),
      }))
      const buffers = sections.flatMap(({ papers }) => papers.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : [])))
      return write({ kind: 'pack', pack: { ...wanted, sections } }, buffers)
    },
  }
}
