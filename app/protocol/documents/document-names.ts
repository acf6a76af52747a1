import { assertNever } from '#domain/kernel/assert-never.ts'
import { parseId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { DocumentScope } from '#domain/permissions/document-access.ts'

/** Name of a document without its epoch: the key under which a device keeps it for ever. */
export function documentKey(scope: DocumentScope): string {
  switch (scope.kind) {
    case 'directory':
    case 'calendar':
      return `o/${scope.organisation}/${scope.kind}`
    case 'organisation-log':
      return `o/${scope.organisation}/log`
    case 'agenda':
    case 'log':
    case 'secretariat':
    case 'minutes':
      return `m/${scope.meeting}/${scope.kind}`
    case 'meetings':
    case 'private':
      return `u/${scope.person}/${scope.kind}`
    case 'private-marks':
      return `u/${scope.person}/private/${scope.paper}`
    case 'shared-marks':
      return `m/${scope.meeting}/p/${scope.paper}`
    default:
      return assertNever(scope)
  }
}

/** Name on the wire. The epoch changes when a document is replaced, e.g. after a restore. */
export const documentName = (key: string, epoch: number): string => `${key}@${epoch}`

export function parseDocumentKey(key: string): Result<DocumentScope, 'not-a-document'> {
  const [space, id = '', part, ...rest] = key.split('/')
  if (space === 'u' && part === 'private' && rest.length === 1) {
    const person = parseId('p', id)
    const paper = parseId('t', rest[0] ?? '')
    return person.ok && paper.ok
      ? ok({ kind: 'private-marks', person: person.value, paper: paper.value })
      : fail('not-a-document')
  }
  if (space === 'm' && part === 'p' && rest.length === 1) {
    const meeting = parseId('m', id)
    const paper = parseId('t', rest[0] ?? '')
    return meeting.ok && paper.ok
      ? ok({ kind: 'shared-marks', meeting: meeting.value, paper: paper.value })
      : fail('not-a-document')
  }
  if (rest.length > 0) return fail('not-a-document')
  if (space === 'o' && (part === 'directory' || part === 'calendar' || part === 'log')) {
    const organisation = parseId('o', id)
    const kind = part === 'log' ? 'organisation-log' : part
    return organisation.ok ? ok({ kind, organisation: organisation.value }) : fail('not-a-document')
  }
  if (space === 'm' && (part === 'agenda' || part === 'log' || part === 'secretariat' || part === 'minutes')) {
    const meeting = parseId('m', id)
    return meeting.ok ? ok({ kind: part, meeting: meeting.value }) : fail('not-a-document')
  }
  if (space === 'u' && (part === 'meetings' || part === 'private')) {
    const person = parseId('p', id)
    return person.ok ? ok({ kind: part, person: person.value }) : fail('not-a-document')
  }
  return fail('not-a-document')
}

export function parseDocumentName(
  name: string,
): Result<{ scope: DocumentScope; key: string; epoch: number }, 'not-a-document'> {
  const match = /^([a-z0-9_/]{1,100})@([1-9]\d{0,9})$/.exec(name)
  if (!match) return fail('not-a-document')
  const key = match[1] ?? ''
  const scope = parseDocumentKey(key)
  return scope.ok ? ok({ scope: scope.value, key, epoch: Number(match[2]) }) : fail('not-a-document')
}
