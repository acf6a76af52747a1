import type { PersonId } from '#domain/kernel/ids.ts'
import { judgeMeetingAct, mayFollowSeals } from '#domain/meeting/judge-meeting-act.ts'
import { emptyMeetingLog, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { isRevealed } from '#domain/voting/reveal.ts'
import { pollResult, type PollResult } from '#domain/voting/poll-result.ts'
import { isMeetingAct } from '../commands/acts.ts'
import { isCommandSigned } from '../commands/command.ts'
import { checkChain, entryHash, genesis, type RecordedAct } from '../commands/log-entry.ts'
import { applyRecordedToMeeting, revealRecorded } from '../commands/replay.ts'
import { checkProofs, isSoundAct, isSoundBallot, type CheckProofs } from '../secret/sound-act.ts'
import { recordSchema, type MeetingRecord, type RecordDevice } from './record-format.ts'

/** What is wrong, and at which entry; 0 is the file as a whole. */
export type RecordFault = {
  readonly seq: number
  readonly kind:
    | 'not-a-record'
    | 'gap'
    | 'broken-link'
    | 'wrong-log'
    | 'command-changed'
    | 'bad-signature'
    | 'clock-ran-back'
    | 'another-history'
    | 'unknown-device'
    | 'wrong-person'
    | 'revoked-device'
    | 'bad-command-signature'
    | 'twice'
    | 'wrong-type'
    | 'not-allowed'
    | 'choice-changed'
    | 'choice-missing'
    | 'false-proof'
    | 'bad-seal'
    | 'after-seal'
    | 'unsealed'
  readonly detail: string
}

export type RecordVerdict = {
  readonly faults: readonly RecordFault[]
  readonly entries: number
  /** Hash of the last entry: 64 hexadecimal digits. */
  readonly head: string
  /** True seals: who vouches, and the hash of the entry up to which; its first 16 digits are the code that stands in the minutes. */
  readonly seals: readonly { readonly person: PersonId; readonly head: string }[]
  /** Chair and secretary vouch for its end. Without that, entries may be missing there, and nothing in the file can tell. */
  readonly isSealed: boolean
  readonly polls: readonly { readonly poll: Poll; readonly result: PollResult }[]
}

/**
 * Checks a record with nothing but the record: chain, clock, signatures of server and devices, that every act was allowed when
 * it was written, that every choice is the one that was sealed, and the seals. Results are counted anew.
 *
 * It cannot see a ballot that was never written (the voter's own receipt does), nor a device that was false from the start.
 */
export const verifyRecord = (value: unknown): RecordVerdict => verifyShare(value, { index: 0, of: 1 })

/** Signatures and proofs of every `of`-th entry: several threads each take a share, and their verdicts are put together. */
export type Share = { readonly index: number; readonly of: number }

/** What all shares found. Everything but signatures and proofs each of them has checked in full. */
export function joinVerdicts([first, ...others]: readonly [RecordVerdict, ...RecordVerdict[]]): RecordVerdict {
  const named = new Map(
    [first, ...others]
      .flatMap(({ faults }) => faults)
      .map((fault) => [`${fault.seq} ${fault.kind} ${fault.detail}`, fault]),
  )
  return { ...first, faults: [...named.values()].toSorted((a, b) => a.seq - b.seq) }
}

export function verifyShare(value: unknown, { index, of }: Share): RecordVerdict {
  const parsed = recordSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return nothing({ seq: 0, kind: 'not-a-record', detail: issue ? `${issue.path.join('.')}: ${issue.message}` : '' })
  }
  const record = parsed.data as unknown as MeetingRecord
  const faults: RecordFault[] = []
  const isMine = (seq: number) => seq % of === index
  const chain = checkChain(record.acts, {
    log: record.log,
    serverKey: record.serverKey,
    skipsSignature: (seq) => !isMine(seq),
  })
  if (!chain.ok) faults.push({ seq: chain.error.seq, kind: chain.error.kind, detail: '' })
  const devices = new Map<string, RecordDevice>(record.devices.map((device) => [device.id, device]))
  const seen = new Set<string>()
  const seals: { readonly person: PersonId; readonly head: string }[] = []
  let state: MeetingLogState = emptyMeetingLog
  let before: RecordedAct | null = null
  const hashes: string[] = []
  for (const act of record.acts) {
    const { seq } = act.entry
    const fault = (kind: RecordFault['kind'], detail = '') => void faults.push({ seq, kind, detail })
    checkAuthor(act, devices.get(act.command.body.device), { fault, isMine: isMine(seq) })
    if (seen.has(act.entry.cmdHash)) fault('twice')
    seen.add(act.entry.cmdHash)
    if (before && act.entry.ts < before.entry.ts) fault('clock-ran-back')
    if (act.entry.type !== act.command.body.act.t) fault('wrong-type')
    state = follow({ state, log: record.acts }, act, { fault, isMine: isMine(seq) })
    const { act: done, person, seen: saw } = act.command.body
    // Who signed it had been shown another log than this record.
    if (saw && hashes[saw.seq - 1] !== saw.head) fault('another-history', person)
    if (done.t === 'log.seal') {
      // A seal names the entry right before it; the second one so covers the first.
      const isTrue = before !== null && done.seq === before.entry.seq && done.head === entryHash(before.entry)
      if (isTrue) seals.push({ person, head: done.head })
      else fault('bad-seal')
    } else if (seals.length > 0 && !(isMeetingAct(done) && mayFollowSeals(done))) fault('after-seal', done.t)
    before = act
    hashes.push(entryHash(act.entry))
  }
  const holds = (role: 'chair' | 'secretary') => seals.some(({ person }) => state.roles.get(person)?.includes(role))
  const isSealed = holds('chair') && holds('secretary')
  if (state.status === 'ended' && !isSealed) faults.push({ seq: 0, kind: 'unsealed', detail: '' })
  for (const { entry, command, ballot } of record.acts) {
    const { act } = command.body
    const poll = act.t === 'poll.ballot' ? state.polls.get(act.poll) : undefined
    if (poll && isRevealed(poll) && ballot === undefined)
      faults.push({ seq: entry.seq, kind: 'choice-missing', detail: poll.id })
  }
  const polls = [...state.polls.values()].filter((poll) => poll.status === 'published' || poll.status === 'annulled')
  return {
    faults: faults.toSorted((a, b) => a.seq - b.seq),
    entries: record.acts.length,
    head: before ? entryHash(before.entry) : genesis,
    seals,
    isSealed,
    polls: polls.map((poll) => ({ poll, result: pollResult(poll) })),
  }
}

