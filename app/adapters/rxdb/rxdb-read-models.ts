import type { RxCollection, RxQuery } from 'rxdb/plugins/core'
import type { Live } from '#application/ports/live.ts'
import type { Directory, ReadModels } from '#application/ports/read-models.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { LocalDatabase } from './local-database.ts'

type Kind = 'body' | 'unit' | 'room' | 'rule' | 'type' | 'register' | 'device' | 'letter-key'
const kinds = {
  bodies: 'body',
  units: 'unit',
  rooms: 'room',
  rules: 'rule',
  types: 'type',
  registers: 'register',
  devices: 'device',
  letterKeys: 'letter-key',
} as const satisfies Record<string, Kind>

export function createRxdbReadModels(database: LocalDatabase): ReadModels {
  const { meetings, items, papers, people, catalogue } = database.view.collections
  const itemsOf = new Map<MeetingId, ReturnType<ReadModels['items']>>()

  return {
    meetings: liveRows(meetings.find({ sort: [{ startsAt: 'asc' }] })),
    papers: liveRows(papers.find()),
    directory: liveDirectory(database),
    items(meeting) {
      let live = itemsOf.get(meeting)
      if (!live)
        itemsOf.set(
          meeting,
          (live = liveRows(
            items.find({ selector: { meetingId: meeting }, sort: [{ meetingId: 'asc' }, { pos: 'asc' }] }),
          )),
        )
      return live
    },
    async putMeeting(rows) {
      await putDifferences(meetings, {
        wanted: [rows.meeting],
        have: await readRows(meetings.find({ selector: { id: rows.meeting.id } })),
        idOf: ({ id }) => id,
      })
      await putDifferences(items, {
        wanted: rows.items,
        have: await readRows(items.find({ selector: { meetingId: rows.meeting.id } })),
        idOf: ({ id }) => id,
      })
      await putDifferences(papers, {
        wanted: rows.papers,
        have: await readRows(papers.find({ selector: { meetingId: rows.meeting.id } })),
        idOf: ({ id }) => id,
      })
    },
    async removeMeeting(meeting) {
      await removeFound(meetings, meetings.find({ selector: { id: meeting } }))
      await removeFound(items, items.find({ selector: { meetingId: meeting } }))
      await removeFound(papers, papers.find({ selector: { meetingId: meeting } }))
    },
    async putDirectory(directory) {
      const peopleRows = directory.people.map((person, pos) => ({
        id: person.id as string,
        pos,
        body: JSON.stringify(person),
      }))
      await putDifferences(people, { wanted: peopleRows, have: await readRows(people.find()), idOf: ({ id }) => id })
      const catalogueRows = Object.entries(kinds).flatMap(([name, kind]) =>
        directory[name as keyof typeof kinds].map((entry, pos) => ({
          id: entry.id as string,
          kind,
          pos,
          body: JSON.stringify(entry),
        })),
      )
      await putDifferences(catalogue, {
        wanted: catalogueRows,
        have: await readRows(catalogue.find()),
        idOf: ({ id }) => id,
      })
    },
    async dump() {
      return {
        meetings: await readRows(meetings.find()),
        items: await readRows(items.find()),
        papers: await readRows(papers.find()),
      }
    },
    async clear() {
      await Promise.all([
        meetings.find().remove(),
        items.find().remove(),
        papers.find().remove(),
        people.find().remove(),
        catalogue.find().remove(),
      ])
    },
  }
}

/** Rows that somebody else removed in the same moment are gone all the same: no reason to fail, as RxDB's own removal does. */
async function removeFound<Row extends { readonly id: string }>(
  collection: RxCollection<Row>,
  query: unknown,
): Promise<void> {
  const rows = await readRows<Row>(query)
  await collection.bulkRemove(rows.map(({ id }) => id))
}

type Found<Row> = RxQuery<Row, { toJSON(): unknown }[]>

async function readRows<Row>(query: unknown): Promise<readonly Row[]> {
  const documents = await (query as Found<Row>).exec()
  return documents.map((document) => document.toJSON() as Row)
}

/** Subscribes to the database while somebody listens; keeps the last rows so that `get` is stable. */
function liveRows<Row>(query: unknown): Live<readonly Row[] | null> {
  let rows: readonly Row[] | null = null
  const listeners = new Set<() => void>()
  let end: (() => void) | null = null
  const start = () => {
    const subscription = (query as Found<Row>).$.subscribe((documents) => {
      rows = documents.map((document) => document.toJSON() as Row)
      for (const listener of Array.from(listeners)) listener()
    })
    end = () => subscription.unsubscribe()
  }
  return {
    get: () => rows,
    subscribe(listener) {
      const own = () => listener()
      listeners.add(own)
      if (listeners.size === 1) start()
      return () => {
        listeners.delete(own)
        if (listeners.size > 0) return
        end?.()
        end = null
      }
    },
  }
}

function liveDirectory(database: LocalDatabase): Live<Directory | null> {
  const { people, catalogue } = database.view.collections
  const peopleRows = liveRows<{ body: string }>(people.find({ sort: [{ id: 'asc' }] }))
  const catalogueRows = liveRows<{ kind: string; pos: number; body: string }>(catalogue.find({ sort: [{ id: 'asc' }] }))
  let seen: readonly unknown[] = []
  let directory: Directory | null = null
  const parse = <Value>(rows: readonly { readonly body?: string; readonly pos?: number }[]): Value[] =>
    rows
      .filter(({ body }) => body !== undefined)
      .toSorted((a, b) => (a.pos ?? 0) - (b.pos ?? 0))
      .map(({ body }) => JSON.parse(body ?? 'null') as Value)
  return {
    get() {
      const [everybody, entries] = [peopleRows.get(), catalogueRows.get()]
      if (everybody === null || entries === null) return null
      if (seen[0] !== everybody || seen[1] !== entries) {
        seen = [everybody, entries]
        const of = <Value>(kind: Kind) => parse<Value>(entries.filter((entry) => entry.kind === kind))
        directory = {
          people: parse(everybody),
          bodies: of('body'),
          units: of('unit'),
          rooms: of('room'),
          rules: of('rule'),
          types: of('type'),
          registers: of('register'),
          devices: of('device'),
          letterKeys: of('letter-key'),
        }
      }
      return directory
    },
    subscribe(listener) {
      const ends = [peopleRows.subscribe(listener), catalogueRows.subscribe(listener)]
      return () => ends.forEach((end) => end())
    },
  }
}

async function putDifferences<Row>(
  collection: RxCollection<Row>,
  {
    wanted,
    have,
    idOf,
  }: { readonly wanted: readonly Row[]; readonly have: readonly Row[]; readonly idOf: (row: Row) => string },
): Promise<void> {
  const before = new Map(have.map((row) => [idOf(row), stableText(row)]))
  const changed = wanted.filter((row) => before.get(idOf(row)) !== stableText(row))
  if (changed.length > 0) await collection.bulkUpsert(changed as Row[])
  const kept = new Set(wanted.map(idOf))
  const gone = [...before.keys()].filter((id) => !kept.has(id))
  if (gone.length > 0) await collection.bulkRemove(gone)
}

/** The database gives keys back in an order of its own, at every depth. */
const stableText = (row: unknown): string =>
  JSON.stringify(row, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
