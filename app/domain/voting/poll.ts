import type { QuorumCount } from '../attendance/quorum.ts'
import type { MeetingId, PersonId, PollId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { createStateMachine } from '../kernel/state-machine.ts'
import type { Instant } from '../kernel/time.ts'
import { keyThreshold, type CountingKey, type Proof } from './counting-key.ts'
import { listOf, quorumOf, secretObstacle, type Electorate, type Room } from './electorate.ts'
import { plainFranchise, unitsOf } from './franchise.ts'
import { isFaultyQuestion } from './judge-question.ts'
import type { Choice, PollQuestion } from './question.ts'

export const pollStatuses = [
  'ready', // Sẵn sàng
  'open', // Đang biểu quyết
  'closed', // Đã đóng: counted by nobody yet
  'published', // Đã công bố
  'cancelled', // Hủy lượt biểu quyết
  'annulled', // Hủy kết quả
] as const
export type PollStatus = (typeof pollStatuses)[number]

/** There is no way back to an open vote: a new one refers to the old. */
export const pollLifeCycle = createStateMachine<PollStatus>()({
  open: { from: ['ready'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  publish: { from: ['closed'], to: 'published' },
  cancel: { from: ['ready', 'open'], to: 'cancelled' },
  annul: { from: ['closed', 'published'], to: 'annulled' },
})

/** One key holder's part of opening the sum of a secret vote. */
export type PartialCount = {
  /** Hash of the sum that it opens. */
  readonly sum: string
  /** For each box a point, and the proof that this holder's key made it. */
  readonly parts: readonly (Proof & { readonly d: string })[]
}

export type Ballot = {
  readonly voter: PersonId
  readonly castBy: PersonId
  readonly rev: number
  /** Hash of the choice and its salt: binds the voter before anybody can see the choice. */
  readonly seal: string
  readonly at: Instant
  /** Number of its entry in the log. */
  readonly seq: number
  readonly isLate: boolean
  /** Why somebody else entered it; empty where the voter did. */
  readonly helpReason: string
  /** Null until it may be seen. */
  readonly choice: Choice | null
}

export type HandCount = {
  readonly yes: number
  readonly no: number
  readonly abstain: number
  readonly countedBy: string
}

/** The list of voters is frozen when it opens. */
export type Poll = Electorate & {
  readonly id: PollId
  readonly question: PollQuestion
  readonly status: PollStatus
  /** Command hash of the opening: every ballot names it, and with it these very words and this list. */
  readonly opening: string
  readonly openedAt: Instant | null
  readonly closedAt: Instant | null
  readonly publishedAt: Instant | null
  readonly recused: ReadonlySet<PersonId>
  /** Units of all members, and of those convened. */
  readonly total: number
  readonly convened: number
  readonly quorum: QuorumCount | null
  readonly quorumReason: string
  readonly chair: PersonId | null
  /** What counts: one per voter. */
  readonly ballots: ReadonlyMap<PersonId, Ballot>
  readonly late: readonly Ballot[]
  readonly changes: number
  readonly handCount: HandCount | null
  readonly castingVote: 'yes' | 'no' | null
  readonly reason: string
  /** Items of a consent block that a member wanted decided by themselves. */
  readonly pulledOut: readonly { readonly label: string; readonly by: PersonId }[]
  /** How the body approved its list of candidates; null while it has not. */
  readonly listApproval: { readonly by: PersonId; readonly at: Instant; readonly how: string } | null
  /** Of a secret vote: the committee's key as it was when the vote opened, and its public point. */
  readonly countingKey: CountingKey | null
  readonly publicKey: string
  readonly partials: ReadonlyMap<PersonId, PartialCount>
  /** Of a secret vote that is published: the votes in each box of its ballots. */
  readonly tally: readonly number[] | null
}

export type PollAct =
  | { readonly t: 'poll.prepare'; readonly meeting: MeetingId; readonly poll: PollId; readonly question: PollQuestion }
  | { readonly t: 'poll.pull-out'; readonly meeting: MeetingId; readonly poll: PollId; readonly option: string }
  | { readonly t: 'poll.approve-list'; readonly meeting: MeetingId; readonly poll: PollId; readonly how: string }
  | {
      readonly t: 'poll.open'
      readonly meeting: MeetingId
      readonly poll: PollId
      readonly question: PollQuestion
      /** Needed when there are not enough members. */
      readonly reason: string
      /** Of a secret vote: the public key that ballots are encrypted with. */
      readonly key?: string | undefined
    }
  | {
      readonly t: 'poll.ballot'
      readonly meeting: MeetingId
      readonly poll: PollId
      readonly opening: string
      readonly voter: PersonId
      readonly rev: number
      readonly seal: string
      readonly helpReason: string
    }
  | { readonly t: 'poll.close'; readonly meeting: MeetingId; readonly poll: PollId }
  | {
      readonly t: 'poll.partial'
      readonly meeting: MeetingId
      readonly poll: PollId
      readonly partial: PartialCount
    }
  | {
      readonly t: 'poll.publish'
      readonly meeting: MeetingId
      readonly poll: PollId
      /** Of a secret vote: what the holders' parts open the sum to. */
      readonly tally?: readonly number[] | undefined
    }
  | {
      readonly t: 'poll.count'
      readonly meeting: MeetingId
      readonly poll: PollId
      readonly count: HandCount
    }
  | { readonly t: 'poll.break-tie'; readonly meeting: MeetingId; readonly poll: PollId; readonly vote: 'yes' | 'no' }
  | {
      readonly t: 'poll.cancel' | 'poll.annul'
      readonly meeting: MeetingId
      readonly poll: PollId
      readonly reason: string
    }

export type PollRefusal =
  | 'unknown-poll'
  | 'already-exists'
  | 'illegal-transition'
  | 'invalid'
  | 'not-quorate'
  | 'poll-not-open'
  | 'another-question'
  | 'not-entitled'
  | 'already-voted'
  | 'reason-needed'
  | 'grace-runs'
  | 'key-not-ready'
  | 'too-few-voters'
  | 'too-few-alike'
  | 'list-not-approved'
  | 'too-few-ballots'
  | 'not-counted'
  | 'no-right'

/** Until when a ballot of a closed vote still counts. */
export const graceEndsAt = ({ closedAt, question }: Poll): Instant => (closedAt ?? 0) + question.graceSeconds * 1000

/** Whether the sum of a secret vote hides each of its ballots well enough to be opened. */
export const hasEnoughBallots = ({ ballots, question }: Poll): boolean =>
  ballots.size >= (question.secret?.minBallots ?? 0)

/** Whether the vote allows it; who may act is decided before. */
export function judgePoll(
  polls: ReadonlyMap<PollId, Poll>,
  act: PollAct,
  { room, by, now }: { readonly room: Room; readonly by: PersonId; readonly now: Instant },
): Result<null, PollRefusal> {
  const poll = polls.get(act.poll)
  if (act.t === 'poll.prepare') {
    if (poll && poll.status !== 'ready') return fail('illegal-transition')
    return isFaultyQuestion(act.question) ? fail('invalid') : ok(null)
  }
  if (!poll) return fail('unknown-poll')
  const may = (event: 'open' | 'close' | 'publish' | 'cancel' | 'annul') =>
    pollLifeCycle.next(poll.status, event).ok ? ok(null) : fail('illegal-transition' as const)
  switch (act.t) {
    case 'poll.pull-out':
      if (poll.status !== 'ready' || !poll.question.block) return fail('illegal-transition')
      return poll.question.options.some(({ id }) => id === act.option) ? ok(null) : fail('invalid')
    case 'poll.approve-list':
      if (poll.status !== 'ready' || !poll.question.election) return fail('illegal-transition')
      return act.how.trim() === '' ? fail('reason-needed') : ok(null)
    case 'poll.open': {
      if (isFaultyQuestion(act.question)) return fail('invalid')
      // What members pulled out, or approved, is not changed in the moment of opening.
      if (act.question.block && !isSameList(act.question, poll.question)) return fail('invalid')
      if (act.question.election && (poll.listApproval === null || !isSameList(act.question, poll.question)))
        return fail('list-not-approved')
      if ([...polls.values()].some(({ status }) => status === 'open')) return fail('illegal-transition')
      if (!quorumOf(act.question, room).isMet && act.reason.trim() === '') return fail('not-quorate')
      if ((act.question.secret === undefined) !== (act.key === undefined)) return fail('invalid')
      const obstacle = secretObstacle(act.question, room)
      return obstacle === null ? may('open') : fail(obstacle)
    }
    case 'poll.ballot': {
      // A late one is recorded and never counted.
      if (poll.status === 'ready' || poll.status === 'cancelled') return fail('poll-not-open')
      if (act.opening !== poll.opening) return fail('another-question')
      if (!poll.electorate.has(act.voter)) return fail('not-entitled')
      const holder = poll.proxies.get(act.voter) ?? act.voter
      // Who is represented has left the vote to somebody: theirs would come on top of it.
      if (act.voter === by && holder !== by) return fail('not-entitled')
      const isHelp = holder !== by
      if (isHelp && act.helpReason.trim() === '') return fail('reason-needed')
      // A helper would learn what was chosen.
      if (isHelp && poll.question.secret) return fail('invalid')
      // One late ballot is kept for the record; more would only fill it.
      if (poll.late.some(({ voter }) => voter === act.voter)) return fail('already-voted')
      const before = poll.ballots.get(act.voter)
      if (before && (!poll.question.mayChange || act.rev <= before.rev)) return fail('already-voted')
      return ok(null)
    }
    case 'poll.close':
      return may('close')
    case 'poll.partial':
      if (!poll.question.secret || poll.status !== 'closed') return fail('illegal-transition')
      if (!poll.countingKey?.holders.includes(by)) return fail('no-right')
      if (graceEndsAt(poll) > now) return fail('grace-runs')
      if (!hasEnoughBallots(poll)) return fail('too-few-ballots')
      // A second part could be of another sum, and the difference of two sums is somebody's ballot.
      return poll.partials.has(by) ? fail('already-exists') : ok(null)
    case 'poll.publish':
      if (graceEndsAt(poll) > now) return fail('grace-runs')
      if ((poll.question.secret === undefined) !== (act.tally === undefined)) return fail('invalid')
      if (poll.question.secret && poll.partials.size < keyThreshold) return fail('not-counted')
      return may('publish')
    case 'poll.count': {
      const { yes, no, abstain } = act.count
      if (poll.status !== 'open' && poll.status !== 'closed') return fail('illegal-transition')
      // Hands have no weight.
      if (poll.question.kind !== 'motion' || poll.question.secret || poll.weights.size > 0) return fail('invalid')
      // A person is counted once: by hand only those without an electronic ballot.
      return yes + no + abstain + poll.ballots.size <= poll.electorate.size ? ok(null) : fail('invalid')
    }
    case 'poll.break-tie':
      if (poll.question.rule.tie !== 'chair-casting' || poll.castingVote !== null || by !== poll.chair)
        return fail('illegal-transition')
      return poll.status === 'published' ? ok(null) : fail('illegal-transition')
    case 'poll.cancel':
    case 'poll.annul':
      if (act.reason.trim() === '') return fail('reason-needed')
      return may(act.t === 'poll.cancel' ? 'cancel' : 'annul')
  }
}

export function applyPoll(
  polls: ReadonlyMap<PollId, Poll>,
  act: PollAct,
  {
    room,
    by,
    at,
    seq,
    hash,
  }: {
    readonly room: Room
    readonly by: PersonId
    readonly at: Instant
    readonly seq: number
    /** Of the command. */
    readonly hash: string
  },
): ReadonlyMap<PollId, Poll> {
  const put = (poll: Poll) => new Map(polls).set(act.poll, poll)
  if (act.t === 'poll.prepare') return put(preparedPoll(act.poll, act.question))
  const poll = polls.get(act.poll)
  if (!poll) return polls
  switch (act.t) {
    case 'poll.open': {
      const quorum = quorumOf(act.question, room)
      return put({
        ...poll,
        question: act.question,
        status: 'open',
        opening: hash,
        openedAt: at,
        ...listOf(room),
        recused: new Set(room.members.filter((person) => room.recused.has(person))),
        total: unitsOf(room.franchise, room.members),
        convened: unitsOf(room.franchise, room.members) - unitsOf(room.franchise, room.excused),
        quorum,
        quorumReason: quorum.isMet ? '' : act.reason,
        chair: room.chair,
        countingKey: act.question.secret ? room.countingKey : null,
        publicKey: act.key ?? '',
      })
    }
    case 'poll.ballot': {
      const isLate = !(poll.status === 'open' || (poll.status === 'closed' && at <= graceEndsAt(poll)))
      const { voter, rev, seal, helpReason } = act
      const ballot: Ballot = { voter, castBy: by, rev, seal, at, seq, isLate, helpReason, choice: null }
      if (isLate) return put({ ...poll, late: [...poll.late, ballot] })
      return put({
        ...poll,
        ballots: new Map(poll.ballots).set(voter, ballot),
        changes: poll.changes + (poll.ballots.has(voter) ? 1 : 0),
      })
    }
    case 'poll.pull-out': {
      const options = poll.question.options.filter(({ id }) => id !== act.option)
      const label = poll.question.options.find(({ id }) => id === act.option)?.label ?? ''
      return put({
        ...poll,
        question: { ...poll.question, options },
        pulledOut: [...poll.pulledOut, { label, by }],
      })
    }
    case 'poll.approve-list':
      return put({ ...poll, listApproval: { by, at, how: act.how } })
    case 'poll.close':
      return put({ ...poll, status: 'closed', closedAt: at })
    case 'poll.publish':
      return put({ ...poll, status: 'published', publishedAt: at, tally: act.tally ?? null })
    case 'poll.partial':
      return put({ ...poll, partials: new Map(poll.partials).set(by, act.partial) })
    case 'poll.count':
      return put({ ...poll, handCount: act.count })
    case 'poll.break-tie':
      return put({ ...poll, castingVote: act.vote })
    case 'poll.cancel':
      return put({ ...poll, status: 'cancelled', closedAt: at, reason: act.reason })
    case 'poll.annul':
      return put({ ...poll, status: 'annulled', reason: act.reason })
  }
}

const isSameList = (a: PollQuestion, b: PollQuestion): boolean =>
  a.max === b.max &&
  a.options.length === b.options.length &&
  a.options.every(({ id, label }, index) => b.options[index]?.id === id && b.options[index].label === label)

const preparedPoll = (id: PollId, question: PollQuestion): Poll => ({
  id,
  question,
  status: 'ready',
  opening: '',
  openedAt: null,
  closedAt: null,
  publishedAt: null,
  electorate: new Set(),
  proxies: new Map(),
  weights: plainFranchise.weights,
  recused: new Set(),
  total: 0,
  convened: 0,
  quorum: null,
  quorumReason: '',
  chair: null,
  ballots: new Map(),
  late: [],
  changes: 0,
  handCount: null,
  castingVote: null,
  reason: '',
  pulledOut: [],
  listApproval: null,
  countingKey: null,
  publicKey: '',
  partials: new Map(),
  tally: null,
})