type Checking = {
  readonly fault: (kind: RecordFault['kind'], detail?: string) => void
  /** Its signature and proofs belong to this share. */
  readonly isMine: boolean
}

function checkAuthor(
  { entry, command }: RecordedAct,
  device: RecordDevice | undefined,
  { fault, isMine }: Checking,
): void {
  if (!device) return fault('unknown-device', command.body.device)
  if (device.person !== command.body.person) fault('wrong-person', command.body.person)
  // What was written in the very millisecond of the revocation was written before it: the authority refuses what comes after.
  if (entry.ts < device.enrolledAt || (device.revokedAt !== null && entry.ts > device.revokedAt))
    fault('revoked-device', device.id)
  if (isMine && !isCommandSigned(command, device.signingKey)) fault('bad-command-signature')
}

/** The state after an act that the authority was allowed to write; one that it was not is named and changes nothing. */
function follow(
  { state, log }: { readonly state: MeetingLogState; readonly log: readonly RecordedAct[] },
  act: RecordedAct,
  { fault, isMine }: Checking,
): MeetingLogState {
  const { body } = act.command
  if (!isMeetingAct(body.act)) {
    fault('not-allowed', body.act.t)
    return state
  }
  const judged = judgeMeetingAct(state, body.act, {
    // Who may create a meeting is a matter of the organisation's log; papers and people are outside of this one.
    actor: { person: body.person, systemRoles: ['secretariat'], suspended: false, deviceRevoked: false },
    world: { hasFile: () => true, isActivePerson: () => true, isOfUnit: () => true, now: act.entry.ts },
  })
  if (!judged.ok) {
    fault('not-allowed', `${body.act.t}: ${judged.error}`)
    return state
  }
  const applied = applyRecordedToMeeting(state, act)
  const isProven: CheckProofs = isMine ? checkProofs : () => true
  if (body.act.t !== 'poll.ballot') {
    if (isMine && !isSoundAct({ state, log }, body.act, { by: body.person, content: act.ballot, isProven }))
      fault('false-proof', body.act.t)
    return applied
  }
  if (act.ballot === undefined) return applied
  const poll = applied.polls.get(body.act.poll)
  if (!poll || !isSoundBallot(poll, body.act, { content: act.ballot, isProven })) {
    fault(poll?.question.secret ? 'false-proof' : 'choice-changed')
    return applied
  }
  return revealRecorded(applied, act, act.ballot)
}

const nothing = (fault: RecordFault): RecordVerdict => ({
  faults: [fault],
  entries: 0,
  head: genesis,
  seals: [],
  isSealed: false,
  polls: [],
})
