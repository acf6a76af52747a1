import type { PersonId } from '#domain/kernel/ids.ts'
import { hourMs, minuteMs } from '#domain/kernel/time.ts'
import type { Environment } from '../authority/environment.ts'
import type { ServerLog } from '../operations/server-log.ts'
import type { MailStore } from '../storage/ports.ts'
import type { Mail } from './mail-content.ts'

export type SendMail = (mail: { readonly to: string; readonly subject: string; readonly text: string }) => Promise<void>

/** How long to wait after each failure; after the last the mail is given up and the operator told. */
const waits = [minuteMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 12 * hourMs] as const
const mostAtOnce = 20
const lookAgainMs = minuteMs

export type Mailer = {
  /** Keeps the mails, then sends them when it can: a mail server that is away or hangs holds nobody up. */
  post(mails: readonly Mail[]): Promise<void>
  close(): Promise<void>
}

/** Mails that wait on the disk until the organisation's server takes them; none is sent twice, also after a restart. */
export function createMailer({
  store,
  send,
  addressOf,
  env,
  log,
}: {
  readonly store: MailStore
  readonly send: SendMail
  /** Null for somebody who has none. */
  readonly addressOf: (person: PersonId) => string | null
  readonly env: Pick<Environment, 'now' | 'setTimer'>
  readonly log: ServerLog
}): Mailer {
  let isClosed = false
  let running: Promise<void> | null = null
  let cancelTimer = () => {}

  async function sendDue(): Promise<void> {
    for (const mail of await store.due(env.now(), mostAtOnce)) {
      if (isClosed) return
      try {
        await send(mail)
        await store.settle(mail.key, { state: 'sent' })
      } catch (error) {
        const wait = waits[mail.tries]
        await store.settle(
          mail.key,
          wait === undefined ? { state: 'given-up' } : { state: 'waiting', dueAt: env.now() + wait },
        )
        log.error('a mail was not taken', { tries: mail.tries + 1, givenUp: wait === undefined, fault: error })
      }
    }
  }
  function run(): Promise<void> {
    cancelTimer()
    running ??= sendDue()
      .catch((error: unknown) => log.error('mails could not be read', { fault: error }))
      .finally(() => {
        running = null
        if (!isClosed) cancelTimer = env.setTimer(() => void run(), lookAgainMs)
      })
    return running
  }
  void run()

  return {
    async post(mails) {
      const kept = mails.flatMap(({ to, ...mail }) => {
        const address = addressOf(to)
        return address === null ? [] : [{ ...mail, to: address }]
      })
      if (kept.length === 0) return
      await store.add(kept, env.now())
      // One that is under way has looked already.
      void (running ?? Promise.resolve()).then(() => (isClosed ? undefined : run()))
    },
    async close() {
      isClosed = true
      cancelTimer()
      await running
    },
  }
}
