import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf, type BallotContent } from '#protocol/commands/ballot.ts'
import { commandHash } from '#protocol/commands/command.ts'
import { canonicalText } from '#protocol/kernel/canonical.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { pointOf } from '#protocol/secret/group.ts'
import { makeSecretBallot } from '#protocol/secret/secret-ballot.ts'
import type { ActOutcome, ActSender } from '../acts/act-sender.ts'
import type { Outbox } from '../ports/device-store.ts'
import type { CheckRecord } from '../ports/record-check.ts'
import { checkLog, type LogFault } from './check-log.ts'
import type { OwnBallots } from './own-ballots.ts'

/** A log fault: the log up to the opening of a secret vote does not check out, so nothing is encrypted with its key. */
export type CastFailure = Refusal | LogFault

export type CastBallot = (
  place: {
    readonly meeting: MeetingId
    readonly poll: Poll
    readonly record: MeetingRecord | null
    readonly voter: PersonId
    /** Why this person enters another's ballot; empty for one's own and for those one was left. */
    readonly helpReason: string
  },
  choice: Choice,
) => Promise<Result<ActOutcome, CastFailure>>

export function createBallotCaster(parts: {
  readonly ballots: OwnBallots
  readonly outbox: Outbox
  readonly acts: ActSender
  readonly randomBytes: (length: number) => Uint8Array
  readonly checkRecord: CheckRecord
}): CastBallot {
  const { ballots, acts, randomBytes } = parts
  /** Openings that this machine has checked, by the hash of the very bytes that it was shown. */
  const checked = new Set<string>()

  /** Higher than that of any ballot of this vote that was recorded for the voter or waits to be sent. */
  function nextRev(poll: Poll, voter: PersonId): number {
    const waiting = parts.outbox.entries.get().flatMap((entry) => {
      const act = entry.kind === 'command' ? entry.command.body.act : null
      return act?.t === 'poll.ballot' && act.poll === poll.id && act.voter === voter ? [act.rev] : []
    })
    const kept = ballots.choices.get().get(poll.id)?.length ?? 0
    return Math.max(poll.ballots.get(voter)?.rev ?? 0, kept, ...waiting) + 1
  }

  /**
   * The key of a vote that was opened as its log says: by whom it says, on this question, with a key that its holders proved.
   * A server that showed this voter a key of its own would have to forge all of that, and give itself away by another code of
   * the opening.
   */
  async function provenKey(poll: Poll, record: MeetingRecord | null): Promise<Result<string, LogFault>> {
    if (record === null) return fail('not-checked')
    const length = record.acts.findIndex(({ entry }) => entry.cmdHash === poll.opening) + 1
    const body = record.acts[length - 1]?.command.body
    if (body?.act.t !== 'poll.open' || body.act.key === undefined) return fail('false-record')
    // What the entry claims to be its hash proves nothing: it is computed, and the question on the card is compared.
    const isShown = canonicalText(body.act.question) === canonicalText(poll.question)
    if (commandHash(body) !== poll.opening || !isShown) return fail('false-record')
    if (!checked.has(poll.opening)) {
      const judged = await checkLog({ ...record, acts: record.acts.slice(0, length) }, parts.checkRecord)
      if (!judged.ok) return judged
      checked.add(poll.opening)
    }
    return ok(body.act.key)
  }

  async function contentOf(
    { poll, record, voter }: { readonly poll: Poll; readonly record: MeetingRecord | null; readonly voter: PersonId },
    choice: Choice,
  ): Promise<Result<BallotContent, LogFault>> {
    const { question, opening } = poll
    if (question.secret) {
      const key = await provenKey(poll, record)
      // Of a secret ballot nothing is kept but its hash in the log.
      return key.ok
        ? ok(makeSecretBallot({ question, opening, voter, key: pointOf(key.value) }, choice, randomBytes))
        : key
    }
    const open = { choice, salt: toHex(randomBytes(16)) }
    // Kept before it is sent: a voter must never be unable to say what they chose.
    await ballots.keep(poll.id, open)
    return ok(open)
  }

  return async ({ meeting, poll, record, voter, helpReason }, choice) => {
    const rev = nextRev(poll, voter)
    const content = await contentOf({ poll, record, voter }, choice)
    if (!content.ok) return content
    const { id, opening } = poll
    const seal = sealOf(id, content.value)
    return acts.submit({ t: 'poll.ballot', meeting, poll: id, opening, voter, rev, seal, helpReason }, content.value)
  }
}
