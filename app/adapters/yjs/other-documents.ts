import * as Y from 'yjs'
import type { Directory } from '#application/ports/read-models.ts'
import type { AuthorEditor, AuthorValues, DraftPaper, SecretariatEditor } from '#application/ports/meeting-documents.ts'
import { isFileId, isId, type ItemId, type PaperId, type PersonId } from '#domain/kernel/ids.ts'
import type { MeetingType } from '#domain/organisation/meeting-type.ts'
import type { NumberRegister } from '#domain/organisation/number-register.ts'
import type { StandingRule } from '#domain/organisation/standing-rule.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { markings, markingUnlessSaid } from '#domain/papers/marking.ts'
import { paperKinds } from '#domain/papers/paper.ts'
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

export const readMeetingIds = (doc: Y.Doc): readonly string[] => [...doc.getMap('meetings').keys()]

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function readDraftPapers(doc: Y.Doc): readonly DraftPaper[] {
  const papers: DraftPaper[] = []
  for (const [id, value] of doc.getMap<unknown>('papers').entries()) {
    if (!isId('t', id) || !(value instanceof Y.Map)) continue
    const field = (name: string): unknown => value.get(name)
    const file = field('file')
    if (typeof file !== 'string' || !isFileId(file)) continue
    const item = text(field('item'))
    const replaces = text(field('replaces'))
    papers.push({
      id: id as PaperId,
      item: isId('i', item) ? (item as ItemId) : null,
      title: text(field('title')),
      kind: paperKinds.find((kind) => kind === field('kind')) ?? 'reference',
      marking: markings.find((marking) => marking === field('marking')) ?? markingUnlessSaid,
      position: text(field('position')),
      file,
      size: Number(field('size')) || 0,
      sha256: text(field('sha256')),
      pageCount: Number(field('pageCount')) || 0,
      replaces: isId('t', replaces) ? (replaces as PaperId) : null,
    })
  }
  return papers.toSorted((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1))
}

export function createSecretariatEditor(doc: Y.Doc): SecretariatEditor {
  const edit = (change: () => void) => doc.transact(change, localOrigin)
  const papers = () => doc.getMap<Y.Map<unknown>>('papers')
  return {
    putPaper: ({ id, ...fields }) =>
      edit(() => {
        const map = new Y.Map<unknown>()
        for (const [field, value] of Object.entries(fields)) map.set(field, value)
        papers().set(id, map)
      }),
    changePaper: (id, change) =>
      edit(() => {
        const map = papers().get(id)
        for (const [field, value] of Object.entries(change)) if (map && map.get(field) !== value) map.set(field, value)
      }),
    removePaper: (id) => edit(() => papers().delete(id)),
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
