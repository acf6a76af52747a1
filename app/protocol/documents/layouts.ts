import type { DocumentScope } from '#domain/permissions/document-access.ts'

/** Names of the root types of each document (layout 1). A write anywhere else is refused by the server. */
export const documentRoots = {
  /** server only · people, bodies, units, rooms, devices: Map by id → JSON text of the record; `organisation`: Map. */
  directory: ['organisation', 'people', 'bodies', 'units', 'rooms', 'devices'],
  /** server only · `meetings`: Map by meeting id → true, for every meeting the person may see. */
  meetings: ['meetings'],
  /**
   * server only · `entries`: Array of JSON texts {entry, command}, in the order of the chain; `choices`: Map by command hash → JSON
   * text of what a ballot says, once it may be seen.
   */
  log: ['entries', 'choices'],
  /** server only · as `log`, of the organisation. */
  'organisation-log': ['entries'],
  /** `details`: Map of MeetingDetails fields; `items`: Map by item id → Map of AgendaItem fields. */
  agenda: ['details', 'items'],
  /** `papers`: Map by paper id → Map of the fields of a paper in preparation; `notes`: Map. */
  secretariat: ['papers', 'notes'],
  /** `values`: Map by key → sealed bytes. The server merges without reading. */
  private: ['values'],
  /** As `private`: one document per paper, by mark id. */
  'private-marks': ['values'],
} as const satisfies Record<DocumentScope['kind'], readonly string[]>
