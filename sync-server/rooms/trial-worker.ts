// Applies a big change to a copy of its document. Started with a deadline and a small heap: Yjs cannot bound the
// time an update takes, but a worker can be ended.
import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'

const { state, update } = workerData as { state: Uint8Array; update: Uint8Array }
const doc = new Y.Doc()
Y.applyUpdate(doc, state)
Y.applyUpdate(doc, update)
parentPort?.postMessage(doc.store.pendingStructs === null)
