import type { ItemId, MeetingId } from '#domain/kernel/ids.ts'
import { minuteMs } from '#domain/kernel/time.ts'
import { castScriptedBallot } from './scripted-ballot.ts'
import type { StoryClock } from './server-with-clock.ts'
import { newId, type TestDevice } from './test-server.ts'
import { voteQuestion } from './vote-question.ts'

/** A session without screens: they arrive, each item has three speakers, and one motion is voted on; it is left open. */
export async function holdsScriptedSession({
  meeting,
  chair,
  office,
  present,
  items,
  motion,
  against,
  clock,
}: {
  readonly meeting: MeetingId
  readonly chair: TestDevice
  readonly office: TestDevice
  readonly present: readonly TestDevice[]
  readonly items: readonly ItemId[]
  readonly motion: { readonly title: string; readonly item: ItemId | null }
  /** How many of those present vote no. */
  readonly against: number
  readonly clock: StoryClock
}): Promise<void> {
  for (const device of [chair, ...present]) await device.must({ t: 'roll.arrive', meeting, person: device.person })
  await chair.must({ t: 'session.start', meeting, reason: '' })
  for (const [index, item] of items.entries()) {
    await chair.must({ t: 'item.open', meeting, item, under: [] })
    for (const speaker of present.slice(index * 3, index * 3 + 3)) {
      const turn = newId('n')
      const about = { kind: 'speech', topic: 'Về số liệu', minutes: 3, target: null } as const
      await speaker.must({ t: 'floor.request', meeting, turn, person: speaker.person, item, ...about })
      await chair.must({ t: 'floor.call', meeting, turn })
      clock.later(minuteMs / 4)
      await chair.must({ t: 'floor.finish', meeting, turn })
    }
  }
  const poll = newId('v')
  const question = voteQuestion(motion)
  await office.must({ t: 'poll.prepare', meeting, poll, question })
  const opened = await chair.submit({ t: 'poll.open', meeting, poll, question, reason: '' })
  if (!opened.ok) throw new Error(opened.error)
  const opening = opened.value.entry.cmdHash
  for (const [index, voter] of present.entries())
    await castScriptedBallot(voter, { meeting, poll, opening, choice: { kind: index < against ? 'no' : 'yes' } })
  await chair.must({ t: 'poll.close', meeting, poll })
  await chair.must({ t: 'poll.publish', meeting, poll })
}
