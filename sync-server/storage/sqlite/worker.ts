// The storage worker: the only thread that touches the database, so that a slow disk never holds up a room.
// Group commit: a transaction takes every call that has gathered while the one before was on its way.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { createSqliteEngine } from './engine.ts'

type Call = { readonly id: number; readonly method: string; readonly values: readonly unknown[] }
type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: string }

const port = parentPort
if (!port) throw new Error('The storage worker runs as a worker thread')
const engine = createSqliteEngine((workerData as { file: string }).file)
const methods = engine.methods as unknown as Record<string, (...values: readonly unknown[]) => unknown>
const faultOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function answerOne({ id, method, values }: Call): Answer {
  try {
    return { id, value: engine.savepoint(() => methods[method]?.(...values)) }
  } catch (error) {
    return { id, fault: faultOf(error) }
  }
}

function answerGroup(calls: readonly Call[]): void {
  let answers: Answer[] = []
  try {
    engine.transaction(() => {
      answers = calls.map(answerOne)
    })
  } catch (error) {
    answers = calls.map(({ id }) => ({ id, fault: faultOf(error) }))
  }
  for (const answer of answers) port?.postMessage(answer)
}

/** Backup and close cannot run inside a transaction. */
function answerAlone({ id, method, values }: Call): void {
  try {
    if (method === 'close') engine.close()
    else engine.backup(String(values[0]))
    port?.postMessage({ id, value: undefined })
  } catch (error) {
    port?.postMessage({ id, fault: faultOf(error) })
  }
}

port.on('message', (first: Call) => {
  const calls = [first]
  for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) calls.push(more.message as Call)
  const isAlone = ({ method }: Call) => method === 'close' || method === 'backup'
  while (calls.length > 0) {
    const end = calls.findIndex(isAlone)
    const group = calls.splice(0, end === -1 ? calls.length : end)
    if (group.length > 0) answerGroup(group)
    const alone = calls.shift()
    if (alone) answerAlone(alone)
  }
})
