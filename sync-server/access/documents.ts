import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { documentRights, type DocumentRights } from '#domain/permissions/document-access.ts'
import { parseDocumentKey, parseDocumentName } from '#protocol/documents/document-names.ts'
import type { ReplyOf, RequestOf } from '#protocol/http/contract.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Authority } from '../authority/authority.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { SignIn, Tokens } from './tokens.ts'

export type DocumentsParts = {
  readonly authority: Authority
  readonly rooms: Rooms
  readonly tokens: Tokens
  readonly epoch: () => number
}

/** Documents that the server writes from the logs. */
const pictures: ReadonlySet<string> = new Set(['log', 'organisation-log', 'directory', 'calendar', 'meetings'])

/** May this device see or change that document? Asked by tickets, by the exchange and by every room. */
export function createDocumentAccess(authority: () => Authority) {
  // Asked for every reader of every change: the name is taken apart once.
  const scopes = new Map<string, ReturnType<typeof parseDocumentKey>>()
  const scopeOf = (key: string) => {
    let scope = scopes.get(key)
    if (!scope) {
      if (scopes.size > 10_000) scopes.clear()
      scopes.set(key, (scope = parseDocumentKey(key)))
    }
    return scope
  }
  return (key: string, { person, device }: SignIn): DocumentRights => {
    const scope = scopeOf(key)
    if (!scope.ok) return 'none'
    const rights = documentRights(scope.value, authority().actor(person, device), authority().meeting)
    // Pictures of the logs are written by the server alone.
    const isPicture = pictures.has(scope.value.kind)
    if ('organisation' in scope.value && scope.value.organisation !== authority().organisation().id) return 'none'
    return isPicture && rights === 'write' ? 'read' : rights
  }
}

export function createDocuments({ authority, rooms, tokens, epoch }: DocumentsParts) {
  const rightsOf = createDocumentAccess(() => authority)
  const keyOf = (name: string): string | null => {
    const parsed = parseDocumentName(name)
    return parsed.ok && parsed.value.epoch === epoch() ? parsed.value.key : null
  }
  return {
    /** A ticket is issued for any name: whether the document exists shows only at the door, and there alike for all. */
    tickets: (by: SignIn, { documents }: RequestOf<'tickets'>): Result<ReplyOf<'tickets'>, Refusal> =>
      ok({ tickets: documents.map((name) => tokens.issueTicket(by, name)) }),

    /** What the caller lacks of many documents at once. Read only: changes go through the websocket. */
    async exchange(by: SignIn, { documents }: RequestOf<'exchange'>): Promise<Result<ReplyOf<'exchange'>, Refusal>> {
      const answers: ReplyOf<'exchange'>['documents'] = []
      for (const { name, stateVector } of documents) {
        const key = keyOf(name)
        const rights = key === null ? 'none' : rightsOf(key, by)
        if (key === null || rights === 'none') {
          answers.push({ name, update: null, rights: 'none', lacks: false })
          continue
        }
        const room = await rooms.get(key)
        let vector: Uint8Array
        try {
          vector = fromBase64(stateVector)
          answers.push({ name, update: toBase64(await room.difference(vector)), rights, lacks: room.lacks(vector) })
        } catch {
          return fail('invalid')
        }
      }
      return ok({ documents: answers })
    },
  }
}
export type Documents = ReturnType<typeof createDocuments>
