import type { DeviceId, FileId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { meetingSubject } from '#domain/meeting/actor.ts'
import { judgeMeetingAct } from '#domain/meeting/judge-meeting-act.ts'
import { emptyMeetingLog, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import {
  actorOf,
  emptyOrganisationLog,
  judgeOrganisationAct,
  type OrganisationAct,
  type OrganisationLogState,
} from '#domain/organisation/organisation-log.ts'
import { isOfUnit } from '#domain/organisation/organisation.ts'
import { can } from '#domain/permissions/can.ts'
import { isMeetingAct } from '#protocol/commands/acts.ts'
import type { BallotContent } from '#protocol/commands/ballot.ts'
import { commandHash, signCommand, type Command, type Seen } from '#protocol/commands/command.ts'
import { checkLink, entryHash, genesis, type LogEntry, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { isSignedBy } from '#protocol/kernel/signatures.ts'
import { applyRecordedToMeeting, applyRecordedToOrganisation, revealRecorded } from '#protocol/commands/replay.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { isSoundAct } from '#protocol/secret/sound-act.ts'
import { commandDomain, entryDomain } from '#protocol/versions.ts'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { LogStore } from '../storage/ports.ts'
import type { Curve } from './quick-curve.ts'
import type { Environment } from './environment.ts'
import type { ServerKeys } from './server-keys.ts'

export type AuthorityParts = {
  readonly logs: LogStore
  readonly keys: ServerKeys
  readonly curve: Curve
  readonly env: Environment
  readonly epoch: () => number
  /** The server was restored and takes entries back instead of acts. */
  readonly isRecovering: () => boolean
  readonly hasFile: (file: FileId, meeting: MeetingId) => boolean
  /** Called after each entry is durable, in the order of its log. */
  readonly onRecorded: (act: RecordedAct) => void
}

/** Judged in one go: a few hundred secret ballots would keep everything else waiting. */
const mostTogether = 32

type Submitted = { readonly command: Command; readonly ballot?: BallotContent }
type Gathered = {
  readonly submitted: Submitted
  readonly settle: (answer: Result<LogEntry, Refusal>) => void
  readonly failed: (reason: unknown) => void
}

/** What there will be when the acts that are about to be written are. */
type Ahead = {
  readonly organisation: OrganisationLogState
  readonly meeting: MeetingLogState
  readonly acts: readonly RecordedAct[]
}

function follow({ organisation, meeting, acts }: Ahead, act: RecordedAct): Ahead {
  const all = [...acts, act]
  if (!isMeetingAct(act.command.body.act))
    return { organisation: applyRecordedToOrganisation(organisation, act), meeting, acts: all }
  const applied = applyRecordedToMeeting(meeting, act)
  return { organisation, meeting: act.ballot ? revealRecorded(applied, act, act.ballot) : applied, acts: all }
}

/**
 * The one place that puts acts in order. Write order: check, append durably, then answer and tell others; a
 * receipt therefore exists only for entries that would survive a power cut. The same command sent twice is one entry.
 */
export async function createAuthority(parts: AuthorityParts) {
  let organisation: OrganisationLogState = emptyOrganisationLog
  const meetings = new Map<MeetingId, MeetingLogState>()
  const acts = new Map<string, RecordedAct[]>()
  const entries = new Map<string, LogEntry>()
  const queues = new Map<string, Promise<unknown>>()
  /** Acts that came while the ones before were being written, by their log. */
  const gathered = new Map<string, Gathered[]>()

  function take(act: RecordedAct): void {
    const { log } = act.entry
    const known = acts.get(log)
    if (known) known.push(act)
    else acts.set(log, [act])
    entries.set(act.entry.cmdHash, act.entry)
    if (isMeetingAct(act.command.body.act)) {
      const applied = applyRecordedToMeeting(meetings.get(log as MeetingId) ?? emptyMeetingLog, act)
      meetings.set(log as MeetingId, act.ballot ? revealRecorded(applied, act, act.ballot) : applied)
    } else organisation = applyRecordedToOrganisation(organisation, act)
  }
  for (const log of await parts.logs.logs()) for (const act of await parts.logs.load(log)) take(act)

  /** The entry that follows `last`. */
  function entryOf(log: string, command: Command, last: LogEntry | undefined): LogEntry {
    const unsigned = {
      v: 1 as const,
      log,
      epoch: parts.epoch(),
      seq: (last?.seq ?? 0) + 1,
      prev: last ? entryHash(last) : genesis,
      // The chain's clock never runs backwards, whatever the machine's does.
      ts: Math.max(parts.env.now(), last?.ts ?? 0),
      type: command.body.act.t,
      cmdHash: commandHash(command.body),
    }
    return { ...unsigned, sig: parts.curve.sign(entryDomain, unsigned, parts.keys.signing) }
  }

  /** Writes, and only then shows: nobody ever sees an entry that a power cut could take back. */
  async function write(acts: readonly RecordedAct[]): Promise<void> {
    await parts.logs.append(acts)
    for (const act of acts) {
      take(act)
      parts.onRecorded(act)
    }
  }

  /** One act after another within a log; logs do not wait for each other. */
  function inOrder<Value>(log: string, work: () => Promise<Value>): Promise<Value> {
    const run = (queues.get(log) ?? Promise.resolve()).then(work, work)
    queues.set(
      log,
      run.catch(() => {}),
    )
    return run
  }

  const meeting = (id: MeetingId): MeetingLogState => meetings.get(id) ?? emptyMeetingLog
  const actor = (person: PersonId, device: DeviceId) => actorOf(organisation, person, device)
  const logOf = ({ body: { act } }: Command): string => (isMeetingAct(act) ? act.meeting : (organisation.id ?? ''))

  function judge(command: Command, ahead: Ahead): Result<null, Refusal> {
    const { act, person, device } = command.body
    const by = actorOf(ahead.organisation, person, device)
    if (by.deviceRevoked) return fail('device-revoked')
    if (by.suspended) return fail('no-right')
    if (!isMeetingAct(act)) return judgeOrganisationAct(ahead.organisation, act, by)
    // Whoever closes a part of a meeting draws up the agenda of the whole; of what they may not read they learn nothing.
    if (act.t === 'meeting.create' && act.partOf && !can(meetingSubject(meeting(act.partOf), by), 'agenda.edit'))
      return fail('no-right')
    return judgeMeetingAct(ahead.meeting, act, {
      actor: by,
      world: {
        hasFile: (file) => parts.hasFile(file, act.meeting),
        isActivePerson: (id) => organisation.people.get(id)?.active === true,
        isOfUnit: (id, unit) => isOfUnit(organisation.units, organisation.people.get(id)?.unit ?? null, unit),
        now: parts.env.now(),
      },
    })
  }

  function isSound(
    { body: { act, person } }: Command,
    content: BallotContent | undefined,
    ahead: Pick<Ahead, 'meeting' | 'acts'>,
  ): boolean {
    if (!isMeetingAct(act)) return content === undefined
    const log = [...(acts.get(act.meeting) ?? []), ...ahead.acts]
    return isSoundAct({ state: ahead.meeting, log }, act, { by: person, content, isProven: parts.curve.isProven })
  }

  const isSigned = ({ body, signature }: Command, publicKey: string): boolean =>
    parts.curve.isSigned(commandDomain, body, { signature, publicKey })

  /** Whether a device saw this very log, and not another one. */
  function isInLog(log: string, { seq, head }: Seen, ahead: Ahead): boolean {
    const have = acts.get(log) ?? []
    const act = have[seq - 1] ?? ahead.acts[seq - 1 - have.length]
    return act !== undefined && entryHash(act.entry) === head
  }

  const aheadOf = (log: string): Ahead => ({ organisation, meeting: meeting(log as MeetingId), acts: [] })

  /** Whether an act may follow what is about to be written, and what there is then. */
  function judgeNext(log: string, { command, ballot }: Submitted, ahead: Ahead): Result<Ahead, Refusal> {
    if (parts.isRecovering()) return fail('restoring')
    const judged = judge(command, ahead)
    if (!judged.ok) return judged
    const { act, seen } = command.body
    if (seen && !isInLog(log, seen, ahead)) return fail('another-history')
    const last = (ahead.acts.at(-1) ?? acts.get(log)?.at(-1))?.entry
    if (act.t === 'log.seal' && (last?.seq !== act.seq || entryHash(last) !== act.head)) return fail('invalid')
    if (!isSound(command, ballot, ahead)) return fail('invalid')
    const entry = entryOf(log, command, last)
    const recorded: RecordedAct = ballot ? { entry, command, ballot } : { entry, command }
    return ok(follow(ahead, recorded))
  }

  /** Takes what has gathered for a log: one after another is judged, and all that may be written go to the disk together. */
  async function takeGathered(log: string): Promise<void> {
    const waiting = gathered.get(log) ?? []
    const group = waiting.splice(0, mostTogether)
    if (waiting.length === 0) gathered.delete(log)
    else void inOrder(log, () => takeGathered(log))
    try {
      let ahead = aheadOf(log)
      const answers = group.map(({ submitted, settle }) => {
        const hash = commandHash(submitted.command.body)
        const known = entries.get(hash) ?? ahead.acts.find(({ entry }) => entry.cmdHash === hash)?.entry
        if (known) return () => settle(ok(known))
        const judged = judgeNext(log, submitted, ahead)
        if (!judged.ok) return () => settle(judged)
        ahead = judged.value
        const entry = ahead.acts.at(-1)?.entry
        return () => settle(entry ? ok(entry) : fail('failed'))
      })
      if (ahead.acts.length > 0) await write(ahead.acts)
      for (const answer of answers) answer()
    } catch (reason) {
      for (const { failed } of group) failed(reason)
    }
  }

  return {
    /** Takes a signed command. Known commands are answered with their entry again. */
    submit(command: Command, ballot?: BallotContent): Promise<Result<LogEntry, Refusal>> {
      const machine = organisation.devices.get(command.body.device)
      if (!machine || !isSigned(command, machine.signingKey)) return Promise.resolve(fail('bad-signature'))
      const log = logOf(command)
      return new Promise((settle, failed) => {
        const group = gathered.get(log)
        const item = { submitted: { command, ...(ballot && { ballot }) }, settle, failed }
        if (group) return void group.push(item)
        gathered.set(log, [item])
        void inOrder(log, () => takeGathered(log))
      })
    },
    /** Acts that the server states itself, after it has checked a code or a password. Signed with the server's key. */
    submitAsServer(
      act: OrganisationAct,
      by: { readonly person: PersonId; readonly device: DeviceId },
    ): Promise<Result<LogEntry, Refusal>> {
      const body = { act, ...by, at: parts.env.now(), nonce: bytesToHex(parts.env.randomBytes(16)) }
      const log = act.t === 'organisation.create' ? act.organisation : (organisation.id ?? '')
      return inOrder(log, async () => {
        if (parts.isRecovering()) return fail('restoring')
        const judged = judgeOrganisationAct(organisation, act, 'server')
        if (!judged.ok) return judged
        const command = signCommand(body, parts.keys.signing)
        const entry = entryOf(log, command, acts.get(log)?.at(-1)?.entry)
        await write([{ entry, command }])
        return ok(entry)
      })
    },
    /**
     * Takes back what the backup lacks. Each entry must be the very next of its log and carry this server's own signature, so
     * that nobody can hand back what never was. An entry that contradicts the log is not taken, only counted.
     */
    handBack(
      log: string,
      given: readonly RecordedAct[],
    ): Promise<{ readonly taken: number; readonly disputed: number }> {
      return inOrder(log, async () => {
        let taken = 0
        let disputed = 0
        for (const act of given.toSorted((a, b) => a.entry.seq - b.entry.seq)) {
          const have = acts.get(log) ?? []
          const known = have[act.entry.seq - 1]?.entry
          const { sig: signature, ...unsigned } = act.entry
          const isOurs = isSignedBy(entryDomain, unsigned, { signature, publicKey: parts.keys.publicKey })
          if (known) {
            if (isOurs && entryHash(known) !== entryHash(act.entry)) disputed++
            continue
          }
          const last = have.at(-1)?.entry
          const follows = checkLink(act, {
            log,
            seq: have.length + 1,
            prev: last ? entryHash(last) : genesis,
            serverKey: parts.keys.publicKey,
          })
          if (!follows.ok) {
            if (isOurs) disputed++
            break
          }
          if (!parts.isRecovering()) {
            disputed++
            break
          }
          // The signature covers the entry, not what a ballot carries beside it.
          const { ballot, ...bare } = act
          const whole = ballot && isSound(act.command, ballot, aheadOf(log)) ? act : bare
          await write([whole])
          taken++
        }
        return { taken, disputed }
      })
    },
    organisation: (): OrganisationLogState => organisation,
    meeting,
    meetings: (): ReadonlyMap<MeetingId, MeetingLogState> => meetings,
    acts: (log: string): readonly RecordedAct[] => acts.get(log) ?? [],
    logs: (): readonly string[] => [...acts.keys()],
    actor,
  }
}

export type Authority = Awaited<ReturnType<typeof createAuthority>>
