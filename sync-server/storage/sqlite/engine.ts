import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { DeviceId, FileId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type {
  Account,
  DocumentUpdate,
  FileHolder,
  FileRecord,
  Invitation,
  KeptMail,
  MailStore,
  Recovery,
  Session,
  StoredDocument,
} from '../ports.ts'
import { schemaSteps } from './schema.ts'

type Row = Record<string, SQLInputValue>

/** Opens the database file and brings its tables to the present step. Runs inside the storage worker. */
export function createSqliteEngine(file: string) {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on;')
  migrate(db)
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const prepared = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  const all = (sql: string, ...values: SQLInputValue[]): Row[] => prepared(sql).all(...values) as Row[]
  const one = (sql: string, ...values: SQLInputValue[]): Row | undefined =>
    prepared(sql).get(...values) as Row | undefined
  const run = (sql: string, ...values: SQLInputValue[]): number => Number(prepared(sql).run(...values).changes)

  const methods = {
    'documents.load': (key: string): StoredDocument => {
      const head = one('select head_seq, snap_seq, snapshot from document where key = ?', key)
      if (!head) return { snapshot: null, updates: [], seq: 0, clients: new Map() }
      const updates = all(
        'select body from document_update where key = ? and seq > ? order by seq',
        key,
        head.snap_seq ?? 0,
      )
      const clients = all('select client, person from document_client where key = ?', key)
      return {
        snapshot: head.snapshot as Uint8Array | null,
        updates: updates.map(({ body }) => body as Uint8Array),
        seq: Number(head.head_seq),
        clients: new Map(clients.map(({ client, person }) => [Number(client), textOf(person)])),
      }
    },
    'documents.append': (key: string, updates: readonly DocumentUpdate[], at: number): number => {
      run('insert into document(key, head_seq, snap_seq) values (?, 0, 0) on conflict do nothing', key)
      const first = Number(one('select head_seq from document where key = ?', key)?.head_seq ?? 0) + 1
      updates.forEach(({ body, person, claims }, index) => {
        run(
          'insert into document_update(key, seq, at, person, body) values (?, ?, ?, ?, ?)',
          key,
          first + index,
          at,
          person,
          body,
        )
        for (const client of claims)
          run(
            'insert into document_client(key, client, person) values (?, ?, ?) on conflict do nothing',
            key,
            client,
            person,
          )
      })
      const last = first + updates.length - 1
      run('update document set head_seq = ? where key = ?', last, key)
      return last
    },
    'documents.compact': (key: string, state: { seq: number; snapshot: Uint8Array }): void => {
      run(
        'update document set snap_seq = ?, snapshot = ? where key = ? and snap_seq < ?',
        state.seq,
        state.snapshot,
        key,
        state.seq,
      )
      run(
        'delete from document_update where key = ? and seq <= (select snap_seq from document where key = ?)',
        key,
        key,
      )
    },
    'documents.keys': (): string[] => all('select key from document order by key').map(({ key }) => textOf(key)),
    'documents.put': (key: string, { seq, snapshot, updates, clients }: StoredDocument, at: number): void => {
      const snapSeq = seq - updates.length
      run('insert into document(key, head_seq, snap_seq, snapshot) values (?, ?, ?, ?)', key, seq, snapSeq, snapshot)
      updates.forEach((body, index) =>
        run(
          'insert into document_update(key, seq, at, person, body) values (?, ?, ?, ?, ?)',
          key,
          snapSeq + index + 1,
          at,
          'server',
          body,
        ),
      )
      for (const [client, person] of clients)
        run('insert into document_client(key, client, person) values (?, ?, ?)', key, client, person)
    },
    'documents.heads': (keys: readonly string[]): number[] =>
      keys.map((key) => Number(one('select head_seq from document where key = ?', key)?.head_seq ?? 0)),

    'logs.load': (log: string): RecordedAct[] =>
      all('select entry, command, ballot from log_entry where log = ? order by seq', log).map(
        ({ entry, command, ballot }) => ({
          entry: JSON.parse(textOf(entry)) as RecordedAct['entry'],
          command: JSON.parse(textOf(command)) as RecordedAct['command'],
          ...(ballot === null ? {} : { ballot: JSON.parse(textOf(ballot)) as RecordedAct['ballot'] }),
        }),
      ),
    'logs.append': (acts: readonly RecordedAct[]): void => {
      for (const { entry, command, ballot } of acts)
        run(
          'insert into log_entry(log, seq, entry, command, ballot) values (?, ?, ?, ?, ?)',
          entry.log,
          entry.seq,
          JSON.stringify(entry),
          JSON.stringify(command),
          ballot === undefined ? null : JSON.stringify(ballot),
        )
    },
    'logs.logs': (): string[] => all('select distinct log from log_entry').map(({ log }) => textOf(log)),

    'accounts.all': (): Account[] =>
      all('select * from account order by person').flatMap((row) => toAccount(row) ?? []),
    'accounts.byAccount': (account: string): Account | null =>
      toAccount(one('select * from account where account = ?', account)),
    'accounts.byPerson': (person: PersonId): Account | null =>
      toAccount(one('select * from account where person = ?', person)),
    'accounts.put': ({ person, account, parameters, proofHash, sealedMasterKey }: Account): void => {
      run(
        `insert into account(person, account, parameters, proof_hash, sealed_master_key) values (?, ?, ?, ?, ?)
         on conflict(person) do update set account = excluded.account, parameters = excluded.parameters,
         proof_hash = excluded.proof_hash, sealed_master_key = excluded.sealed_master_key`,
        person,
        account,
        JSON.stringify(parameters),
        proofHash,
        sealedMasterKey,
      )
    },
    'accounts.recovery': (person: PersonId): Recovery | null => {
      const row = one('select * from recovery where person = ?', person)
      return row ? toKeys(row) : null
    },
    'accounts.putRecovery': (person: PersonId, recovery: Recovery | null): void => {
      run('delete from recovery where person = ?', person)
      if (recovery)
        run(
          'insert into recovery(person, parameters, proof_hash, sealed_master_key) values (?, ?, ?, ?)',
          person,
          JSON.stringify(recovery.parameters),
          recovery.proofHash,
          recovery.sealedMasterKey,
        )
    },
    'accounts.session': (refreshHash: string): Session | null =>
      toSession(one('select * from session where refresh_hash = ?', refreshHash)),
    'accounts.putSession': (session: Session, replaces: string | null): void => {
      if (replaces !== null)
        run('update session set replaced_by = ? where refresh_hash = ?', session.refreshHash, replaces)
      run(
        'insert into session(refresh_hash, family, person, device, ends_at, family_ends_at, replaced_by) values (?, ?, ?, ?, ?, ?, ?)',
        session.refreshHash,
        session.family,
        session.person,
        session.device,
        session.endsAt,
        session.familyEndsAt,
        session.replacedBy,
      )
    },
    'accounts.endFamily': (family: string): void => {
      run('delete from session where family = ?', family)
    },
    'accounts.endSessions': (of: { person?: PersonId; device?: DeviceId }): number => {
      const [column, value] = of.person !== undefined ? ['person', of.person] : ['device', of.device ?? '']
      const devices = Number(one(`select count(distinct device) as n from session where ${column} = ?`, value)?.n ?? 0)
      run(`delete from session where ${column} = ?`, value)
      return devices
    },
    'accounts.putInvitation': ({ codeHash, person, endsAt, usedAt }: Invitation): void => {
      run('delete from invitation where person = ? and used_at is null', person)
      run(
        'insert into invitation(code_hash, person, ends_at, used_at) values (?, ?, ?, ?)',
        codeHash,
        person,
        endsAt,
        usedAt,
      )
    },
    'accounts.invitation': (codeHash: string): Invitation | null => {
      const row = one('select * from invitation where code_hash = ?', codeHash)
      if (!row) return null
      const usedAt = row.used_at === null ? null : Number(row.used_at)
      return { codeHash, person: textOf(row.person) as PersonId, endsAt: Number(row.ends_at), usedAt }
    },
    'accounts.useInvitation': (codeHash: string, at: number): boolean =>
      run('update invitation set used_at = ? where code_hash = ? and used_at is null', at, codeHash) === 1,

    'files.register': ({ file, meeting, size, sealedKey, stored }: FileRecord): void => {
      run(
        'insert into file(file, meeting, size, sealed_key, stored) values (?, ?, ?, ?, ?) on conflict do nothing',
        file,
        meeting,
        size,
        sealedKey,
        stored ? 1 : 0,
      )
    },
    'files.markStored': (file: FileId): void => {
      run('update file set stored = 1 where file = ?', file)
    },
    'files.of': (file: FileId): FileRecord[] => all('select * from file where file = ?', file).map(toFile),
    'files.all': (): FileRecord[] => all('select * from file').map(toFile),

    'files.report': (
      { device, person, at }: { device: DeviceId; person: PersonId; at: number },
      held: readonly FileId[],
    ): void => {
      const names = JSON.stringify(held)
      run(
        'update file_holder set gone_at = ? where device = ? and gone_at is null and file not in (select value from json_each(?))',
        at,
        device,
        names,
      )
      // A machine that holds something again is not told from one that always did.
      run(
        `insert into file_holder(file, device, person, held_at, gone_at)
         select distinct file, ?, ?, ?, null from file where file in (select value from json_each(?))
         on conflict(file, device) do update set person = excluded.person, gone_at = null`,
        device,
        person,
        at,
        names,
      )
    },
    'files.holders': (files: readonly FileId[]): FileHolder[] =>
      all(
        'select * from file_holder where file in (select value from json_each(?)) order by file, device',
        JSON.stringify(files),
      ).map(({ file, device, person, held_at, gone_at }) => ({
        file: textOf(file) as FileId,
        device: textOf(device) as DeviceId,
        person: textOf(person) as PersonId,
        heldAt: Number(held_at),
        goneAt: gone_at === null ? null : Number(gone_at),
      })),

    'mails.add': (mails: readonly KeptMail[], dueAt: number): void => {
      for (const { key, to, subject, text } of mails)
        run(
          `insert into mail(key, recipient, subject, body, state, due_at, tries) values (?, ?, ?, ?, 'waiting', ?, 0)
            on conflict(key) do nothing`,
          key,
          to,
          subject,
          text,
          dueAt,
        )
    },
    'mails.due': (now: number, most: number): readonly (KeptMail & { readonly tries: number })[] =>
      all(
        `select key, recipient, subject, body, tries from mail where state = 'waiting' and due_at <= ?
          order by due_at, key limit ?`,
        now,
        most,
      ).map(({ key, recipient, subject, body, tries }) => ({
        key: textOf(key),
        to: textOf(recipient),
        subject: textOf(subject),
        text: textOf(body),
        tries: Number(tries),
      })),
    'mails.settle': (key: string, outcome: Parameters<MailStore['settle']>[1]): void => {
      if (outcome.state === 'waiting')
        run('update mail set tries = tries + 1, due_at = ? where key = ?', outcome.dueAt, key)
      else
        run(
          "update mail set tries = tries + 1, state = ?, recipient = '', subject = '', body = '' where key = ?",
          outcome.state,
          key,
        )
    },
    'meta.get': (key: string): string | null => {
      const row = one('select value from meta where key = ?', key)
      return row ? textOf(row.value) : null
    },
    'meta.all': (): [string, string][] =>
      all('select key, value from meta order by key').map(({ key, value }) => [textOf(key), textOf(value)]),
    'meta.set': (key: string, value: string): void => {
      run(
        'insert into meta(key, value) values (?, ?) on conflict(key) do update set value = excluded.value',
        key,
        value,
      )
    },
  }
  return {
    methods,
    transaction: (work: () => void): void => {
      db.exec('begin immediate')
      try {
        work()
        db.exec('commit')
      } catch (error) {
        if (db.isTransaction) db.exec('rollback')
        throw error
      }
    },
    savepoint: <Value>(work: () => Value): Value => {
      db.exec('savepoint call')
      try {
        return work()
      } catch (error) {
        db.exec('rollback to call')
        throw error
      } finally {
        db.exec('release call')
      }
    },
    backup: (target: string): void => {
      prepared('vacuum into ?').run(target)
    },
    close: () => db.close(),
  }
}

export type SqliteEngine = ReturnType<typeof createSqliteEngine>
export type SqliteMethods = SqliteEngine['methods']

/** Strict tables keep text as text; anything else would be damage. */
function textOf(value: SQLInputValue | undefined): string {
  if (typeof value !== 'string') throw new Error('A text column holds something else')
  return value
}

function migrate(db: DatabaseSync): void {
  const step = Number((db.prepare('pragma user_version').get() as Row).user_version)
  if (step > schemaSteps.length)
    throw new Error('This data was written by a newer eCabinet server: update the server first.')
  schemaSteps.slice(step).forEach((sql, index) => {
    db.exec(`begin; ${sql} pragma user_version = ${step + index + 1}; commit;`)
  })
}

function toAccount(row: Row | undefined): Account | null {
  if (!row) return null
  return {
    person: textOf(row.person) as PersonId,
    account: textOf(row.account),
    ...toKeys(row),
  }
}

function toKeys(row: Row): Recovery {
  return {
    parameters: JSON.parse(textOf(row.parameters)) as Account['parameters'],
    proofHash: textOf(row.proof_hash),
    sealedMasterKey: textOf(row.sealed_master_key),
  }
}

function toSession(row: Row | undefined): Session | null {
  if (!row) return null
  return {
    refreshHash: textOf(row.refresh_hash),
    family: textOf(row.family),
    person: textOf(row.person) as PersonId,
    device: textOf(row.device) as DeviceId,
    endsAt: Number(row.ends_at),
    familyEndsAt: Number(row.family_ends_at),
    replacedBy: typeof row.replaced_by === 'string' ? row.replaced_by : null,
  }
}

function toFile(row: Row): FileRecord {
  return {
    file: textOf(row.file) as FileId,
    meeting: textOf(row.meeting) as MeetingId,
    size: Number(row.size),
    sealedKey: row.sealed_key as Uint8Array,
    stored: row.stored === 1,
  }
}
