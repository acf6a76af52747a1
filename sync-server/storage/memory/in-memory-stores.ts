import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type { Account, FileHolder, FileRecord, Invitation, KeptMail, Recovery, Session, Stores } from '../ports.ts'

type MemoryDocument = {
  snapshot: Uint8Array | null
  snapSeq: number
  updates: Uint8Array[]
  seq: number
  clients: Map<number, string>
}

/** Keeps everything until the process ends: for tests and the simulation. */
export function createInMemoryStores(): Stores {
  const documents = new Map<string, MemoryDocument>()
  const logs = new Map<string, RecordedAct[]>()
  const accounts = new Map<string, Account>()
  const recoveries = new Map<string, Recovery>()
  const sessions = new Map<string, Session>()
  const invitations = new Map<string, Invitation>()
  const files = new Map<string, FileRecord>()
  const holders = new Map<string, FileHolder>()
  const meta = new Map<string, string>()
  const mails = new Map<string, KeptMail & { state: string; dueAt: number; tries: number }>()
  const endWhere = (isEnded: (session: Session) => boolean) => {
    const ended = [...sessions.values()].filter(isEnded)
    for (const { refreshHash } of ended) sessions.delete(refreshHash)
    return new Set(ended.map(({ device }) => device)).size
  }
  return {
    documents: {
      load: async (key) => {
        const document = documents.get(key)
        if (!document) return { snapshot: null, updates: [], seq: 0, clients: new Map() }
        const { snapshot, updates, seq, clients } = document
        return { snapshot, updates: [...updates], seq, clients: new Map(clients) }
      },
      append: async (key, updates) => {
        const document: MemoryDocument = documents.get(key) ?? {
          snapshot: null,
          snapSeq: 0,
          updates: [],
          seq: 0,
          clients: new Map(),
        }
        documents.set(key, document)
        for (const { body, person, claims } of updates) {
          document.updates.push(body)
          document.seq++
          for (const client of claims) if (!document.clients.has(client)) document.clients.set(client, person)
        }
        return document.seq
      },
      compact: async (key, { seq, snapshot }) => {
        const document = documents.get(key)
        if (!document || seq <= document.snapSeq) return
        document.updates.splice(0, seq - document.snapSeq)
        document.snapSeq = seq
        document.snapshot = snapshot
      },
      keys: async () => [...documents.keys()],
      put: async (key, { snapshot, updates, seq, clients }) => {
        if (documents.has(key)) throw new Error('This document exists')
        const snapSeq = seq - updates.length
        documents.set(key, { snapshot, snapSeq, updates: [...updates], seq, clients: new Map(clients) })
      },
      heads: async (keys) => keys.map((key) => documents.get(key)?.seq ?? 0),
    },
    logs: {
      load: async (log) => [...(logs.get(log) ?? [])],
      append: async (acts) => {
        const isTaken = ({ entry }: RecordedAct) =>
          logs.get(entry.log)?.some((known) => known.entry.seq === entry.seq) ?? false
        if (acts.some(isTaken)) throw new Error('This number of the log is taken')
        for (const act of acts) logs.set(act.entry.log, [...(logs.get(act.entry.log) ?? []), act])
      },
      logs: async () => [...logs.keys()],
    },
    accounts: {
      all: async () => [...accounts.values()],
      byAccount: async (name) => [...accounts.values()].find(({ account }) => account === name) ?? null,
      byPerson: async (person) => accounts.get(person) ?? null,
      put: async (account) => {
        const taken = [...accounts.values()].some(
          (other) => other.account === account.account && other.person !== account.person,
        )
        if (taken) throw new Error('This account name is taken')
        accounts.set(account.person, account)
      },
      recovery: async (person) => recoveries.get(person) ?? null,
      putRecovery: async (person, recovery) => {
        if (recovery) recoveries.set(person, recovery)
        else recoveries.delete(person)
      },
      session: async (refreshHash) => sessions.get(refreshHash) ?? null,
      putSession: async (session, replaces) => {
        const old = replaces === null ? undefined : sessions.get(replaces)
        if (old) sessions.set(old.refreshHash, { ...old, replacedBy: session.refreshHash })
        sessions.set(session.refreshHash, session)
      },
      endFamily: async (family) => {
        endWhere((session) => session.family === family)
      },
      endSessions: async (of) =>
        endWhere((session) => ('person' in of ? session.person === of.person : session.device === of.device)),
      putInvitation: async (invitation) => {
        for (const old of invitations.values()) {
          if (old.person === invitation.person && old.usedAt === null) invitations.delete(old.codeHash)
        }
        invitations.set(invitation.codeHash, invitation)
      },
      invitation: async (codeHash) => invitations.get(codeHash) ?? null,
      useInvitation: async (codeHash, at) => {
        const invitation = invitations.get(codeHash)
        if (!invitation || invitation.usedAt !== null) return false
        invitations.set(codeHash, { ...invitation, usedAt: at })
        return true
      },
    },
    files: {
      register: async (record) => {
        const key = `${record.file} ${record.meeting}`
        if (!files.has(key)) files.set(key, record)
      },
      markStored: async (file) => {
        for (const [key, record] of files) if (record.file === file) files.set(key, { ...record, stored: true })
      },
      of: async (file) => [...files.values()].filter((record) => record.file === file),
      all: async () => [...files.values()],
      report: async ({ device, person, at }, held) => {
        const now = new Set<string>(held)
        for (const [key, holder] of holders)
          if (holder.device === device && holder.goneAt === null && !now.has(holder.file))
            holders.set(key, { ...holder, goneAt: at })
        const known = new Set([...files.values()].map(({ file }) => file))
        for (const file of held) {
          if (!known.has(file)) continue
          const key = `${file} ${device}`
          holders.set(key, { file, device, person, heldAt: holders.get(key)?.heldAt ?? at, goneAt: null })
        }
      },
      holders: async (ids) =>
        [...holders.values()]
          .filter(({ file }) => ids.includes(file))
          .toSorted((a, b) => (`${a.file} ${a.device}` < `${b.file} ${b.device}` ? -1 : 1)),
    },
    mails: {
      add: async (added, dueAt) => {
        for (const mail of added)
          if (!mails.has(mail.key)) mails.set(mail.key, { ...mail, state: 'waiting', dueAt, tries: 0 })
      },
      due: async (now, most) =>
        [...mails.values()]
          .filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now)
          .toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1))
          .slice(0, most)
          .map(({ key, to, subject, text, tries }) => ({ key, to, subject, text, tries })),
      settle: async (key, outcome) => {
        const mail = mails.get(key)
        if (!mail) return
        const tries = mail.tries + 1
        mails.set(
          key,
          outcome.state === 'waiting'
            ? { ...mail, tries, dueAt: outcome.dueAt }
            : { ...mail, tries, state: outcome.state, to: '', subject: '', text: '' },
        )
      },
    },
    meta: {
      all: async () => new Map(meta),
      get: async (key) => meta.get(key) ?? null,
      set: async (key, value) => {
        meta.set(key, value)
      },
    },
    backup: async () => {},
    close: async () => {},
  }
}
