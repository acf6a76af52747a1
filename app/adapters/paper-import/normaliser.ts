import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { isSigned } from '#domain/papers/signed-file.ts'
import type { NormaliseAnswer } from './normalise-worker.ts'

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
