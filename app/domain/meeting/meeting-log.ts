import type { FileId, ItemId, MeetingId, PaperId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'
import type { Paper, PaperKind, PaperVersion } from '../papers/paper.ts'
import { paperLifeCycle } from '../papers/paper-status.ts'
import { can, type Subject } from '../permissions/can.ts'
import type { MeetingRole, SystemRole } from '../permissions/roles.ts'
import { meetingLifeCycle, type MeetingStatus } from './meeting-status.ts'

/** A published state of a paper as its command carries it. */
export type PublishedPaper = {
  readonly paper: PaperId
  readonly item: ItemId | null
  readonly title: string
  readonly kind: PaperKind
  readonly position: string
  readonly version: Omit<PaperVersion, 'number'>
}

/** Acts on one meeting. Each becomes one entry of the meeting's log, or is refused. */
export type MeetingAct =
  | { readonly t: 'meeting.create'; readonly meeting: MeetingId }
  | { readonly t: 'meeting.publish'; readonly meeting: MeetingId; readonly papers: readonly PublishedPaper[] }
  | { readonly t: 'meeting.withdraw'; readonly meeting: MeetingId; readonly reason: string }
  | { readonly t: 'meeting.cancel'; readonly meeting: MeetingId; readonly reason: string }
  | {
      readonly t: 'role.set'
      readonly meeting: MeetingId
      readonly person: PersonId
      readonly roles: readonly MeetingRole[]
    }
  | { readonly t: 'paper.publish'; readonly meeting: MeetingId; readonly paper: PublishedPaper }
  | {
      readonly t: 'paper.replace'
      readonly meeting: MeetingId
      readonly paper: PaperId
      readonly title: string
      readonly version: Omit<PaperVersion, 'number'>
    }
  | { readonly t: 'paper.withdraw'; readonly meeting: MeetingId; readonly paper: PaperId; readonly reason: string }

export type MeetingLogState = {
  readonly id: MeetingId | null
  readonly status: MeetingStatus
  readonly createdBy: PersonId | null
  readonly createdAt: Instant
  readonly roles: ReadonlyMap<PersonId, readonly MeetingRole[]>
  readonly papers: ReadonlyMap<PaperId, Paper>
  /** Acts that gave or took a right; readers compare it to see that rights must be checked again. */
  readonly rightsVersion: number
}

export const emptyMeetingLog: MeetingLogState = {
  id: null,
  status: 'draft',
  createdBy: null,
  createdAt: 0,
  roles: new Map(),
  papers: new Map(),
  rightsVersion: 0,
}

export type ActRefusal =
  | 'no-right'
  | 'unknown-meeting'
  | 'already-exists'
  | 'illegal-transition'
  | 'unknown-paper'
  | 'unknown-file'
  | 'last-secretary'
  | 'invalid'

export type Actor = {
  readonly person: PersonId
  readonly systemRoles: readonly SystemRole[]
  readonly suspended: boolean
  readonly deviceRevoked: boolean
}

/** What the decision may ask about the world outside the log. */
export type ActWorld = {
  /** Whether the server holds all bytes of a sealed file, registered for this meeting. */
  readonly hasFile: (file: FileId) => boolean
  readonly isActivePerson: (person: PersonId) => boolean
}

export function meetingSubject(state: MeetingLogState, actor: Actor): Subject {
  return { ...actor, meetingRoles: state.roles.get(actor.person) ?? [] }
}

/** Whether an act may be written now. Pure: the server, the room hub and the verifier decide alike. */
export function judgeMeetingAct(
  state: MeetingLogState,
  act: MeetingAct,
  { actor, world }: { readonly actor: Actor; readonly world: ActWorld },
): Result<null, ActRefusal> {
  const subject = meetingSubject(state, actor)
  if (act.t === 'meeting.create') {
    if (state.id !== null) return fail('already-exists')
    return can(subject, 'meeting.create') ? ok(null) : fail('no-right')
  }
  if (state.id === null || state.id !== act.meeting) return fail('unknown-meeting')
  switch (act.t) {
    case 'meeting.publish': {
      if (!can(subject, 'meeting.publish')) return fail('no-right')
      if (!meetingLifeCycle.next(state.status, 'publish').ok) return fail('illegal-transition')
      return judgeNewPapers(state, act.papers, world)
    }
    case 'meeting.withdraw':
    case 'meeting.cancel':
      if (!can(subject, 'meeting.withdraw')) return fail('no-right')
      return meetingLifeCycle.next(state.status, act.t === 'meeting.withdraw' ? 'withdraw' : 'cancel').ok
        ? ok(null)
        : fail('illegal-transition')
    case 'role.set': {
      if (!can(subject, 'roster.edit')) return fail('no-right')
      if (act.roles.length > 0 && !world.isActivePerson(act.person)) return fail('invalid')
      return keepsASecretary(state, act) ? ok(null) : fail('last-secretary')
    }
    case 'paper.publish':
      if (!can(subject, 'paper.publish')) return fail('no-right')
      if (state.status === 'draft' || state.status === 'cancelled') return fail('illegal-transition')
      return judgeNewPapers(state, [act.paper], world)
    case 'paper.replace': {
      if (!can(subject, 'paper.publish')) return fail('no-right')
      const paper = state.papers.get(act.paper)
      if (!paper) return fail('unknown-paper')
      if (!paperLifeCycle.next(paper.status, 'replace').ok) return fail('illegal-transition')
      return world.hasFile(act.version.file) ? ok(null) : fail('unknown-file')
    }
    case 'paper.withdraw': {
      if (!can(subject, 'paper.withdraw')) return fail('no-right')
      const paper = state.papers.get(act.paper)
      if (!paper) return fail('unknown-paper')
      return paperLifeCycle.next(paper.status, 'withdraw').ok ? ok(null) : fail('illegal-transition')
    }
  }
}

function judgeNewPapers(
  state: MeetingLogState,
  papers: readonly PublishedPaper[],
  world: ActWorld,
): Result<null, ActRefusal> {
  const ids = papers.map(({ paper }) => paper)
  if (new Set(ids).size !== ids.length) return fail('invalid')
  if (ids.some((id) => state.papers.has(id))) return fail('already-exists')
  return papers.every(({ version }) => world.hasFile(version.file)) ? ok(null) : fail('unknown-file')
}

function keepsASecretary(state: MeetingLogState, act: Extract<MeetingAct, { t: 'role.set' }>): boolean {
  if (act.roles.includes('secretary')) return true
  return [...state.roles].some(([person, roles]) => person !== act.person && roles.includes('secretary'))
}

export type ActContext = { readonly by: PersonId; readonly at: Instant }

/** The state after an entry that was accepted. Total: entries of a later version that it does not know change nothing. */
export function applyMeetingAct(state: MeetingLogState, act: MeetingAct, { by, at }: ActContext): MeetingLogState {
  switch (act.t) {
    case 'meeting.create':
      return {
        ...state,
        id: act.meeting,
        createdBy: by,
        createdAt: at,
        roles: new Map([[by, ['secretary']]]),
        rightsVersion: state.rightsVersion + 1,
      }
    case 'meeting.publish': {
      const papers = new Map(state.papers)
      for (const paper of act.papers) papers.set(paper.paper, firstVersion(paper, { by, at }))
      return { ...state, status: 'invited', papers, rightsVersion: state.rightsVersion + 1 }
    }
    case 'meeting.withdraw':
      return { ...state, status: 'draft', rightsVersion: state.rightsVersion + 1 }
    case 'meeting.cancel':
      return { ...state, status: 'cancelled' }
    case 'role.set': {
      const roles = new Map(state.roles)
      if (act.roles.length === 0) roles.delete(act.person)
      else roles.set(act.person, act.roles)
      return { ...state, roles, rightsVersion: state.rightsVersion + 1 }
    }
    case 'paper.publish':
      return withPaper(state, firstVersion(act.paper, { by, at }))
    case 'paper.replace': {
      const paper = state.papers.get(act.paper)
      if (!paper) return state
      const version = { ...act.version, number: paper.versions.length + 1, publishedAt: at, publishedBy: by }
      return withPaper(state, { ...paper, title: act.title, versions: [...paper.versions, version] })
    }
    case 'paper.withdraw': {
      const paper = state.papers.get(act.paper)
      return paper
        ? { ...withPaper(state, { ...paper, status: 'withdrawn' }), rightsVersion: state.rightsVersion + 1 }
        : state
    }
    default:
      return state
  }
}

function firstVersion({ paper, version, ...rest }: PublishedPaper, { by, at }: ActContext): Paper {
  return {
    id: paper,
    ...rest,
    status: 'published',
    versions: [{ ...version, number: 1, publishedAt: at, publishedBy: by }],
  }
}

function withPaper(state: MeetingLogState, paper: Paper): MeetingLogState {
  return { ...state, papers: new Map(state.papers).set(paper.id, paper) }
}
