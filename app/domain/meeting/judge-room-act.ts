import { judgeRoll, type RollAct } from '../attendance/roll.ts'
import { judgeConsultation, type ConsultationAct } from '../consultation/consultation.ts'
import { judgeFloor, type FloorAct } from '../floor/floor.ts'
import type { PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { judgeLetter, type LetterAct } from '../letters/letter.ts'
import { judgeMinutes, mayCommentOnMinutes, type MinutesAct } from '../minutes/minutes.ts'
import { can, type Subject } from '../permissions/can.ts'
import { isGuest, type MeetingRole } from '../permissions/roles.ts'
import { isAdmitted, isRecused, type SittingAct } from '../sitting/sitting.ts'
import { judgeTask, type TaskAct } from '../tasks/task.ts'
import { judgeKey, type KeyAct } from '../voting/counting-key.ts'
import { judgeFranchise, type FranchiseAct } from '../voting/franchise.ts'
import { judgePoll, type PollAct } from '../voting/poll.ts'
import type { ActRefusal, ActWorld } from './act-refusal.ts'
import { meetingSubject, type Actor } from './actor.ts'
import { quorumNow, roomFor, type MeetingLogState } from './meeting-log.ts'
import { meetingLifeCycle } from './meeting-status.ts'

export type RoomAct =
  RollAct | SittingAct | FloorAct | FranchiseAct | KeyAct | PollAct | MinutesAct | TaskAct | ConsultationAct | LetterAct

type Judged = Result<null, ActRefusal>
type By = { readonly actor: Actor; readonly subject: Subject; readonly world: ActWorld }

/** Whether an act of the session may be written now. */
export function judgeRoomAct(
  state: MeetingLogState,
  act: RoomAct,
  { actor, world }: { readonly actor: Actor; readonly world: ActWorld },
): Judged {
  const by: By = { actor, subject: meetingSubject(state, actor), world }
  if (act.t.startsWith('floor.')) return judgeFloorAct(state, act as FloorAct, by)
  if (act.t.startsWith('key.')) return judgeKeyAct(state, act as KeyAct, by)
  if (isFranchiseAct(act)) return judgeFranchiseAct(state, act, by)
  if (act.t.startsWith('poll.')) return judgePollAct(state, act as PollAct, by)
  if (act.t.startsWith('task.')) return judgeTaskAct(state, act as TaskAct, by)
  if (act.t.startsWith('letter.')) return judgeLetterAct(state, act as LetterAct, by)
  if (act.t.startsWith('consult.')) return judgeConsultationAct(state, act as ConsultationAct, by)
  if (isMinutesAct(act)) return judgeMinutesAct(state, act, by)
  if (isRollAct(act)) return judgeRollAct(state, act, by)
  return judgeSittingAct(state, act as SittingAct, by)
}

const isFranchiseAct = (act: RoomAct): act is FranchiseAct =>
  act.t.startsWith('franchise.') || act.t.startsWith('proxy.')

const isMinutesAct = (act: RoomAct): act is MinutesAct => act.t.startsWith('minutes.') || act.t === 'conclusion.confirm'

const isRollAct = (act: RoomAct): act is RollAct =>
  act.t.startsWith('roll.') || act.t === 'invitation.reply' || act.t === 'absence.decide'

/**
 * Whether a person conducts now: who holds control, and the secretary on their order. A chair who has handed control
 * over conducts no more until they take it back.
 */
export function judgeConduct(state: MeetingLogState, { subject, actor }: Pick<By, 'subject' | 'actor'>): Judged {
  if (subject.deviceRevoked || subject.suspended) return fail('no-right')
  const { operator } = state.sitting
  if (operator === actor.person && state.roles.has(operator)) return ok(null)
  const isSecretary = subject.meetingRoles.includes('secretary')
  if (!can(subject, 'session.conduct', { policy: true })) return fail('no-right')
  return isSecretary || operator === null ? ok(null) : fail('not-in-control')
}

const isGathering = (state: MeetingLogState): boolean =>
  state.status === 'invited' || state.status === 'live' || state.status === 'paused'

function judgeRollAct(state: MeetingLogState, act: RollAct, { actor, subject, world }: By): Judged {
  if (!isGathering(state)) return fail('illegal-transition')
  const manages = can(subject, 'roll.manage')
  if (act.t === 'roll.lock') return manages ? judgeRoll(state.roll, act, { isClerk: true }) : fail('no-right')
  if (!state.roles.has(act.person)) return fail('invalid')
  if (act.t === 'absence.decide') {
    if (!can(subject, 'absence.approve', { policy: true })) return fail('no-right')
    return judgeRoll(state.roll, act, { isClerk: manages })
  }
  const own = act.person === actor.person
  if (act.t === 'invitation.reply') {
    if (!can(subject, 'invitation.reply', { own, policy: manages }) || !(own || manages)) return fail('no-right')
    if (act.substitute !== null && !world.isActivePerson(act.substitute)) return fail('invalid')
  } else if (!(manages || (own && can(subject, 'roll.check-in')))) return fail('no-right')
  return judgeRoll(state.roll, act, { isClerk: manages })
}

function judgeSittingAct(state: MeetingLogState, act: SittingAct, by: By): Judged {
  const { actor, subject, world } = by
  const conducts = judgeConduct(state, by)
  switch (act.t) {
    case 'session.start':
      if (!conducts.ok) return conducts
      if (!meetingLifeCycle.next(state.status, 'start').ok) return fail('illegal-transition')
      return quorumNow(state).isMet || act.reason.trim() !== '' ? ok(null) : fail('not-quorate')
    case 'session.pause':
    case 'session.resume':
    case 'session.end': {
      if (!conducts.ok) return conducts
      const event = act.t === 'session.pause' ? 'pause' : act.t === 'session.resume' ? 'resume' : 'end'
      if (!meetingLifeCycle.next(state.status, event).ok) return fail('illegal-transition')
      return act.t === 'session.end' && hasOpenVote(state) ? fail('vote-open') : ok(null)
    }
    case 'item.open':
    case 'item.close':
      if (!conducts.ok) return conducts
      if (state.status !== 'live') return fail('illegal-transition')
      return hasOpenVote(state) ? fail('vote-open') : ok(null)
    case 'control.hand':
      if (!conducts.ok) return conducts
      return mayHoldControl(state, act.to) && act.to !== state.sitting.operator ? ok(null) : fail('invalid')
    case 'control.take':
      if (!can(subject, 'session.conduct', { policy: true })) return fail('no-right')
      return state.sitting.operator === actor.person ? fail('illegal-transition') : ok(null)
    case 'quorum.set': {
      if (!can(subject, 'roll.manage')) return fail('no-right')
      const { num, den } = act.quorum
      return num >= 0 && den > 0 && num <= den ? ok(null) : fail('invalid')
    }
    case 'present.start': {
      if (!can(subject, 'paper.present', { policy: true }) && !conducts.ok) return fail('no-right')
      if (state.status !== 'live' && state.status !== 'paused') return fail('illegal-transition')
      const paper = state.papers.get(act.paper)
      return paper && paper.status === 'published' ? ok(null) : fail('unknown-paper')
    }
    case 'present.stop':
      if (state.sitting.presenting === null) return fail('illegal-transition')
      return state.sitting.presenting.person === actor.person ? ok(null) : conducts
    case 'screen.show':
    case 'screen.queue':
      return conducts
    case 'log.seal':
      if (!can(subject, 'log.seal')) return fail('no-right')
      // After the seals nothing can be published any more.
      if ([...state.polls.values()].some(({ status }) => status === 'closed')) return fail('vote-unpublished')
      return state.status === 'ended' && !state.sitting.seals.has(actor.person) ? ok(null) : fail('illegal-transition')
    case 'recusal.set': {
      const own = act.person === actor.person
      if (!can(subject, 'recusal.set', { own })) return fail('no-right')
      if (!world.isActivePerson(act.person) || !state.roles.has(act.person)) return fail('invalid')
      // The list of a vote is frozen when it opens; a recusal during it would contradict it.
      const isVoting = [...state.polls.values()].some(
        (poll) => poll.status === 'open' && poll.question.item === act.item,
      )
      return isVoting ? fail('vote-open') : ok(null)
    }
    case 'guest.admit':
      if (!conducts.ok && !can(subject, 'roll.manage')) return conducts
      if (!isGathering(state)) return fail('illegal-transition')
      if (!isGuest(state.roles.get(act.person) ?? [])) return fail('invalid')
      return isAdmitted(state.sitting, act.item, act.person) === act.admitted ? fail('illegal-transition') : ok(null)
  }
}

/** Guests, observers and screens never conduct. */
const mayHoldControl = (state: MeetingLogState, person: PersonId): boolean =>
  (state.roles.get(person) ?? []).some((role) => role === 'chair' || role === 'secretary' || role === 'member')

const hasOpenVote = (state: MeetingLogState): boolean =>
  [...state.polls.values()].some(({ status }) => status === 'open')

function judgeFloorAct(state: MeetingLogState, act: FloorAct, by: By): Judged {
  if (!isGathering(state)) return fail('illegal-transition')
  const conducts = judgeConduct(state, by)
  const isConducting = conducts.ok
  const { subject, actor } = by
  if (act.t === 'floor.request') {
    if (!state.roles.has(act.person)) return fail('invalid')
    if (isRecused(state.sitting, act.item, act.person)) return fail('no-right')
    const own = act.person === actor.person
    const action = act.kind === 'question' ? 'question.ask' : 'floor.request'
    if (!(own && can(subject, action, { policy: true })) && !isConducting) return fail('no-right')
    return judgeFloor(state.floor, act, { isConducting })
  }
  const isOwnWithdrawal =
    (act.t === 'floor.cancel' || act.t === 'floor.finish') &&
    state.floor.turns.get(act.turn)?.person === actor.person &&
    !subject.deviceRevoked &&
    !subject.suspended
  if (!isOwnWithdrawal && !conducts.ok) return conducts
  if (act.t === 'floor.call' || act.t === 'floor.resume') {
    if (state.status !== 'live') return fail('illegal-transition')
  }
  return judgeFloor(state.floor, act, { isConducting })
}

function judgeMinutesAct(state: MeetingLogState, act: MinutesAct, by: By): Judged {
  const { subject, actor } = by
  const decided = judgeMinutes(state.minutes, act, { by: actor.person })
  if (act.t === 'conclusion.confirm') {
    const conducts = judgeConduct(state, by)
    if (!conducts.ok) return conducts
    return ['live', 'paused', 'ended'].includes(state.status) ? decided : fail('illegal-transition')
  }
  if (state.status !== 'ended') return fail('illegal-transition')
  switch (act.t) {
    case 'minutes.circulate':
    case 'minutes.submit':
      return can(subject, 'minutes.write', { policy: true }) ? decided : fail('no-right')
    case 'minutes.comment':
      return can(subject, 'comment.write', { policy: mayCommentOnMinutes(subject.meetingRoles) })
        ? decided
        : fail('no-right')
    case 'minutes.sign':
      if (subject.deviceRevoked || subject.suspended) return fail('no-right')
      return state.roles.get(actor.person)?.includes(act.as) ? decided : fail('no-right')
  }
}

/** Tasks are given from the first minute of the session, and live on for weeks after it. */
function judgeTaskAct(state: MeetingLogState, act: TaskAct, { subject, actor }: By): Judged {
  if (subject.deviceRevoked || subject.suspended || !state.roles.has(actor.person)) return fail('no-right')
  if (!['live', 'paused', 'ended'].includes(state.status)) return fail('illegal-transition')
  return judgeTask(state.tasks, act, {
    by: actor.person,
    manages: can(subject, 'task.manage'),
    isOnRoster: (person) => state.roles.has(person),
  })
}

/** People are asked as long as the meeting is in their hands, before and after its session, or without any. */
function judgeConsultationAct(state: MeetingLogState, act: ConsultationAct, { subject, actor, world }: By): Judged {
  if (subject.deviceRevoked || subject.suspended || !state.roles.has(actor.person)) return fail('no-right')
  if (!['invited', 'live', 'paused', 'ended'].includes(state.status)) return fail('illegal-transition')
  if (act.t === 'consult.delegate' && act.assistant !== null && !world.isActivePerson(act.assistant))
    return fail('invalid')
  return judgeConsultation(state.consultations, act, {
    by: actor.person,
    now: world.now,
    manages: can(subject, 'consult.manage'),
    isOnRoster: (person) => state.roles.has(person),
  })
}

/** Letters may be written as long as the meeting is in people's hands, and after it. */
function judgeLetterAct(state: MeetingLogState, act: LetterAct, { subject, actor }: By): Judged {
  if (subject.deviceRevoked || subject.suspended || !state.roles.has(actor.person)) return fail('no-right')
  if (!['invited', 'live', 'paused', 'ended'].includes(state.status)) return fail('illegal-transition')
  if (act.t === 'letter.send') {
    const right = act.kind === 'instruction' ? 'letter.instruct' : 'letter.write'
    if (!can(subject, right)) return fail('no-right')
    if (act.about !== null && !state.papers.has(act.about.paper)) return fail('unknown-paper')
  }
  const has = (person: PersonId, ...wanted: readonly MeetingRole[]) =>
    state.roles.get(person)?.some((role) => wanted.includes(role)) ?? false
  return judgeLetter(state.letters, act, {
    by: actor.person,
    table: {
      isOnRoster: (person) => state.roles.has(person),
      isAtTable: (person) => has(person, 'chair', 'secretary'),
      isSecretary: (person) => has(person, 'secretary'),
    },
  })
}

/** Weights and the number of mandates are the body's; whether to leave one's vote to somebody is each member's own. */
function judgeFranchiseAct(state: MeetingLogState, act: FranchiseAct, { subject, actor }: By): Judged {
  if (!isGathering(state)) return fail('illegal-transition')
  const own = (act.t === 'proxy.give' || act.t === 'proxy.end') && act.from === actor.person
  if (!can(subject, act.t === 'franchise.weigh' || act.t === 'proxy.allow' ? 'franchise.set' : 'proxy.give', { own }))
    return fail('no-right')
  return judgeFranchise(state.franchise, act, (person) => isMember(state, person))
}

function judgeKeyAct(state: MeetingLogState, act: KeyAct, { subject, actor }: By): Judged {
  if (!isGathering(state)) return fail('illegal-transition')
  if (subject.deviceRevoked || subject.suspended) return fail('no-right')
  if (act.t === 'key.appoint') {
    if (!can(subject, 'poll.prepare')) return fail('no-right')
    if (act.holders.some((holder) => !state.roles.has(holder))) return fail('invalid')
    return hasOpenVote(state) ? fail('vote-open') : judgeKey(state.countingKey, act, actor.person)
  }
  // Whoever has left the roster has no part in the committee either.
  if (!state.roles.has(actor.person)) return fail('no-right')
  return judgeKey(state.countingKey, act, actor.person)
}

function judgePollAct(state: MeetingLogState, act: PollAct, by: By): Judged {
  const { subject, actor, world } = by
  const item = 'question' in act ? act.question.item : (state.polls.get(act.poll)?.question.item ?? null)
  const decided = judgePoll(state.polls, act, { room: roomFor(state, item), by: actor.person, now: world.now })
  switch (act.t) {
    case 'poll.prepare':
      if (!can(subject, 'poll.prepare')) return fail('no-right')
      return state.status === 'cancelled' || state.status === 'ended' ? fail('illegal-transition') : decided
    case 'poll.ballot': {
      const mayVote = isMember(state, act.voter) && !subject.deviceRevoked && !subject.suspended
      const holder = state.polls.get(act.poll)?.proxies.get(act.voter)
      const isHelp = act.voter !== actor.person && holder !== actor.person
      if (!mayVote || (isHelp && !can(subject, 'poll.help'))) return fail('no-right')
      return decided
    }
    case 'poll.pull-out':
      if (!can(subject, 'poll.vote')) return fail('no-right')
      return isGathering(state) ? decided : fail('illegal-transition')
    case 'poll.partial': {
      const takesPart = state.roles.has(actor.person) && !subject.deviceRevoked && !subject.suspended
      return takesPart ? decided : fail('no-right')
    }
    case 'poll.count':
      return can(subject, 'poll.count', { policy: true }) ? decided : fail('no-right')
    case 'poll.break-tie':
      return can(subject, 'session.conduct') ? decided : fail('no-right')
    case 'poll.open': {
      const conducts = judgeConduct(state, by)
      if (!conducts.ok) return conducts
      return state.status === 'live' ? decided : fail('illegal-transition')
    }
    case 'poll.approve-list':
    case 'poll.close':
    case 'poll.publish':
    case 'poll.cancel':
    case 'poll.annul': {
      const conducts = judgeConduct(state, by)
      return conducts.ok ? decided : conducts
    }
  }
}

const isMember = (state: MeetingLogState, person: PersonId): boolean =>
  state.roles.get(person)?.includes('member') ?? false
