import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { NormaliseAnswer } from './normalise-worker.ts'

/** A signature covers the bytes as they are: rewriting them would void it. */
function isSigned(bytes: Uint8Array): boolean {
  return includesAscii(bytes, '/ByteRange') && includesAscii(bytes, '/Sig')
}

export function createNormaliser(startWorker: () => Worker) {
  return (
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Result<Uint8Array<ArrayBuffer>, 'password-protected' | 'broken'>> => {
    if (isSigned(bytes)) return Promise.resolve(ok(bytes))
    return new Promise((resolve) => {
      const worker = startWorker()
      const finish = (result: Result<Uint8Array<ArrayBuffer>, 'password-protected' | 'broken'>) => {
        worker.terminate()
        resolve(result)
      }
      worker.addEventListener('message', ({ data }: MessageEvent<NormaliseAnswer>) =>
        finish('bytes' in data ? ok(data.bytes) : fail(data.fault)),
      )
      worker.addEventListener('error', () => finish(fail('broken')))
      worker.postMessage(bytes)
    })
  }
}

function includesAscii(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let n = 1
    while (n < text.length && bytes[at + n] === text.charCodeAt(n)) n++
    if (n === text.length) return true
  }
  return false
}
