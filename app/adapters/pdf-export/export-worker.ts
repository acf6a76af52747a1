// Writes annotations into one paper and ends: the window stays quick, and the memory goes with the worker.
import { annotate, type MarkToExport } from './annotate.ts'

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ExportRequest>) => void) | null
  postMessage(answer: ExportAnswer, transfer: Transferable[]): void
}
export type ExportRequest = {
  readonly paper: Uint8Array<ArrayBuffer>
  readonly marks: readonly MarkToExport[]
  readonly author: string
}
export type ExportAnswer = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly failed: true }

port.onmessage = ({ data }) => {
  annotate(data.paper, data.marks, data.author).then(
    (bytes) => port.postMessage({ bytes }, [bytes.buffer]),
    () => port.postMessage({ failed: true }, []),
  )
}
