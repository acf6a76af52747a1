import * as Y from 'yjs'
import type { Directory } from '#application/ports/read-models.ts'
import type { AuthorEditor, AuthorValues } from '#application/ports/meeting-documents.ts'
import { isId, type PersonId } from '#domain/kernel/ids.ts'
import type { CalendarEntry } from '#domain/meeting/office-calendar.ts'
import type { MeetingType } from '#domain/organisation/meeting-type.ts'
import type { NumberRegister } from '#domain/organisation/number-register.ts'
import type { StandingRule } from '#domain/organisation/standing-rule.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { ballotSchema, type BallotContent } from '#protocol/commands/ballot.ts'
import { recordedActSchema, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { authorOfRoot, authorRoot } from '#protocol/documents/layouts.ts'
import { localOrigin } from './shared-document.ts'

/** What was read of a log that only grows, so that a new entry costs its own reading. */
const readBefore = new WeakMap<Y.Doc, { readonly count: number; readonly acts: readonly RecordedAct[] }>()

/** Entries that this version cannot read are left out: they change nothing it knows. */
export function readLog(doc: Y.Doc): readonly RecordedAct[] {
  const entries = doc.getArray<unknown>('entries')
  const before = readBefore.get(doc) ?? { count: 0, acts: [] }
  if (before.count === entries.length) return before.acts
  const isLonger = before.count < entries.length
  const fresh = entries.slice(isLonger ? before.count : 0).flatMap((text) => {
    const parsed = recordedActSchema.safeParse(parseJson(text))
    return parsed.success ? [parsed.data as RecordedAct] : []
  })
  const acts = isLonger ? [...before.acts, ...fresh] : fresh
  readBefore.set(doc, { count: entries.length, acts })
  return acts
}

/** What ballots say, where it may be seen, by command hash. */
export function readChoices(doc: Y.Doc): ReadonlyMap<string, BallotContent> {
  const choices = new Map<string, BallotContent>()
  for (const [hash, text] of doc.getMap<unknown>('choices').entries()) {
    const parsed = ballotSchema.safeParse(parseJson(text))
    if (parsed.success) choices.set(hash, parsed.data)
  }
  return choices
}

export function readDirectory(doc: Y.Doc): Directory {
  const records = <Value>(root: string): Value[] =>
    [...doc.getMap<unknown>(root).values()].map(parseJson).filter((value): value is Value => value !== null)
  return {
    people: records<Directory['people'][number]>('people').toSorted(comparePeople),
    bodies: records<Directory['bodies'][number]>('bodies').toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    units: records<Directory['units'][number]>('units').toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    rooms: records<Directory['rooms'][number]>('rooms').toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    rules: records<StandingRule>('rules').toSorted((a, b) => a.rule.name.localeCompare(b.rule.name, 'vi')),
    types: records<MeetingType>('types').toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    registers: records<NumberRegister>('registers').toSorted((a, b) => (a.id < b.id ? 1 : -1)),
    devices: records<Directory['devices'][number]>('devices').toSorted((a, b) => a.enrolledAt - b.enrolledAt),
    letterKeys: records<Directory['letterKeys'][number]>('letter-keys'),
  }
}

export function readCalendar(doc: Y.Doc): readonly CalendarEntry[] {
  return [...doc.getMap<unknown>('meetings').values()]
    .flatMap((text) => (parseJson(text) as CalendarEntry | null) ?? [])
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
}

export const readMeetingIds = (doc: Y.Doc): readonly string[] => [...doc.getMap('meetings').keys()]

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** What each author has put into a document that is divided by author. */
export function readAuthors(doc: Y.Doc): AuthorValues {
  const authors = new Map<PersonId, ReadonlyMap<string, string>>()
  for (const root of doc.share.keys()) {
    const person = authorOfRoot(root)
    if (person === null) continue
    const values = new Map<string, string>()
    for (const [key, value] of doc.getMap<unknown>(root).entries())
      if (typeof value === 'string') values.set(key, value)
    authors.set(person as PersonId, values)
  }
  return authors
}

export function createAuthorEditor(doc: Y.Doc, person: PersonId): AuthorEditor {
  const edit = (change: (values: Y.Map<unknown>) => void) =>
    doc.transact(() => change(doc.getMap(authorRoot(person))), localOrigin)
  return {
    set: (key, text) => edit((map) => map.set(key, text)),
    remove: (keys) => edit((map) => keys.forEach((key) => map.delete(key))),
  }
}

/** What a person typed, read out of refused updates, so that it can be copied. */
export function readableText(updates: readonly Uint8Array[]): string {
  const parts: string[] = []
  const take = (value: unknown): void => {
    if (typeof value === 'string' && value.trim() !== '' && !isId('i', value) && !/^[0-9A-Za-z]{1,3}$/.test(value))
      parts.push(value)
    if (typeof value === 'number') parts.push(String(value))
  }
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue
      const { content } = struct
      if (content instanceof Y.ContentAny) content.arr.forEach(take)
      if (content instanceof Y.ContentString) take(content.str)
    }
  }
  return parts.join('\n')
}
