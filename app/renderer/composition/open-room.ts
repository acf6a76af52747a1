import type { ActSender } from '#application/acts/act-sender.ts'
import type { Outbox, Settings } from '#application/ports/device-store.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { Identity } from '#application/session/session.ts'
import { openOwnPlaces, type OwnPlaces } from '#application/reading/own-places.ts'
import { openMeetingRoom, type MeetingRoom } from '#application/sitting/meeting-room.ts'
import { openOwnBallots, type OwnBallots } from '#application/sitting/own-ballots.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { Choice, Poll } from '#domain/voting/poll.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { toHex } from '#protocol/kernel/hex.ts'

type RoomParts = {
  readonly hub: DocumentHub
  readonly identity: Identity
  readonly outbox: Outbox
  readonly acts: ActSender
  readonly env: Environment
}

/** Rooms that are open, each once however many screens look at it, connected while any of them does. */
export function createRooms({ hub, outbox }: Pick<RoomParts, 'hub' | 'outbox'>) {
  const rooms = new Map<MeetingId, { readonly opened: Promise<MeetingRoom>; users: number }>()

  async function openFirst(meeting: MeetingId): Promise<MeetingRoom> {
    const log = await hub.open(documentKey({ kind: 'log', meeting }))
    const disconnect = log.connect()
    const room = openMeetingRoom({ meeting, log, outbox })
    return {
      ...room,
      close() {
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

/** What a person has for themselves beside their marks: the ballots they cast, and the pages where they were. */
export async function openOwn(parts: RoomParts & { readonly settings: Settings }): Promise<{
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
  return {
    places,
    ballots,
    async cast(meeting, poll, choice) {
      const ballot = { choice, salt: toHex(env.randomBytes(16)) }
      // Kept before it is sent: a voter must never be unable to say what they chose.
      await ballots.keep(poll.id, ballot)
      const rev = Math.max(poll.ballots.get(person)?.rev ?? 0, ballots.choices.get().get(poll.id)?.length ?? 0) + 1
      return acts.submit(
        {
          t: 'poll.ballot',
          meeting,
          poll: poll.id,
          opening: poll.opening,
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
