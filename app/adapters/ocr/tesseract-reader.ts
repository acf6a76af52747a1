import { createWorker, OEM, PSM } from 'tesseract.js'
import coreUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm.js?url'
import workerUrl from 'tesseract.js/dist/worker.min.js?url'
import type { RecognitionParts, SeenWord } from '#application/papers/recognise-words.ts'

/** Words of which the program is less sure are mostly stains, stamps and signatures. */
const leastConfidence = 30

/** Reads Vietnamese print from pictures of pages, in a worker, with files of our own only. */
export const startTesseract: RecognitionParts<HTMLCanvasElement>['startReader'] = async () => {
  const worker = await createWorker('vie', OEM.LSTM_ONLY, {
    workerPath: workerUrl,
    corePath: coreUrl,
    langPath: '/ocr',
    gzip: true,
    workerBlobURL: false,
    cacheMethod: 'none',
    errorHandler: () => {},
  })
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO, user_defined_dpi: '200' })
  return {
    async read(image) {
      const { data: page } = await worker.recognize(image, {}, { blocks: true, text: false })
      return (page.blocks ?? []).flatMap(({ paragraphs }) =>
        paragraphs.flatMap(({ lines }) =>
          lines.flatMap(({ words, baseline, rowAttributes }) => {
            const slope = (baseline.y1 - baseline.y0) / Math.max(1, baseline.x1 - baseline.x0)
            const under = (x: number) => baseline.y0 + (x - baseline.x0) * slope
            const read = words.filter(({ text, confidence }) => text.trim() !== '' && confidence >= leastConfidence)
            return read.map(({ text, bbox }, index): SeenWord => ({
              text: text.normalize('NFC'),
              from: [bbox.x0, under(bbox.x0)],
              to: [bbox.x1, under(bbox.x1)],
              height: rowAttributes.rowHeight > 0 ? rowAttributes.rowHeight : bbox.y1 - bbox.y0,
              endsLine: index === read.length - 1,
            }))
          }),
        ),
      )
    },
    close: async () => void (await worker.terminate()),
  }
}
