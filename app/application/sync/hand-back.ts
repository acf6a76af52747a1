import type { ReplyOf } from '#protocol/http/contract.ts'
import { documentName, parseDocumentKey } from '#protocol/documents/document-names.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { PaperLibrary } from '../papers/paper-library.ts'
import type { Settings } from '../ports/device-store.ts'
import type { DocumentHub } from '../ports/document-hub.ts'
import type { DocumentLog } from '../ports/document-log.ts'
import type { Environment } from '../ports/environment.ts'
import { createCell, type Live, type Unsubscribe } from '../ports/live.ts'
import type { ServerApi } from '../ports/server-api.ts'
import type { Access } from '../session/access.ts'

const batchSize = 40
const actsAtOnce = 200
const pollMs = 5000
const epochKey = 'epoch-seen'

export type RestoreState = ReplyOf<'restoreState'>

export type HandBack = {
  /** How far the collecting is; null while the server works as always. */
  readonly state: Live<RestoreState | null>
  /** Says that enough has come back. */
  agreeToEnd(): Promise<void>
  stop(): void
}

/**
 * After a restore the server has a new epoch and may lack what this device still keeps. Given back are: entries of the logs, as
 * the server once signed them; edits, by connecting the documents; and papers. Then the documents that only the server writes are
 * fetched anew, because what was lost of them must not mix with what the server writes now.
 */
export function createHandBack(parts: {
  readonly api: ServerApi
  readonly access: Access
  readonly hub: DocumentHub
  readonly log: DocumentLog
  readonly library: PaperLibrary
  readonly settings: Settings
  readonly isOnline: Live<boolean>
  readonly env: Environment
}): HandBack {
  const { api, access, hub, log, library, settings, env } = parts
  const state = createCell<RestoreState | null>(null)
  let isRunning = false
  let isStopped = false
  let cancelPoll = () => {}

  async function run(): Promise<void> {
    if (isRunning || isStopped || !parts.isOnline.get()) return
    isRunning = true
    try {
      const epoch = access.epoch.get()
      const seen = await settings.get(epochKey)
      if (seen === null) await settings.set(epochKey, String(epoch))
      else if (seen !== String(epoch) && (await giveEverything())) await settings.set(epochKey, String(epoch))
      await look()
    } finally {
      isRunning = false
    }
  }

  /** @returns false when the network went; all of it is tried again later, and nothing is taken twice. */
  async function giveEverything(): Promise<boolean> {
    const keys = await log.documents()
    for (let at = 0; at < keys.length; at += batchSize) {
      if (!(await giveDocuments(keys.slice(at, at + batchSize)))) return false
    }
    if (!(await givePapers())) return false
    for (const key of keys) if (isPicture(key) && !(await fetchAnew(key))) return false
    return true
  }

  async function ask(keys: readonly string[], vectors: ReadonlyMap<string, Uint8Array>) {
    const token = await access.token()
    if (!token.ok) return null
    const epoch = access.epoch.get()
    const documents = keys.map((key) => ({
      name: documentName(key, epoch),
      stateVector: toBase64(vectors.get(key) ?? new Uint8Array()),
    }))
    const answer = await api.call('exchange', { documents }, token.value)
    return answer.ok ? answer.value.documents : null
  }

  async function giveDocuments(keys: readonly string[]): Promise<boolean> {
    const answers = await ask(keys, await log.vectors(keys))
    if (!answers) return false
    for (const [index, { lacks, rights }] of answers.entries()) {
      const key = keys[index]
      if (key === undefined) continue
      // A meeting that was made after the backup is unknown, and looks as one that is not ours.
      if (isLog(key)) {
        if ((lacks || rights === 'none') && !(await giveEntries(key))) return false
      } else if (lacks && rights === 'write') await connectUntilSaved(key)
    }
    return true
  }

  async function giveEntries(key: string): Promise<boolean> {
    const document = await hub.open(key)
    const choices = document.read('choices')
    const acts = document.read('log').map((act) => {
      const ballot = choices.get(act.entry.cmdHash)
      return ballot ? { ...act, ballot } : act
    })
    document.release()
    for (let at = 0; at < acts.length; at += actsAtOnce) {
      const some = acts.slice(at, at + actsAtOnce)
      const token = await access.token()
      if (!token.ok) return false
      const given = await api.call('handBackLog', { log: some[0]?.entry.log ?? '', acts: some }, token.value)
      if (!given.ok && given.error === 'offline') return false
    }
    return true
  }

  async function connectUntilSaved(key: string): Promise<void> {
    const document = await hub.open(key)
    const disconnect = document.connect()
    await new Promise<void>((resolve) => {
      let end: Unsubscribe = () => {}
      const check = () => {
        const now = document.connection.get()
        if (now !== 'saved' && now !== 'ended' && !isStopped) return
        end()
        resolve()
      }
      end = document.connection.subscribe(check)
      check()
    })
    disconnect()
    document.release()
  }

  async function givePapers(): Promise<boolean> {
    const token = await access.token()
    if (!token.ok) return false
    const missing = await api.call('missingFiles', {}, token.value)
    if (!missing.ok) return false
    for (const { file, meeting } of missing.value.files) {
      if (library.states.get().get(file)?.kind !== 'ready') continue
      const sent = await library.send(file, { meeting, onProgress: () => {}, signal: new AbortController().signal })
      if (!sent.ok && sent.error === 'offline') return false
    }
    return true
  }

  async function fetchAnew(key: string): Promise<boolean> {
    const answers = await ask([key], new Map())
    if (!answers) return false
    const [answer] = answers
    if (answer?.update) await hub.replace(key, fromBase64(answer.update))
    return true
  }

  async function look(): Promise<void> {
    cancelPoll()
    if (isStopped || !access.isRecovering.get()) return state.set(null)
    const token = await access.token()
    const answer = token.ok ? await api.call('restoreState', {}, token.value) : token
    if (answer.ok) {
      access.isRecovering.set(answer.value.recovering)
      state.set(answer.value.recovering ? answer.value : null)
    }
    if (access.isRecovering.get()) cancelPoll = env.setTimer(() => void look(), pollMs)
  }

  const ends = [
    parts.isOnline.subscribe(() => void run()),
    access.epoch.subscribe(() => void run()),
    access.isRecovering.subscribe(() => void (access.isRecovering.get() && run())),
  ]
  return {
    state,
    async agreeToEnd() {
      const token = await access.token()
      if (token.ok) await api.call('endRestore', {}, token.value)
      await look()
    },
    stop() {
      isStopped = true
      cancelPoll()
      for (const end of ends) end()
    },
  }

  function isLog(key: string): boolean {
    const scope = parseDocumentKey(key)
    return scope.ok && (scope.value.kind === 'log' || scope.value.kind === 'organisation-log')
  }
  function isPicture(key: string): boolean {
    const scope = parseDocumentKey(key)
    return isLog(key) || (scope.ok && ['meetings', 'directory', 'calendar'].includes(scope.value.kind))
  }
}
