import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { Act } from '#protocol/commands/acts.ts'
import type { BallotContent } from '#protocol/commands/ballot.ts'
import { commandHash, signCommand, type Seen } from '#protocol/commands/command.ts'
import type { LogEntry } from '#protocol/commands/log-entry.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Outbox, OutboxCommand } from '../ports/device-store.ts'
import type { Environment } from '../ports/environment.ts'
import type { CallFailure } from '../ports/server-api.ts'

const retryDelayMs = 5000

/** What the server answered: its signed entry of the act. */
export type Receipt = { readonly act: Act; readonly entry: LogEntry }

export type ActOutcome = 'accepted' | 'waiting'

export type ActSender = {
  /**
   * Signs the act, keeps it, and sends it. `waiting` when there is no network: it goes by itself later. A refusal is the
   * server's word, and is answered to the caller who is still there; one that comes later is kept and shown.
   */
  submit(act: Act, ballot?: BallotContent): Promise<Result<ActOutcome, Refusal>>
  /** Sends everything that waits, in order. */
  sendWaiting(): Promise<void>
  /** Tells of each entry that the server signed for an act of this device. The act stays in the outbox until it was told. */
  onReceipt(listener: (receipt: Receipt) => Promise<void>): void
}

export function createActSender(parts: {
  readonly person: PersonId
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  readonly outbox: Outbox
  readonly env: Environment
  /** What the device has seen of the log that the act goes to. */
  readonly seen: (act: Act) => Seen | null
  readonly send: (entry: OutboxCommand) => Promise<Result<LogEntry, CallFailure>>
}): ActSender {
  const { outbox, env } = parts
  let sending: Promise<void> | null = null
  /** One at a time: the next is sent when the one before is settled, so that acts keep their order. */
  let last: Promise<unknown> = Promise.resolve()
  /** Those whose caller waits for the answer. */
  const attended = new Set<string>()
  let cancelRetry: (() => void) | null = null
  const listeners: ((receipt: Receipt) => Promise<void>)[] = []

  const settle = async (
    entry: OutboxCommand,
    answer: Result<LogEntry, CallFailure>,
    isAttended: boolean,
  ): Promise<Result<ActOutcome, Refusal>> => {
    if (answer.ok) {
      // The act is recorded, whatever becomes of what is kept about it here.
      for (const listener of listeners)
        await listener({ act: entry.command.body.act, entry: answer.value }).catch(() => {})
      await outbox.remove(entry.id)
      return ok('accepted')
    }
    if (isPassing(answer.error)) {
      // A server that is busy is asked again; a network that is gone tells when it is back.
      if (answer.error === 'overloaded' || answer.error === 'failed')
        cancelRetry ??= env.setTimer(() => {
          cancelRetry = null
          void sendWaiting()
        }, retryDelayMs)
      return ok('waiting')
    }
    if (isAttended) await outbox.remove(entry.id)
    else await outbox.put({ ...entry, state: 'refused', refusal: answer.error as Refusal })
    return fail(answer.error as Refusal)
  }

  const waiting = () =>
    outbox.entries
      .get()
      .filter(
        (entry): entry is OutboxCommand =>
          entry.kind === 'command' && entry.state === 'waiting' && !attended.has(entry.id),
      )

  function sendWaiting(): Promise<void> {
    sending ??= last
      .then(async () => {
        for (const entry of waiting()) {
          const answer = await parts.send(entry)
          await settle(entry, answer, false)
          if (!answer.ok && isPassing(answer.error)) return
        }
      })
      .finally(() => (sending = null))
    return sending
  }

  return {
    async submit(act, ballot) {
      const seen = parts.seen(act)
      const nonce = toHex(env.randomBytes(16))
      const body = { act, person: parts.person, device: parts.device, at: env.now(), nonce, ...(seen && { seen }) }
      const command = signCommand(body, parts.signingKey)
      const entry: OutboxCommand = {
        id: commandHash(body),
        kind: 'command',
        state: 'waiting',
        createdAt: body.at,
        command,
        ...(ballot && { ballot }),
        refusal: null,
      }
      attended.add(entry.id)
      await outbox.put(entry).catch((fault: unknown) => {
        attended.delete(entry.id)
        throw fault
      })
      const settled = last.then(async (): Promise<Result<ActOutcome, Refusal>> => {
        try {
          if (waiting().length === 0) return await settle(entry, await parts.send(entry), true)
        } finally {
          attended.delete(entry.id)
        }
        void sendWaiting()
        return ok('waiting')
      })
      last = settled.catch(() => {})
      return settled
    },
    sendWaiting,
    onReceipt(listener) {
      listeners.push(listener)
    },
  }
}

/** Failures that another try may cure: nothing was decided. */
function isPassing(failure: CallFailure): boolean {
  return (
    failure === 'offline' ||
    failure === 'overloaded' ||
    failure === 'failed' ||
    failure === 'restoring' ||
    failure === 'not-signed-in' ||
    failure === 'too-many-tries'
  )
}
