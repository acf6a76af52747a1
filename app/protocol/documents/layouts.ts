import type { ItemId, PersonId } from '#domain/kernel/ids.ts'
import type { DocumentScope } from '#domain/permissions/document-access.ts'

/** Names of the root types of each document (layout 1). A write anywhere else is refused by the server. */
export const documentRoots = {
  /** server only · people, bodies, units, rooms, rules, types, registers, devices: Map by id → JSON text of the record; `organisation`: Map. */
  directory: [
    'organisation',
    'people',
    'bodies',
    'units',
    'rooms',
    'rules',
    'types',
    'registers',
    'devices',
    'letter-keys',
  ],
  /** server only · `meetings`: Map by meeting id → JSON text of what the office's calendar says of it. */
  calendar: ['meetings'],
  /** server only · `meetings`: Map by meeting id → true, for every meeting the person may see. */
  meetings: ['meetings'],
  /**
   * server only · `entries`: Array of JSON texts {entry, command}, in the order of the chain; `choices`: Map by command hash → JSON
   * text of what a ballot says, once it may be seen.
   */
  log: ['entries', 'choices'],
  /** server only · as `log`, of the organisation. */
  'organisation-log': ['entries'],
  /** `details`: Map of MeetingDetails fields; `items`: Map by item id → Map of AgendaItem fields; `seating`: Map by seat → person id. */
  agenda: ['details', 'items', 'seating'],
  /** `papers`: Map by paper id → Map of the fields of a paper in preparation; `originals`: Map by sealed paper → JSON text of the file it was made of; `notes`: Map. */
  secretariat: ['papers', 'originals', 'notes'],
  /** One root per item, `notes:<item>` and `conclusion:<item>`: Text. Roots merge where two begin apart; entries of a map would not. */
  minutes: [],
  /** `values`: Map by key → sealed bytes. The server merges without reading. */
  private: ['values'],
  /** As `private`: one document per paper, by mark id. */
  'private-marks': ['values'],
  /** One root per author, `u:<person>`: Map by `mark/<id>`, `reply/<id>`, `remark/<id>`, `answer/<remark>`
   * or `opened/<file>` → JSON text, or an envelope for some of the readers. Nobody writes in another's. */
  'shared-marks': [],
} as const satisfies Record<DocumentScope['kind'], readonly string[]>

export type MinutesField = 'notes' | 'conclusion'
export const minutesRoot = (field: MinutesField, item: ItemId): string => `${field}:${item}`
export const itemOfMinutesRoot = (root: string): { readonly field: MinutesField; readonly item: ItemId } | null => {
  const [, field, item] = /^(notes|conclusion):(i_[0-9a-z]{26})$/.exec(root) ?? []
  return field && item ? { field: field as MinutesField, item: item as ItemId } : null
}

/** Where an author writes in a document that is divided by author. */
export const authorRoot = (person: PersonId): string => `u:${person}`
export const authorOfRoot = (root: string): string | null => /^u:(p_[0-9a-z]{26})$/.exec(root)?.[1] ?? null

/** Whether a document has a root for each author, in which nobody else writes or deletes. */
export const isDividedByAuthor = (kind: DocumentScope['kind']): boolean => kind === 'shared-marks'

/** Whether a root of a document is a person's to write in. */
export function mayWriteRoot(kind: DocumentScope['kind'], root: string, person: PersonId): boolean {
  if (isDividedByAuthor(kind)) return root === authorRoot(person)
  if (kind === 'minutes') return itemOfMinutesRoot(root) !== null
  return (documentRoots[kind] as readonly string[]).includes(root)
}
