import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'
import { documentOptions, rangeChunkSize, startPdfjs } from './pdfjs-runtime.ts'

/** Below this size the whole paper is read at once: jumps are quicker. */
const wholeBelow = 8 * 1024 * 1024

/** pdf.js throws when the reader that asked is gone, because the paper was closed meanwhile: then nobody waits for the bytes. */
function deliver(hand: () => void): void {
  try {
    hand()
  } catch {
    // See above.
  }
}

export type OpenedDocument = {
  readonly document: PDFDocumentProxy
  /** Settles, and never rejects, when the file can no longer be read. */
  readonly failed: Promise<void>
  readonly destroy: () => Promise<void>
}

export async function openDocument(container: OpenContainer): Promise<OpenedDocument> {
  const { pdfjs, worker } = startPdfjs()
  if (container.size <= wholeBelow) {
    const task = pdfjs.getDocument({
      ...documentOptions,
      data: await container.read({ start: 0, end: container.size }),
      worker,
    })
    return { document: await task.promise, failed: new Promise(() => {}), destroy: () => task.destroy() }
  }
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_resolve, reject) => (fail = reject))
  class SealedTransport extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(start: number, end: number): void {
      // The transport has no way to report an error: the opening itself is made to fail.
      container.read({ start, end }).then((bytes) => deliver(() => this.onDataRange(start, bytes)), fail)
    }
  }
  const task = pdfjs.getDocument({
    ...documentOptions,
    range: new SealedTransport(container.size, null),
    rangeChunkSize,
    disableAutoFetch: true,
    disableStream: true,
    worker,
  })
  return {
    document: await Promise.race([task.promise, failed]),
    failed: failed.catch(() => {}),
    destroy: () => task.destroy(),
  }
}
