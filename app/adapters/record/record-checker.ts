import type { CheckRecord } from '#application/ports/record-check.ts'

export function createRecordChecker(startWorker: () => Worker): CheckRecord {
  return (record) =>
    new Promise((resolve, reject) => {
      const worker = startWorker()
      worker.addEventListener('message', ({ data }: MessageEvent<number>) => {
        worker.terminate()
        resolve(data)
      })
      worker.addEventListener('error', ({ message }) => {
        worker.terminate()
        reject(new Error(message))
      })
      worker.postMessage(record)
    })
}
