import type { ConsultationId, ItemId, LetterId, MeetingId, PaperId, PersonId, PollId, TaskId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { markingUnlessSaid, type Marking } from '../papers/marking.ts'
import type { Paper, PaperKind, PaperVersion } from '../papers/paper.ts'
import type { MeetingRole } from '../permissions/roles.ts'
import { applyConsultation, type Consultation, type ConsultationAct } from '../consultation/consultation.ts'
import { applyRoll, closeRoll, emptyRoll, isPresent, type Roll, type RollAct } from '../attendance/roll.ts'
import type { QuorumCount } from '../attendance/quorum.ts'
import { applyFloor, closeFloor, emptyFloor, type Floor, type FloorAct } from '../floor/floor.ts'
import { applyInvitation, noInvitations, type InvitationAct, type Invitations } from '../invitation/invitation.ts'
import { applyLetter, type Letter, type LetterAct } from '../letters/letter.ts'
import { applyMinutes, emptyMinutes, type Minutes, type MinutesAct } from '../minutes/minutes.ts'
import { applySitting, emptySitting, type Sitting, type SittingAct } from '../sitting/sitting.ts'
import { applyTask, type Task, type TaskAct } from '../tasks/task.ts'
import { applyKey, type CountingKey, type KeyAct } from '../voting/counting-key.ts'
import { applyFranchise, plainFranchise, type Franchise, type FranchiseAct } from '../voting/franchise.ts'
import { quorumIn, type Room } from '../voting/electorate.ts'
import { applyPoll, type Poll, type PollAct } from '../voting/poll.ts'
import { applyPreparing, nothingPrepared, type Preparation, type PreparingAct } from '../preparation/preparation.ts'
import { rosterAfterDelegating, rosterAfterInviting } from './roster-changes.ts'
import type { NotesLimit } from './notes-limit.ts'
import { isShared, type MeetingStatus } from './meeting-status.ts'

/** A published state of a paper as its command carries it. */
export type PublishedPaper = {
  readonly paper: PaperId
  readonly item: ItemId | null
  readonly title: string
  readonly kind: PaperKind
  /** Absent in what was published before papers had one: `markingUnlessSaid`. */
  readonly marking?: Marking | undefined
  readonly position: string
  readonly version: Omit<PaperVersion, 'number'>
}

/** Acts on one meeting. Each becomes one entry of the meeting's log, or is refused. */
export type MeetingAct =
  | PreparationAct
  | PreparingAct
  | InvitationAct
  | RollAct
  | SittingAct
  | FloorAct
  | FranchiseAct
  | KeyAct
  | PollAct
  | MinutesAct
  | TaskAct
  | ConsultationAct
  | LetterAct

/** What the secretariat does before the session. */
export type PreparationAct =
  | {
      readonly t: 'meeting.create'
      readonly meeting: MeetingId
      /** The meeting that this is a closed part of. */
      readonly partOf?: MeetingId | undefined
    }
  | { readonly t: 'meeting.publish'; readonly meeting: MeetingId; readonly papers: readonly PublishedPaper[] }
  /** What becomes of private notes; said before the meeting begins. */
  | { readonly t: 'notes.limit'; readonly meeting: MeetingId; readonly days: NotesLimit }
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
  /** The meeting that this is a closed part of, with an audience and a log of its own; null for one that stands alone. */
  readonly partOf: MeetingId | null
  readonly status: MeetingStatus
  readonly createdBy: PersonId | null
  readonly createdAt: Instant
  /** When it went out to its participants; null before, and after it was taken back. */
  readonly publishedAt: Instant | null
  readonly notesLimit: NotesLimit
  readonly preparation: Preparation
  readonly invitations: Invitations
  readonly roles: ReadonlyMap<PersonId, readonly MeetingRole[]>
  readonly papers: ReadonlyMap<PaperId, Paper>
  readonly roll: Roll
  readonly sitting: Sitting
  readonly floor: Floor
  readonly franchise: Franchise
  /** Key of the secret votes to come; a vote that is open keeps the one that it opened with. */
  readonly countingKey: CountingKey | null
  readonly polls: ReadonlyMap<PollId, Poll>
  readonly minutes: Minutes
  readonly tasks: ReadonlyMap<TaskId, Task>
  readonly consultations: ReadonlyMap<ConsultationId, Consultation>
  /** In the order they were sent. */
  readonly letters: ReadonlyMap<LetterId, Letter>
  /** Acts that gave or took a right; readers compare it to see that rights must be checked again. */
  readonly rightsVersion: number
}

export const emptyMeetingLog: MeetingLogState = {
  id: null,
  partOf: null,
  status: 'draft',
  createdBy: null,
  createdAt: 0,
  publishedAt: null,
  notesLimit: null,
  preparation: nothingPrepared,
  invitations: noInvitations,
  roles: new Map(),
  papers: new Map(),
  roll: emptyRoll,
  sitting: emptySitting,
  floor: emptyFloor,
  franchise: plainFranchise,
  countingKey: null,
  polls: new Map(),
  minutes: emptyMinutes,
  tasks: new Map(),
  consultations: new Map(),
  letters: new Map(),
  rightsVersion: 0,
}

