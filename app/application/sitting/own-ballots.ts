import { isId, type MeetingId, type PollId } from '#domain/kernel/ids.ts'
import { openBallotSchema, type SealedChoice } from '#protocol/commands/ballot.ts'
import { logEntrySchema, type LogEntry } from '#protocol/commands/log-entry.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'

export type OwnBallots = {
  /** What this person chose, by vote: newest first where they changed their mind. Only their own machines can read it. */
  readonly choices: Live<ReadonlyMap<PollId, readonly SealedChoice[]>>
  keep(poll: PollId, ballot: SealedChoice): Promise<void>
  /** Proof against a server that would lose a ballot afterwards. */
  keepReceipt(meeting: MeetingId, entry: LogEntry): Promise<void>
  receiptsOf(meeting: MeetingId): Promise<readonly LogEntry[]>
  close(): void
}

const keyOf = (poll: PollId) => `ballot/${poll}`
/** One value for each: two machines of a person never overwrite each other's. */
const receiptKey = (meeting: MeetingId, seq: number) => `receipt/${meeting}/${seq}`

/** A voter's own ballots, sealed for the voter: to show what they chose before anybody else may see it, and to check the record. */
export function openOwnBallots({ own, sealer }: { readonly own: HubDocument; readonly sealer: Sealer }): OwnBallots {
  const choices = createCell<ReadonlyMap<PollId, readonly SealedChoice[]>>(new Map())
  let last: Promise<void> = Promise.resolve()

  /** What was opened, by the very bytes: other values of the document change more often. */
  const opened = new WeakMap<Uint8Array, readonly SealedChoice[]>()

  async function open(key: string, sealed: Uint8Array<ArrayBuffer>): Promise<readonly SealedChoice[]> {
    const known = opened.get(sealed)
    if (known) return known
    const plain = await sealer.open(sealed, key)
    const parsed = plain && openBallotSchema.array().safeParse(JSON.parse(new TextDecoder().decode(plain)))
    const ballots = parsed?.success ? parsed.data : []
    opened.set(sealed, ballots)
    return ballots
  }

  async function read(): Promise<void> {
    const found = new Map<PollId, readonly SealedChoice[]>()
    for (const [key, sealed] of own.read('sealed-values')) {
      const poll = key.startsWith('ballot/') ? key.slice('ballot/'.length) : ''
      if (!isId('v', poll)) continue
      found.set(poll as PollId, await open(key, sealed))
    }
    choices.set(found)
  }
  const readAgain = () => (last = last.then(read, read))
  const end = own.watch(() => void readAgain())
  void readAgain()

  return {
    choices,
    async keep(poll, ballot) {
      await last
      const all = [ballot, ...(choices.get().get(poll) ?? [])]
      const key = keyOf(poll)
      const sealed = await sealer.seal(new TextEncoder().encode(JSON.stringify(all)), key)
      own.sealedValuesEditor().set(new Map([[key, sealed]]))
      await own.flush()
      await readAgain()
    },
    async keepReceipt(meeting, entry) {
      const key = receiptKey(meeting, entry.seq)
      const sealed = await sealer.seal(new TextEncoder().encode(JSON.stringify(entry)), key)
      own.sealedValuesEditor().set(new Map([[key, sealed]]))
      await own.flush()
    },
    async receiptsOf(meeting) {
      const found: LogEntry[] = []
      for (const [key, sealed] of own.read('sealed-values')) {
        if (!key.startsWith(receiptKey(meeting, 0).slice(0, -1))) continue
        const plain = await sealer.open(sealed, key)
        const parsed = plain && logEntrySchema.safeParse(JSON.parse(new TextDecoder().decode(plain)))
        if (parsed?.success) found.push(parsed.data)
      }
      return found.toSorted((a, b) => a.seq - b.seq)
    },
    close: end,
  }
}
