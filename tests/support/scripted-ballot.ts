import type { MeetingId, PollId } from '#domain/kernel/ids.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { randomBytes, type TestDevice } from './test-server.ts'

/** An open vote's ballot as a machine without a screen casts it. */
export async function castScriptedBallot(
  voter: TestDevice,
  { meeting, poll, opening, choice }: { meeting: MeetingId; poll: PollId; opening: string; choice: Choice },
): Promise<void> {
  const ballot = { choice, salt: toHex(randomBytes(16)) }
  const done = await voter.submit(
    {
      t: 'poll.ballot',
      meeting,
      poll,
      opening,
      voter: voter.person,
      rev: 1,
      seal: sealOf(poll, ballot),
      helpReason: '',
    },
    ballot,
  )
  if (!done.ok) throw new Error(`The ballot was refused: ${done.error}`)
}
