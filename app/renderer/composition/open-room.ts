import type { ActSender } from '#application/acts/act-sender.ts'
import type { Outbox, Settings } from '#application/ports/device-store.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { Identity } from '#application/session/session.ts'
import type { CheckRecord } from '#application/ports/record-check.ts'
import { openOwnPlaces, type OwnPlaces } from '#application/reading/own-places.ts'
import { openMeetingRoom, type MeetingRoom } from '#application/sitting/meeting-room.ts'
import { createKeyHolding, type KeyHolding } from '#application/sitting/key-holding.ts'
import { openOwnBallots, type OwnBallots } from '#application/sitting/own-ballots.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { pointOf } from '#protocol/secret/group.ts'
import { makeSecretBallot } from '#protocol/secret/secret-ballot.ts'

type RoomParts = {
  readonly hub: DocumentHub
  readonly identity: Identity
  readonly outbox: Outbox
  readonly acts: ActSender
  readonly env: Environment
}

/** Rooms that are open, each once however many screens look at it, connected while any of them does. */
export function createRooms({
  hub,
  outbox,
  keyHolding,
}: Pick<RoomParts, 'hub' | 'outbox'> & { readonly keyHolding: KeyHolding }) {
  const rooms = new Map<MeetingId, { readonly opened: Promise<MeetingRoom>; users: number }>()

  async function openFirst(meeting: MeetingId): Promise<MeetingRoom> {
    const log = await hub.open(documentKey({ kind: 'log', meeting }))
    const disconnect = log.connect()
    const room = openMeetingRoom({ meeting, log, outbox })
    const endHolding = keyHolding.follow(room)
    return {
      ...room,
      close() {
        endHolding()
        room.close()
        disconnect()
        log.release()
      },
    }
  }

  return {
    async open(meeting: MeetingId): Promise<MeetingRoom> {
      const known = rooms.get(meeting) ?? { opened: openFirst(meeting), users: 0 }
      rooms.set(meeting, known)
      known.users++
      const room = await known.opened
      let isClosed = false
      return {
        ...room,
        close() {
          if (isClosed) return
          isClosed = true
          known.users--
          if (known.users > 0) return
          rooms.delete(meeting)
          room.close()
        },
      }
    },
  }
}

/** What a person has for themselves beside their marks: ballots they cast, parts of counting keys, pages where they were. */
export async function openOwn(
  parts: RoomParts & { readonly settings: Settings; readonly checkRecord: CheckRecord },
): Promise<{
  readonly keyHolding: KeyHolding
  readonly places: OwnPlaces
  readonly ballots: OwnBallots
  readonly cast: (meeting: MeetingId, poll: Poll, choice: Choice) => ReturnType<ActSender['submit']>
  readonly close: () => void
}> {
  const { identity, acts, env } = parts
  const person = identity.person.id
  const own = await parts.hub.open(documentKey({ kind: 'private', person }))
  const ballots = openOwnBallots({ own, sealer: await identity.ownKeys.sealer('ballots') })
  const places = openOwnPlaces({
    own,
    sealer: await identity.ownKeys.sealer('places'),
    settings: parts.settings,
    now: env.now,
  })
  const keyHolding = createKeyHolding({
    me: person,
    settings: parts.settings,
    randomBytes: env.randomBytes,
    submit: (act) => acts.submit(act),
    checkRecord: parts.checkRecord,
  })
  /** Higher than that of any ballot of this vote that was recorded or waits to be sent. */
  function nextRev(poll: Poll): number {
    const waiting = parts.outbox.entries.get().flatMap((entry) => {
      const act = entry.kind === 'command' ? entry.command.body.act : null
      return act?.t === 'poll.ballot' && act.poll === poll.id ? [act.rev] : []
    })
    const kept = ballots.choices.get().get(poll.id)?.length ?? 0
    return Math.max(poll.ballots.get(person)?.rev ?? 0, kept, ...waiting) + 1
  }
  return {
    places,
    ballots,
    keyHolding,
    async cast(meeting, poll, choice) {
      const rev = nextRev(poll)
      const { question, opening } = poll
      const open = { choice, salt: toHex(env.randomBytes(16)) }
      // Kept before it is sent: a voter must never be unable to say what they chose. Of a secret ballot nothing is kept.
      if (!question.secret) await ballots.keep(poll.id, open)
      const ballot = question.secret
        ? makeSecretBallot({ question, opening, voter: person, key: pointOf(poll.publicKey) }, choice, env.randomBytes)
        : open
      return acts.submit(
        {
          t: 'poll.ballot',
          meeting,
          poll: poll.id,
          opening,
          voter: person,
          rev,
          seal: sealOf(poll.id, ballot),
          helpReason: '',
        },
        ballot,
      )
    },
    close() {
      ballots.close()
      own.release()
    },
  }
}
