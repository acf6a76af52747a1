import { Worker } from 'node:worker_threads'
import type { DocumentUpdate, Stores } from '../ports.ts'
import type { SqliteMethods } from './engine.ts'

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** The embedded engine: one SQLite file (WAL, full sync) behind a worker thread. */
export function createSqliteStores({ file, now }: { readonly file: string; readonly now: () => number }): Stores {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { file } })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let dead: Error | null = null
  worker.on('message', (answer: { id: number; value?: unknown; fault?: string }) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.fault === undefined) call?.resolve(answer.value)
    else call?.reject(new Error(answer.fault))
  })
  const die = (error: Error) => {
    dead = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', die)
  worker.on('exit', () => die(dead ?? new Error('The storage worker has ended')))

  const send = (method: string, values: readonly unknown[]): Promise<unknown> => {
    if (dead) return Promise.reject(dead)
    return new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, values })
    })
  }
  const call = <Name extends keyof SqliteMethods>(method: Name, ...values: Parameters<SqliteMethods[Name]>) =>
    send(method, values) as Promise<ReturnType<SqliteMethods[Name]>>

  return {
    documents: {
      load: (key) => call('documents.load', key),
      append: (key, updates: readonly DocumentUpdate[]) => call('documents.append', key, updates, now()),
      compact: (key, state) => call('documents.compact', key, state),
      keys: () => call('documents.keys'),
      put: (key, document) => call('documents.put', key, document, now()),
      heads: (keys) => call('documents.heads', keys),
    },
    logs: {
      load: (log) => call('logs.load', log),
      append: (acts) => call('logs.append', acts),
      logs: () => call('logs.logs'),
    },
    accounts: {
      all: () => call('accounts.all'),
      byAccount: (account) => call('accounts.byAccount', account),
      byPerson: (person) => call('accounts.byPerson', person),
      put: (account) => call('accounts.put', account),
      recovery: (person) => call('accounts.recovery', person),
      putRecovery: (person, recovery) => call('accounts.putRecovery', person, recovery),
      session: (refreshHash) => call('accounts.session', refreshHash),
      putSession: (session, replaces) => call('accounts.putSession', session, replaces),
      endFamily: (family) => call('accounts.endFamily', family),
      endSessions: (of) => call('accounts.endSessions', of),
      putInvitation: (invitation) => call('accounts.putInvitation', invitation),
      invitation: (codeHash) => call('accounts.invitation', codeHash),
      useInvitation: (codeHash, at) => call('accounts.useInvitation', codeHash, at),
    },
    files: {
      register: (record) => call('files.register', record),
      markStored: (id) => call('files.markStored', id),
      of: (id) => call('files.of', id),
      all: () => call('files.all'),
      report: (holder, held) => call('files.report', holder, held),
      holders: (ids) => call('files.holders', ids),
    },
    mails: {
      add: (mails, dueAt) => call('mails.add', mails, dueAt),
      due: (at, most) => call('mails.due', at, most),
      settle: (key, outcome) => call('mails.settle', key, outcome),
    },
    meta: {
      get: (key) => call('meta.get', key),
      set: (key, value) => call('meta.set', key, value),
      all: async () => new Map(await call('meta.all')),
    },
    backup: async (target) => {
      await send('backup', [target])
    },
    close: async () => {
      await send('close', [])
      await worker.terminate()
    },
  }
}
