import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { Act } from '#protocol/commands/acts.ts'
import type { SealedChoice } from '#protocol/commands/ballot.ts'
import { commandHash, signCommand } from '#protocol/commands/command.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Outbox, OutboxCommand } from '../ports/device-store.ts'
import type { Environment } from '../ports/environment.ts'
import type { CallFailure } from '../ports/server-api.ts'

export type ActOutcome = 'accepted' | 'waiting'

export type ActSender = {
  /**
   * Signs the act, keeps it, and sends it. `waiting` when there is no network: it goes by itself later. A refusal is the
   * server's word, and is answered to the caller who is still there; one that comes later is kept and shown.
   */
  submit(act: Act, ballot?: SealedChoice): Promise<Result<ActOutcome, Refusal>>
  /** Sends everything that waits, in order. */
  sendWaiting(): Promise<void>
}

export function createActSender(parts: {
  readonly person: PersonId
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  readonly outbox: Outbox
  readonly env: Environment
  readonly send: (entry: OutboxCommand) => Promise<Result<null, CallFailure>>
}): ActSender {
  const { outbox, env } = parts
  let sending: Promise<void> | null = null

  const settle = async (
    entry: OutboxCommand,
    answer: Result<null, CallFailure>,
    isAttended: boolean,
  ): Promise<Result<ActOutcome, Refusal>> => {
    if (answer.ok) {
      await outbox.remove(entry.id)
      return ok('accepted')
    }
    if (isPassing(answer.error)) return ok('waiting')
    if (isAttended) await outbox.remove(entry.id)
    else await outbox.put({ ...entry, state: 'refused', refusal: answer.error as Refusal })
    return fail(answer.error as Refusal)
  }

  return {
    async submit(act, ballot) {
      const body = { act, person: parts.person, device: parts.device, at: env.now(), nonce: toHex(env.randomBytes(16)) }
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
      // Acts of one person keep their order: nothing overtakes what still waits.
      const mustQueue = outbox.entries.get().some((other) => other.kind === 'command' && other.state === 'waiting')
      await outbox.put(entry)
      if (mustQueue) return ok('waiting')
      return settle(entry, await parts.send(entry), true)
    },
    sendWaiting() {
      sending ??= (async () => {
        const waiting = outbox.entries
          .get()
          .filter((entry): entry is OutboxCommand => entry.kind === 'command' && entry.state === 'waiting')
        for (const entry of waiting) {
          const answer = await parts.send(entry)
          if (!answer.ok && isPassing(answer.error)) return
          await settle(entry, answer, false)
        }
      })().finally(() => (sending = null))
      return sending
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
