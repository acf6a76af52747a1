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
  /** One worker does one thing and ends. */
  const ask = (request: ExportRequest, transfer: Transferable[]): Promise<ExportAnswer> =>
    new Promise((resolve) => {
      const worker = startWorker()
      const finish = (answer: ExportAnswer) => {
        worker.terminate()
        resolve(answer)
      }
      worker.addEventListener('message', ({ data }: MessageEvent<ExportAnswer>) => finish(data))
      worker.addEventListener('error', () => finish({ failed: true }))
      worker.postMessage(request, transfer)
    })
  const write = async (request: ExportRequest, transfer: Transferable[]): Promise<Written> => {
    const answer = await ask(request, transfer)
    return 'bytes' in answer ? ok(answer.bytes) : fail('failed')
  }
  const readMarks: ReadMarks = async (file) => {
    const answer = await ask({ kind: 'marks', file }, [file.buffer])
    return 'found' in answer ? ok(answer.found) : fail('failed')
  }
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
    async sign(pdf, wish) {
      const answer = await ask({ kind: 'sign', pdf, wish }, [pdf.buffer])
      return 'signed' in answer ? answer.signed : fail('failed')
    },
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
