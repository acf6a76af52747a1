import { fail, type Result } from '#domain/kernel/result.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf, type BallotContent } from '#protocol/commands/ballot.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { pointOf } from '#protocol/secret/group.ts'
import { makeSecretBallot } from '#protocol/secret/secret-ballot.ts'
import type { ActOutcome, ActSender } from '../acts/act-sender.ts'
import type { Outbox } from '../ports/device-store.ts'
import type { CheckRecord } from '../ports/record-check.ts'
import type { OwnBallots } from './own-ballots.ts'

/** false-record: the log up to the opening of a secret vote does not check out, so nothing is encrypted with its key. */
export type CastFailure = Refusal | 'false-record'

export type CastBallot = (
  place: { readonly meeting: MeetingId; readonly poll: Poll; readonly record: MeetingRecord | null },
  choice: Choice,
) => Promise<Result<ActOutcome, CastFailure>>

export function createBallotCaster(parts: {
  readonly me: PersonId
  readonly ballots: OwnBallots
  readonly outbox: Outbox
  readonly acts: ActSender
  readonly randomBytes: (length: number) => Uint8Array
  readonly checkRecord: CheckRecord
}): CastBallot {
  const { me, ballots, acts, randomBytes } = parts
  /** Openings that this machine has checked. */
  const checked = new Set<string>()

  /** Higher than that of any ballot of this vote that was recorded or waits to be sent. */
  function nextRev(poll: Poll): number {
    const waiting = parts.outbox.entries.get().flatMap((entry) => {
      const act = entry.kind === 'command' ? entry.command.body.act : null
      return act?.t === 'poll.ballot' && act.poll === poll.id ? [act.rev] : []
    })
    const kept = ballots.choices.get().get(poll.id)?.length ?? 0
    return Math.max(poll.ballots.get(me)?.rev ?? 0, kept, ...waiting) + 1
  }

  /**
   * Whether the vote was opened as its log says: by whom it says, with a key that its holders proved. A server that showed
   * this voter a key of its own would have to forge all of that, and give itself away by another code of the opening.
   */
  async function isTrueOpening(opening: string, record: MeetingRecord | null): Promise<boolean> {
    if (checked.has(opening)) return true
    const length = (record?.acts.findIndex(({ entry }) => entry.cmdHash === opening) ?? -1) + 1
    if (!record || length === 0) return false
    if ((await parts.checkRecord({ ...record, acts: record.acts.slice(0, length) })) > 0) return false
    checked.add(opening)
    return true
  }

  async function contentOf(poll: Poll, choice: Choice): Promise<BallotContent> {
    const { question, opening, publicKey } = poll
    // Of a secret ballot nothing is kept but its hash in the log.
    if (question.secret)
      return makeSecretBallot({ question, opening, voter: me, key: pointOf(publicKey) }, choice, randomBytes)
    const open = { choice, salt: toHex(randomBytes(16)) }
    // Kept before it is sent: a voter must never be unable to say what they chose.
    await ballots.keep(poll.id, open)
    return open
  }

  return async ({ meeting, poll, record }, choice) => {
    if (poll.question.secret && !(await isTrueOpening(poll.opening, record))) return fail('false-record')
    const rev = nextRev(poll)
    const content = await contentOf(poll, choice)
    const { id, opening } = poll
    const seal = sealOf(id, content)
    return acts.submit({ t: 'poll.ballot', meeting, poll: id, opening, voter: me, rev, seal, helpReason: '' }, content)
  }
}