/** Whether its participants have it on their machines: a draft that was given up never reaches them. */
export const isOut = ({ status, publishedAt }: Pick<MeetingLogState, 'status' | 'publishedAt'>): boolean =>
  publishedAt !== null && isShared(status)

/** Those whose presence and votes count. */
export const membersOf = (state: MeetingLogState): readonly PersonId[] =>
  [...state.roles].flatMap(([person, roles]) => (roles.includes('member') ? [person] : []))

export const chairOf = (state: MeetingLogState): PersonId | null =>
  [...state.roles].find(([, roles]) => roles.includes('chair'))?.[0] ?? null

/** Members in the room now, against how many are needed. */
export function quorumNow(state: MeetingLogState): QuorumCount {
  return quorumIn(state.sitting.quorum, roomFor(state, null))
}

/** The room as a vote on that item finds it. */
export function roomFor(state: MeetingLogState, item: ItemId | null): Room {
  const members = membersOf(state)
  return {
    members,
    excused: new Set(members.filter((person) => state.roll.replies.get(person)?.status === 'absent-excused')),
    present: new Set(members.filter((person) => isPresent(state.roll, person))),
    recused: (item === null ? undefined : state.sitting.recused.get(item)) ?? new Set(),
    quorum: state.sitting.quorum,
    chair: chairOf(state),
    countingKey: state.countingKey,
    franchise: state.franchise,
  }
}

export type ActContext = {
  readonly by: PersonId
  readonly at: Instant
  /** Number of the entry; 0 while it has none. */
  readonly seq: number
  /** Hash of the command. */
  readonly hash: string
}

const statusAfter: Readonly<Partial<Record<PreparingAct['t'], MeetingStatus>>> = {
  'meeting.submit': 'pending',
  'meeting.approve': 'approved',
  'meeting.refuse': 'draft',
  'meeting.postpone': 'postponed',
}

