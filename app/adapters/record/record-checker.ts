import type { CheckRecord } from '#application/ports/record-check.ts'
import type { RecordVerdict } from '#protocol/record/verify-record.ts'
import type { ShareOfRecord } from './record-check-worker.ts'

/** @param workers how many check at once, at least 1. */
export function createRecordChecker(startWorker: () => Worker, workers: number): CheckRecord {
  const check = (request: ShareOfRecord) =>
    new Promise<RecordVerdict['faults']>((resolve, reject) => {
      const worker = startWorker()
      worker.addEventListener('message', ({ data }: MessageEvent<RecordVerdict['faults']>) => {
        worker.terminate()
        resolve(data)
      })
      worker.addEventListener('error', ({ message }) => {
        worker.terminate()
        reject(new Error(message))
      })
      worker.postMessage(request)
    })
  return async (record) => {
    const shares = Array.from({ length: workers }, (_, index) => ({ record, share: { index, of: workers } }))
    const faults = (await Promise.all(shares.map(check))).flat()
    return new Set(faults.map(({ seq, kind, detail }) => `${seq} ${kind} ${detail}`)).size
  }
}
