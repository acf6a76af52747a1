import { rightsTable, type Action, type Reach } from './rights-table.ts'
import type { MeetingRole, SystemRole } from './roles.ts'

export type Subject = {
  readonly deviceRevoked: boolean
  readonly suspended: boolean
  readonly systemRoles: readonly SystemRole[]
  /** Roles in the meeting that the resource belongs to; empty outside a meeting. */
  readonly meetingRoles: readonly MeetingRole[]
}

export type Resource = {
  /** The subject declared, or was declared to have, an interest in the item. */
  readonly recused?: boolean
  readonly withdrawn?: boolean
  /** The resource is the subject's own, or of their unit. */
  readonly own?: boolean
  /** The subject is admitted to the agenda item. */
  readonly admitted?: boolean
  /** What the meeting's policy adds for this very action. */
  readonly policy?: boolean
}

export type Denial = 'device-revoked' | 'suspended' | 'recused' | 'withdrawn' | 'no-right'

/**
 * The one decision about rights: the first rule that matches wins, and the default is no.
 * A withdrawn paper stays visible as a row to those who may publish, never as content.
 */
export function whyNot(subject: Subject, action: Action, resource: Resource = {}): Denial | null {
  if (subject.deviceRevoked) return 'device-revoked'
  if (subject.suspended) return 'suspended'
  if (resource.recused) return 'recused'
  if (resource.withdrawn && (action === 'paper.read' || action === 'paper.print')) return 'withdrawn'
  const row: Partial<Record<string, Reach>> = rightsTable[action]
  const reaches = [...subject.meetingRoles, ...subject.systemRoles].map((role) => row[role])
  return reaches.some((reach) => reach !== undefined && reachesResource(reach, resource)) ? null : 'no-right'
}

export function can(subject: Subject, action: Action, resource: Resource = {}): boolean {
  return whyNot(subject, action, resource) === null
}

function reachesResource(reach: Reach, resource: Resource): boolean {
  switch (reach) {
    case 'yes':
      return true
    case 'own':
      return resource.own === true
    case 'item':
      return resource.admitted === true
    case 'policy':
      return resource.policy === true
  }
}
