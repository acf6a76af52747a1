import { Worker } from 'node:worker_threads'

/** True when the change integrates within the deadline, measured on a copy in a worker of its own. */
export function tryUpdateElsewhere(
  change: { readonly state: Uint8Array; readonly update: Uint8Array },
  deadlineMs: number,
  startTimer: (run: () => void, delayMs: number) => () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./trial-worker.ts', import.meta.url), {
      workerData: change,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const cancel = startTimer(() => finish(false), deadlineMs)
    const finish = (isCheap: boolean) => {
      cancel()
      void worker.terminate()
      resolve(isCheap)
    }
    worker.on('message', (complete: boolean) => finish(complete))
    worker.on('error', () => finish(false))
    worker.on('exit', () => finish(false))
  })
}
