import * as pdfjs from 'pdfjs-dist'
import rendererUrl from 'pdfjs-dist/build/pdf.renderer.min.mjs?url'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

const folder = '/pdfjs/'

/** Where the files would be that a paper names without saying where: no place, but links to them can be told by it. */
export const besideUrl = 'https://beside.invalid/'

/** Everything pdf.js loads by itself comes from our own files. Scripting inside papers is never switched on. */
export const documentOptions = {
  cMapUrl: `${folder}cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${folder}standard_fonts/`,
  wasmUrl: `${folder}wasm/`,
  iccUrl: `${folder}iccs/`,
  enableXfa: false,
  docBaseUrl: besideUrl,
} as const
export const imageResourcesPath = `${folder}images/`

/** Bytes per range: the chunk of the sealed container. */
export const rangeChunkSize = 64 * 1024

let worker: pdfjs.PDFWorker | null = null

/** pdf.js with its workers named, and one parser worker for all papers: starting it costs as much as opening a paper. */
export function startPdfjs(): { readonly pdfjs: typeof pdfjs; readonly worker: pdfjs.PDFWorker } {
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
  ;(pdfjs.GlobalWorkerOptions as { rendererSrc?: string }).rendererSrc = rendererUrl
  worker ??= new pdfjs.PDFWorker()
  return { pdfjs, worker }
}
