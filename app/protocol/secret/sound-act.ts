import type { PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct, MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { slotsOf } from '#domain/voting/ballot-slots.ts'
import type { CountingKey } from '#domain/voting/counting-key.ts'
import { weightIn } from '#domain/voting/franchise.ts'
import { isChoiceOf } from '#domain/voting/judge-question.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { sealOf, type BallotContent } from '../commands/ballot.ts'
import type { RecordedAct } from '../commands/log-entry.ts'
import { isCommitment, jointKey } from './ceremony.ts'
import { pointOf, pointText, type GroupPoint } from './group.ts'
import type { Pair } from './proofs.ts'
import { isSecretBallot, type SecretBallot } from './secret-ballot.ts'
import { isPartial, isTally, sumBallots, type WeighedBallot } from './tally.ts'

/** A vote's public key, with tables that make the many multiplications by it quick. Lives as long as the key itself. */
const preparedKeys = new WeakMap<CountingKey, { readonly text: string; readonly point: GroupPoint }>()
function preparedKey({ countingKey, publicKey }: Poll): GroupPoint {
  const known = countingKey && preparedKeys.get(countingKey)
  if (known?.text === publicKey) return known.point
  const point = pointOf(publicKey).precompute(8, true)
  if (countingKey) preparedKeys.set(countingKey, { text: publicKey, point })
  return point
}

/** The entries of one log, in order. */
type Log = readonly RecordedAct[]

/**
 * Whether everything in an act that is computed rather than decided holds: what a ballot sealed, keys, proofs, sums, totals.
 * Authority and verifier ask the same question, after the rules have said that the act is allowed.
 */
export function isSoundAct(
  { state, log }: { readonly state: MeetingLogState; readonly log: Log },
  act: MeetingAct,
  {
    by,
    content,
    isProven,
  }: { readonly by: PersonId; readonly content: BallotContent | undefined; readonly isProven: CheckProofs },
): boolean {
  if (act.t !== 'poll.ballot' && content !== undefined) return false
  if (act.t === 'key.commit') return isCommitment(act.commitment, { ceremony: act.ceremony, holder: by })
  if (act.t === 'poll.open')
    return !act.question.secret || (state.countingKey !== null && act.key === pointText(jointKey(state.countingKey)))
  if (act.t !== 'poll.ballot' && act.t !== 'poll.partial' && act.t !== 'poll.publish') return true
  const poll = state.polls.get(act.poll)
  if (!poll) return false
  if (act.t === 'poll.ballot') return content !== undefined && isSoundBallot(poll, act, { content, isProven })
  if (!poll.question.secret) return act.t === 'poll.publish'
  const { countingKey: key, opening, partials } = poll
  const sums = pollSums(poll, log)
  if (!key || !sums) return false
  return act.t === 'poll.partial'
    ? isPartial({ key, holder: by, opening }, act.partial, sums)
    : isTally({ key, partials, sums }, act.tally ?? [])
}

/** Whether a secret ballot proves that it is one of that voter in that vote. */
export type CheckProofs = (poll: Poll, voter: PersonId, ballot: SecretBallot) => boolean

export const checkProofs: CheckProofs = (poll, voter, ballot) =>
  isSecretBallot({ question: poll.question, opening: poll.opening, voter, key: preparedKey(poll) }, ballot)

/** Whether a ballot says what it sealed, and something that the question allows. */
export function isSoundBallot(
  poll: Poll,
  { voter, seal }: { readonly voter: PersonId; readonly seal: string },
  { content, isProven }: { readonly content: BallotContent; readonly isProven: CheckProofs },
): boolean {
  if (sealOf(poll.id, content) !== seal) return false
  if (!poll.question.secret) return 'choice' in content && isChoiceOf(poll.question, content.choice)
  return 'slots' in content && isProven(poll, voter, content)
}

/** The sums that the holders open: of exactly the counted ballots. Null where the content of one is not here. */
export function pollSums(poll: Poll, log: Log): readonly Pair[] | null {
  const ballots: WeighedBallot[] = []
  for (const { voter, seq } of poll.ballots.values()) {
    const content = log[seq - 1]?.ballot
    if (!content || !('slots' in content)) return null
    ballots.push({ ballot: content, weight: weightIn(poll, voter) })
  }
  return sumBallots(ballots, slotsOf(poll.question).count)
}
