import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { isMeetingAct } from '#protocol/commands/acts.ts'
import { entryHash, type RecordedAct } from '#protocol/commands/log-entry.ts'
import type { Authority } from '../authority/authority.ts'
import type { Environment } from '../authority/environment.ts'
import type { ServerLog } from '../operations/server-log.ts'
import { mailsOfTomorrow, mailsOnAct, type MailLanguage, type MeetingFacts } from './mail-content.ts'
import type { Mailer } from './mailer.ts'

const lookMs = 10 * 60_000

/** Writes to people about what happens and what is about to: the app tells them first, the mail those who do not open it. */
export function openPostOffice(parts: {
  readonly authority: () => Authority
  readonly mailer: Mailer
  readonly factsOf: (meeting: MeetingId) => Promise<MeetingFacts>
  readonly language: MailLanguage
  /** Where the app is reached. */
  readonly link: string
  /** Nothing is told while the server collects what it has lost. */
  readonly isSilent: () => boolean
  readonly env: Pick<Environment, 'now' | 'setTimer'>
  readonly log: ServerLog
}) {
  const { authority, mailer, factsOf, env, log } = parts
  let isClosed = false
  let last: Promise<void> = Promise.resolve()
  const frameOf = (meeting: MeetingId) => ({
    language: parts.language,
    link: `${parts.link.replace(/\/$/, '')}/meetings/${meeting}`,
  })
  const inTurn = (work: () => Promise<void>) => {
    last = last
      .then(() => (isClosed ? undefined : work()))
      .catch((fault: unknown) => log.error('a mail could not be written', { fault }))
  }
  const lookAhead = () =>
    inTurn(async () => {
      if (parts.isSilent()) return
      for (const [meeting, state] of authority().meetings()) {
        if (state.status !== 'invited' || state.partOf !== null) continue
        const facts = await factsOf(meeting)
        await mailer.post(mailsOfTomorrow(state, { facts, now: env.now() }, frameOf(meeting)))
      }
    })
  let cancelTimer = () => {}
  const tick = () => {
    lookAhead()
    cancelTimer = env.setTimer(tick, lookMs)
  }
  tick()
  return {
    noteRecorded({ entry, command }: RecordedAct): void {
      const { act, person } = command.body
      if (!isMeetingAct(act) || parts.isSilent()) return
      const state = authority().meeting(act.meeting)
      // Of a closed part nothing leaves the app, not even that there is one.
      if (state.partOf !== null) return
      inTurn(async () => {
        const about = { key: entryHash(entry).slice(0, 32), by: person as PersonId, state }
        // Most acts are told to nobody: their meeting's facts need not be read.
        const nothing: MeetingFacts = { title: '', startsAt: 0, place: '' }
        if (mailsOnAct(act, { ...about, facts: nothing }, frameOf(act.meeting)).length === 0) return
        const facts = await factsOf(act.meeting)
        await mailer.post(mailsOnAct(act, { ...about, facts }, frameOf(act.meeting)))
      })
    },
    lookAhead,
    async close(): Promise<void> {
      isClosed = true
      cancelTimer()
      await last
      await mailer.close()
    },
  }
}
