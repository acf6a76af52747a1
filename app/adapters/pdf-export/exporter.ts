import type { ExportWithMarks } from '#application/ports/mark-export.ts'
import { fail, ok } from '#domain/kernel/result.ts'
import type { InkPoint } from '#domain/marks/mark.ts'
import type { ExportAnswer, ExportRequest } from './export-worker.ts'

export function createExporter(
  startWorker: () => Worker,
  outlineOf: (points: readonly InkPoint[], width: number) => readonly (readonly [number, number])[],
): ExportWithMarks {
  return (paper, marks, author) =>
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
      const request: ExportRequest = {
        paper,
        author,
        marks: marks.map((mark) => ({
          mark,
          outlines: mark.kind === 'ink' ? mark.target.strokes.map((stroke) => outlineOf(stroke, mark.width)) : [],
        })),
      }
      worker.postMessage(request, [paper.buffer])
    })
}
