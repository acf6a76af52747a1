import { z } from 'zod'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { hashHex } from '../kernel/canonical.ts'
import { isSignedBy, signValue } from '../kernel/signatures.ts'
import { entryDomain } from '../versions.ts'
import type { BallotContent } from './ballot.ts'
import { commandHash, commandSchema, type Command } from './command.ts'

/** `prev` of the first entry of a log. */
export const genesis = '0'.repeat(64)

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const logEntrySchema = z.strictObject({
  v: z.literal(1),
  /** Meeting id or organisation id. */
  log: z.string().max(40),
  epoch: z.int().min(1),
  /** 1, 2, 3 … without gaps. */
  seq: z.int().min(1),
  prev: hash,
  /** The authority's clock, milliseconds. */
  ts: z.int().min(0),
  type: z.string().max(60),
  cmdHash: hash,
  sig: z.string().regex(/^[0-9a-f]{128}$/),
})
export type LogEntry = z.infer<typeof logEntrySchema>

export const recordedActSchema = z.strictObject({ entry: logEntrySchema, command: commandSchema })
export type RecordedAct = {
  readonly entry: LogEntry
  readonly command: Command
  /** What a ballot says. The server keeps it beside the entry; participants get it when it may be seen. */
  readonly ballot?: BallotContent | undefined
}

export const entryHash = (entry: LogEntry): string => hashHex(entryDomain, entry)

export function signEntry(entry: Omit<LogEntry, 'sig'>, secretKey: Uint8Array): LogEntry {
  return { ...entry, sig: signValue(entryDomain, entry, secretKey) }
}

export type ChainFault = {
  readonly kind: 'gap' | 'broken-link' | 'wrong-log' | 'command-changed' | 'bad-signature'
  readonly seq: number
}

/** Whether an entry is the one that follows `prev` in a log of this server. */
export function checkLink(
  { entry, command }: RecordedAct,
  at: { readonly log: string; readonly seq: number; readonly prev: string; readonly serverKey: string },
  isSigned: typeof isSignedBy = isSignedBy,
): Result<null, ChainFault['kind']> {
  if (entry.log !== at.log) return fail('wrong-log')
  if (entry.seq !== at.seq) return fail('gap')
  if (entry.prev !== at.prev) return fail('broken-link')
  if (entry.cmdHash !== commandHash(command.body)) return fail('command-changed')
  const { sig: signature, ...unsigned } = entry
  return isSigned(entryDomain, unsigned, { signature, publicKey: at.serverKey }) ? ok(null) : fail('bad-signature')
}

/** Walks a whole log: numbers without gaps, each entry naming the one before, commands unchanged, signed by the server. */
export function checkChain(
  acts: readonly RecordedAct[],
  {
    log,
    serverKey,
    skipsSignature = () => false,
  }: {
    readonly log: string
    readonly serverKey: string
    /** Entries whose signature somebody else checks. */
    readonly skipsSignature?: (seq: number) => boolean
  },
): Result<null, ChainFault> {
  let prev = genesis
  for (const [index, act] of acts.entries()) {
    const at = { log, seq: index + 1, prev, serverKey }
    const checked = skipsSignature(index + 1) ? checkLink(act, at, () => true) : checkLink(act, at)
    if (!checked.ok) return fail({ kind: checked.error, seq: index + 1 })
    prev = entryHash(act.entry)
  }
  return ok(null)
}