/** The state after an entry that was accepted. Total: entries of a later version that it does not know change nothing. */
export function applyMeetingAct(state: MeetingLogState, act: MeetingAct, context: ActContext): MeetingLogState {
  const { by, at } = context
  switch (act.t) {
    case 'meeting.create':
      return {
        ...state,
        id: act.meeting,
        partOf: act.partOf ?? null,
        createdBy: by,
        createdAt: at,
        roles: new Map([[by, ['secretary']]]),
        rightsVersion: state.rightsVersion + 1,
      }
    case 'meeting.publish': {
      const papers = new Map(state.papers)
      for (const paper of act.papers) papers.set(paper.paper, firstVersion(paper, context))
      return {
        ...state,
        status: 'invited',
        publishedAt: at,
        papers,
        preparation: { ...state.preparation, halt: null },
        rightsVersion: state.rightsVersion + 1,
      }
    }
    case 'notes.limit':
      return { ...state, notesLimit: act.days }
    case 'meeting.withdraw':
      return { ...state, status: 'draft', publishedAt: null, rightsVersion: state.rightsVersion + 1 }
    case 'meeting.cancel':
      return {
        ...state,
        status: 'cancelled',
        preparation: { ...state.preparation, halt: { kind: 'cancelled', reason: act.reason, at } },
      }
    case 'meeting.submit':
    case 'meeting.approve':
    case 'meeting.refuse':
    case 'meeting.postpone':
    case 'review.ask':
    case 'review.comment':
    case 'review.resolve':
    case 'proposal.make':
    case 'proposal.decide':
    case 'paper.ask':
    case 'paper.submit':
    case 'paper.review':
    case 'paper.unask':
      return {
        ...state,
        status: statusAfter[act.t] ?? state.status,
        preparation: applyPreparing(state.preparation, act, context),
        // Who is asked for something reads the draft meanwhile.
        rightsVersion: state.rightsVersion + 1,
      }
    case 'invitation.issue':
    case 'unit.invite':
    case 'unit.assign':
    case 'unit.uninvite':
      return {
        ...state,
        invitations: applyInvitation(state.invitations, act, context),
        roles: act.t === 'invitation.issue' ? state.roles : rosterAfterInviting(state, act),
        // Whoever says whom a unit sends reads the meeting, and so do those who are sent.
        rightsVersion: state.rightsVersion + (act.t === 'invitation.issue' ? 0 : 1),
      }
    case 'role.set': {
      const roles = new Map(state.roles)
      if (act.roles.length === 0) roles.delete(act.person)
      else roles.set(act.person, act.roles)
      return { ...state, roles, rightsVersion: state.rightsVersion + 1 }
    }
    case 'paper.publish':
      return withPaper(state, firstVersion(act.paper, context))
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
    case 'invitation.reply': {
      const replied = { ...state, roll: applyRoll(state.roll, act, at) }
      if (act.answer !== 'substitute' || act.substitute === null) return replied
      const before = state.roles.get(act.substitute) ?? []
      const roles = new Map(state.roles).set(act.substitute, [...new Set([...before, 'substitute' as const])])
      return { ...replied, roles, rightsVersion: state.rightsVersion + 1 }
    }
    case 'absence.decide':
    case 'roll.arrive':
    case 'roll.leave':
    case 'roll.lock':
      return { ...state, roll: applyRoll(state.roll, act, at) }
    case 'floor.request':
    case 'floor.cancel':
    case 'floor.call':
    case 'floor.pause':
    case 'floor.resume':
    case 'floor.finish':
    case 'floor.refuse':
    case 'floor.move':
    case 'floor.extend':
    case 'floor.close':
      return { ...state, floor: applyFloor(state.floor, act, { by, at }) }
    case 'franchise.weigh':
    case 'proxy.allow':
    case 'proxy.give':
    case 'proxy.end':
      return { ...state, franchise: applyFranchise(state.franchise, act) }
    case 'key.appoint':
    case 'key.commit':
    case 'key.share':
    case 'key.confirm':
    case 'key.complain':
      return { ...state, countingKey: applyKey(state.countingKey, act, context) }
    case 'poll.prepare':
    case 'poll.pull-out':
    case 'poll.approve-list':
    case 'poll.open':
    case 'poll.ballot':
    case 'poll.close':
    case 'poll.partial':
    case 'poll.count':
    case 'poll.publish':
    case 'poll.break-tie':
    case 'poll.cancel':
    case 'poll.annul': {
      const item = 'question' in act ? act.question.item : (state.polls.get(act.poll)?.question.item ?? null)
      return { ...state, polls: applyPoll(state.polls, act, { ...context, room: roomFor(state, item) }) }
    }
    case 'conclusion.confirm':
    case 'minutes.circulate':
    case 'minutes.comment':
    case 'minutes.submit':
    case 'minutes.sign':
      return { ...state, minutes: applyMinutes(state.minutes, act, context) }
    case 'task.assign':
    case 'task.report':
    case 'task.extend':
    case 'task.close':
      return { ...state, tasks: applyTask(state.tasks, act, context) }
    case 'consult.open':
    case 'consult.answer':
    case 'consult.draft':
    case 'consult.remind':
    case 'consult.extend':
    case 'consult.close':
      return { ...state, consultations: applyConsultation(state.consultations, act, context) }
    case 'consult.delegate': {
      const consultations = applyConsultation(state.consultations, act, context)
      const roles = rosterAfterDelegating(state, consultations)
      return { ...state, consultations, roles, rightsVersion: state.rightsVersion + 1 }
    }
    case 'letter.send':
    case 'letter.see':
      return { ...state, letters: applyLetter(state.letters, act, context) }
    case 'session.start':
      return { ...withSitting(state, act, context), status: 'live' }
    case 'session.pause':
      return { ...withSitting(state, act, context), status: 'paused' }
    case 'session.resume':
      return { ...withSitting(state, act, context), status: 'live' }
    case 'session.end':
      return {
        ...withSitting(state, act, context),
        status: 'ended',
        roll: closeRoll(state.roll, at),
        floor: closeFloor(state.floor, at),
      }
    case 'recusal.set':
      return { ...withSitting(state, act, context), rightsVersion: state.rightsVersion + 1 }
    case 'guest.admit':
    case 'item.open':
    case 'item.close':
    case 'control.hand':
    case 'control.take':
    case 'quorum.set':
    case 'present.start':
    case 'present.stop':
    case 'screen.show':
    case 'screen.queue':
    case 'log.seal':
      return withSitting(state, act, context)
    default:
      return state
  }
}

function withSitting(state: MeetingLogState, act: SittingAct, { by, at }: ActContext): MeetingLogState {
  const isChair = state.roles.get(by)?.includes('chair') ?? false
  const sitting = applySitting(state.sitting, act, { by, at, isChair, quorum: quorumNow(state) })
  // Guests who are let in or out may read other things than before.
  const rightsVersion = state.rightsVersion + (sitting.admitted === state.sitting.admitted ? 0 : 1)
  return { ...state, sitting, rightsVersion }
}

function firstVersion(
  { paper, version, marking = markingUnlessSaid, ...rest }: PublishedPaper,
  { by, at }: ActContext,
): Paper {
  return {
    id: paper,
    ...rest,
    marking,
    status: 'published',
    versions: [{ ...version, number: 1, publishedAt: at, publishedBy: by }],
  }
}

function withPaper(state: MeetingLogState, paper: Paper): MeetingLogState {
  return { ...state, papers: new Map(state.papers).set(paper.id, paper) }
}
