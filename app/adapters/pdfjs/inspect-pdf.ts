import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { documentOptions, startPdfjs } from './pdfjs-runtime.ts'

/** Opens the file as the reader will, and its first page, so that a paper which is published can be read. */
export async function inspectPdf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<{ readonly pageCount: number }, 'password-protected' | 'broken' | 'no-pages'>> {
  const { pdfjs, worker } = startPdfjs()
  const task = pdfjs.getDocument({ ...documentOptions, data: bytes, worker })
  try {
    const document = await task.promise
    if (document.numPages === 0) return fail('no-pages')
    await document.getPage(1)
    return ok({ pageCount: document.numPages })
  } catch (error) {
    return fail(error instanceof pdfjs.PasswordException ? 'password-protected' : 'broken')
  } finally {
    await task.destroy()
  }
}
