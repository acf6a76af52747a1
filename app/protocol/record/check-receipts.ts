import { z } from 'zod'
import type { Poll } from '#domain/voting/poll.ts'
import { entryHash, logEntrySchema, type LogEntry } from '../commands/log-entry.ts'
import { idSchema } from '../commands/values.ts'
import { isSignedBy } from '../kernel/signatures.ts'
import { entryDomain } from '../versions.ts'
import type { MeetingRecord } from './record-format.ts'

export const receiptsFormat = 'pm-receipts/1'

/** What a voter's machine kept when the server took their ballots: entries that the server signed. */
export const receiptsSchema = z.strictObject({
  format: z.literal(receiptsFormat),
  log: idSchema('m'),
  entries: z.array(logEntrySchema).max(100_000),
})
export type Receipts = {
  readonly format: typeof receiptsFormat
  readonly log: string
  readonly entries: readonly LogEntry[]
}

export type ReceiptFinding = {
  readonly seq: number
  /** Title of the vote; empty where the record lacks the ballot. */
  readonly title: string
  /**
   * counted · replaced by a later ballot of the same voter · late, and so not counted · no-result: it stands in the record, of a
   * vote that was cancelled or never published · missing: the server signed for a ballot
   * that the record lacks, which proves it against the server · not-signed: this receipt is not the server's.
   */
  readonly outcome: 'counted' | 'replaced' | 'late' | 'no-result' | 'missing' | 'not-signed'
}

/** What became of the ballots that a voter holds receipts for. `polls`: those with a result, as the record's own verdict counts them. */
export function checkReceipts(
  record: MeetingRecord,
  polls: ReadonlyMap<string, Poll>,
  { entries }: Pick<Receipts, 'entries'>,
): readonly ReceiptFinding[] {
  return entries.map((receipt): ReceiptFinding => {
    const { sig: signature, ...unsigned } = receipt
    const finding = (outcome: ReceiptFinding['outcome'], title = '') => ({ seq: receipt.seq, title, outcome })
    if (receipt.log !== record.log || !isSignedBy(entryDomain, unsigned, { signature, publicKey: record.serverKey }))
      return finding('not-signed')
    const recorded = record.acts[receipt.seq - 1]
    if (!recorded || entryHash(recorded.entry) !== entryHash(receipt)) return finding('missing')
    const { act } = recorded.command.body
    const poll = act.t === 'poll.ballot' ? polls.get(act.poll) : undefined
    if (!poll || act.t !== 'poll.ballot') return finding('no-result')
    const { title } = poll.question
    if (poll.ballots.get(act.voter)?.seq === receipt.seq) return finding('counted', title)
    return finding(poll.late.some(({ seq }) => seq === receipt.seq) ? 'late' : 'replaced', title)
  })
}
