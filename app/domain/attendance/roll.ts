import { begin, finish, isRunning, type Interval } from '../kernel/interval.ts'
import type { MeetingId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'
import { invitationLifeCycle, type InvitationStatus } from '../meeting/invitation-status.ts'

export type Reply = {
  readonly status: InvitationStatus
  readonly reason: string
  readonly substitute: PersonId | null
  readonly at: Instant
}

/** Who answered what, and who was in the room when. The intervals are the truth; "present" is derived. */
export type Roll = {
  readonly replies: ReadonlyMap<PersonId, Reply>
  readonly presence: ReadonlyMap<PersonId, readonly Interval[]>
  readonly isLocked: boolean
}

export const emptyRoll: Roll = { replies: new Map(), presence: new Map(), isLocked: false }

export type RollAct =
  | {
      readonly t: 'invitation.reply'
      readonly meeting: MeetingId
      readonly person: PersonId
      readonly answer: 'accept' | 'request-absence' | 'substitute'
      /** Needed for an absence. */
      readonly reason: string
      /** Người dự thay: attends and speaks, and does not vote. */
      readonly substitute: PersonId | null
    }
  | {
      readonly t: 'absence.decide'
      readonly meeting: MeetingId
      readonly person: PersonId
      readonly decision: 'approve-absence' | 'refuse-absence'
    }
  | { readonly t: 'roll.arrive' | 'roll.leave'; readonly meeting: MeetingId; readonly person: PersonId }
  | { readonly t: 'roll.lock'; readonly meeting: MeetingId; readonly locked: boolean }

export const isPresent = (roll: Roll, person: PersonId): boolean => isRunning(roll.presence.get(person) ?? [])

export const replyStatus = (roll: Roll, person: PersonId): InvitationStatus =>
  roll.replies.get(person)?.status ?? 'sent'

export type RollRefusal = 'illegal-transition' | 'roll-locked' | 'reason-needed' | 'invalid'

/** Whether the roll allows it; who may act is decided before. */
export function judgeRoll(
  roll: Roll,
  act: RollAct,
  { isClerk }: { readonly isClerk: boolean },
): Result<null, RollRefusal> {
  switch (act.t) {
    case 'invitation.reply': {
      if (act.answer === 'request-absence' && act.reason.trim() === '') return fail('reason-needed')
      if ((act.answer === 'substitute') !== (act.substitute !== null) || act.substitute === act.person)
        return fail('invalid')
      // Who has come in has answered with their feet.
      if ((roll.presence.get(act.person) ?? []).length > 0) return fail('illegal-transition')
      return invitationLifeCycle.next(replyStatus(roll, act.person), act.answer).ok
        ? ok(null)
        : fail('illegal-transition')
    }
    case 'absence.decide':
      return invitationLifeCycle.next(replyStatus(roll, act.person), act.decision).ok
        ? ok(null)
        : fail('illegal-transition')
    case 'roll.arrive':
    case 'roll.leave':
      if (roll.isLocked && !isClerk) return fail('roll-locked')
      return isPresent(roll, act.person) === (act.t === 'roll.leave') ? ok(null) : fail('illegal-transition')
    case 'roll.lock':
      return roll.isLocked === act.locked ? fail('illegal-transition') : ok(null)
  }
}

export function applyRoll(roll: Roll, act: RollAct, at: Instant): Roll {
  switch (act.t) {
    case 'invitation.reply':
      return withReply(roll, act.person, { event: act.answer, reason: act.reason, substitute: act.substitute, at })
    case 'absence.decide':
      return withReply(roll, act.person, {
        event: act.decision,
        reason: roll.replies.get(act.person)?.reason ?? '',
        substitute: null,
        at,
      })
    case 'roll.arrive':
    case 'roll.leave': {
      const change = act.t === 'roll.arrive' ? begin : finish
      const intervals = change(roll.presence.get(act.person) ?? [], at)
      return { ...roll, presence: new Map(roll.presence).set(act.person, intervals) }
    }
    case 'roll.lock':
      return { ...roll, isLocked: act.locked }
  }
}

function withReply(
  roll: Roll,
  person: PersonId,
  {
    event,
    ...reply
  }: Omit<Reply, 'status'> & {
    readonly event: 'accept' | 'request-absence' | 'substitute' | 'approve-absence' | 'refuse-absence'
  },
): Roll {
  const next = invitationLifeCycle.next(replyStatus(roll, person), event)
  return next.ok ? { ...roll, replies: new Map(roll.replies).set(person, { ...reply, status: next.value }) } : roll
}

/** Everybody leaves when the session ends. */
export const closeRoll = (roll: Roll, at: Instant): Roll => ({
  ...roll,
  presence: new Map([...roll.presence].map(([person, intervals]) => [person, finish(intervals, at)])),
})
