import type { RxJsonSchema } from 'rxdb/plugins/core'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'

/**
 * What is filtered or sorted by stays clear and is harmless (ids, times, states, places); names, titles and texts are
 * sealed. At most 13 collections are free per window: 5 + 5 here. `core` stays at version 0 for ever.
 */
const id = (maxLength: number) => ({ type: 'string', maxLength }) as const
const integer = (maximum: number) => ({ type: 'number', minimum: 0, maximum, multipleOf: 1 }) as const
const text = { type: 'string' } as const
const time = integer(1e15)

export type UpdateRow = { id: string; docId: string; seq: number; kind: string; data: string }
export type DocumentRow = { docId: string; updatedAt: number; stateVector: string }
export type OutboxRow = { id: string; kind: string; state: string; createdAt: number; body: string }
export type FileRow = { fileId: string; state: string; meetingId: string; lastOpenedAt: number; key: string }
export type MetaRow = { key: string; updatedAt: number; value: string }
export type PersonRow = { id: string; pos: number; body: string }
export type CatalogueRow = { id: string; kind: string; pos: number; body: string }

export const coreSchemas = {
  yupdates: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: id(140), docId: id(100), seq: integer(1e16), kind: id(4), data: text },
    required: ['id', 'docId', 'seq', 'kind', 'data'],
    indexes: [['docId', 'seq']],
    encrypted: ['data'],
  } satisfies RxJsonSchema<UpdateRow>,
  ydocs: {
    version: 0,
    primaryKey: 'docId',
    type: 'object',
    properties: { docId: id(100), updatedAt: time, stateVector: text },
    required: ['docId', 'updatedAt', 'stateVector'],
    encrypted: ['stateVector'],
  } satisfies RxJsonSchema<DocumentRow>,
  outbox: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: id(80), kind: id(20), state: id(20), createdAt: time, body: text },
    required: ['id', 'kind', 'state', 'createdAt', 'body'],
    indexes: [['state', 'createdAt']],
    encrypted: ['body'],
  } satisfies RxJsonSchema<OutboxRow>,
  files: {
    version: 0,
    primaryKey: 'fileId',
    type: 'object',
    properties: { fileId: id(64), state: id(20), meetingId: id(40), lastOpenedAt: time, key: text },
    required: ['fileId', 'state', 'meetingId', 'lastOpenedAt', 'key'],
    indexes: ['meetingId'],
    encrypted: ['key'],
  } satisfies RxJsonSchema<FileRow>,
  meta: {
    version: 0,
    primaryKey: 'key',
    type: 'object',
    properties: { key: id(60), updatedAt: time, value: text },
    required: ['key', 'updatedAt', 'value'],
    encrypted: ['value'],
  } satisfies RxJsonSchema<MetaRow>,
} as const

const sealedText = text
const list = { type: 'array' } as const

export const viewSchemas = {
  meetings: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: id(40),
      startsAt: time,
      status: id(20),
      bodyId: id(40),
      remarksUntil: time,
      tracksReading: { type: 'boolean' },
      numbering: id(10),
      endsAt: time,
      itemCount: integer(1e6),
      paperCount: integer(1e6),
      myRoles: list,
      title: sealedText,
      place: sealedText,
      description: sealedText,
      participants: list,
      tasks: list,
      consultations: list,
      letters: list,
      duties: { type: 'object' },
      decisions: list,
    },
    required: [
      'id',
      'startsAt',
      'status',
      'bodyId',
      'remarksUntil',
      'tracksReading',
      'numbering',
      'endsAt',
      'itemCount',
      'paperCount',
      'myRoles',
      'title',
      'place',
      'description',
      'participants',
      'tasks',
      'consultations',
      'letters',
      'duties',
      'decisions',
    ],
    indexes: ['startsAt', ['status', 'startsAt']],
    encrypted: [
      'title',
      'place',
      'description',
      'participants',
      'tasks',
      'consultations',
      'letters',
      'duties',
      'decisions',
    ],
  } as unknown as RxJsonSchema<MeetingRow>,
  items: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: id(40),
      meetingId: id(40),
      pos: integer(1e6),
      depth: integer(100),
      number: id(60),
      parentId: id(40),
      status: id(20),
      kind: id(20),
      title: sealedText,
      presenter: sealedText,
      owningUnit: sealedText,
      paperInRoom: sealedText,
      note: sealedText,
      minutes: integer(1e6),
      plannedStart: time,
      plannedEnd: time,
    },
    required: [
      'id',
      'meetingId',
      'pos',
      'depth',
      'number',
      'parentId',
      'status',
      'kind',
      'title',
      'presenter',
      'owningUnit',
      'paperInRoom',
      'note',
      'minutes',
      'plannedStart',
      'plannedEnd',
    ],
    indexes: [['meetingId', 'pos']],
    encrypted: ['title', 'presenter', 'owningUnit', 'paperInRoom', 'note'],
  } as unknown as RxJsonSchema<ItemRow>,
  papers: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: id(40),
      meetingId: id(40),
      itemId: id(40),
      pos: integer(1e6),
      status: id(20),
      fileId: id(64),
      kind: id(20),
      marking: id(20),
      version: integer(1e6),
      size: integer(1e13),
      pageCount: integer(1e6),
      publishedAt: time,
      title: sealedText,
    },
    required: [
      'id',
      'meetingId',
      'itemId',
      'pos',
      'status',
      'fileId',
      'kind',
      'marking',
      'version',
      'size',
      'pageCount',
      'publishedAt',
      'title',
    ],
    indexes: [['meetingId', 'pos']],
    encrypted: ['title'],
  } as unknown as RxJsonSchema<PaperRow>,
  people: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: id(40), pos: integer(1e6), body: sealedText },
    required: ['id', 'pos', 'body'],
    encrypted: ['body'],
  } satisfies RxJsonSchema<PersonRow>,
  catalogue: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: id(40), kind: id(20), pos: integer(1e6), body: sealedText },
    required: ['id', 'kind', 'pos', 'body'],
    encrypted: ['body'],
  } satisfies RxJsonSchema<CatalogueRow>,
} as const
