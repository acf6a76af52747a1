import type { ActSender } from '#application/acts/act-sender.ts'
import type { Outbox, Settings } from '#application/ports/device-store.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { Identity } from '#application/session/session.ts'
import type { CheckRecord } from '#application/ports/record-check.ts'
import { openOwnNotices, type OwnNotices } from '#application/reading/own-notices.ts'
import { openOwnPlaces, type OwnPlaces } from '#application/reading/own-places.ts'
import { openMeetingRoom, type MeetingRoom } from '#application/sitting/meeting-room.ts'
import { createBallotCaster, type CastBallot } from '#application/sitting/cast-ballot.ts'
import { createKeyHolding, type KeyHolding } from '#application/sitting/key-holding.ts'
import type { SeenHistory } from '#application/sitting/seen-history.ts'
import { openOwnBallots, type OwnBallots } from '#application/sitting/own-ballots.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

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
  history,
}: Pick<RoomParts, 'hub' | 'outbox'> & { readonly keyHolding: KeyHolding; readonly history: SeenHistory }) {
  const rooms = new Map<MeetingId, { readonly opened: Promise<MeetingRoom>; users: number }>()

  async function openFirst(meeting: MeetingId): Promise<MeetingRoom> {
    const log = await hub.open(documentKey({ kind: 'log', meeting }))
    const disconnect = log.connect()
    await history.open(meeting)
    const room = openMeetingRoom({ meeting, log, outbox, history })
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
  readonly notices: OwnNotices
  readonly cast: CastBallot
  readonly close: () => void
}> {
  const { identity, acts, env } = parts
  const person = identity.person.id
  const own = await parts.hub.open(documentKey({ kind: 'private', person }))
  const ballots = openOwnBallots({ own, sealer: await identity.ownKeys.sealer('ballots') })
  acts.onReceipt(async ({ act, entry }) => {
    if (act.t === 'poll.ballot') await ballots.keepReceipt(act.meeting, entry)
  })
  const notices = openOwnNotices({ own, sealer: await identity.ownKeys.sealer('notices') })
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
  const cast = createBallotCaster({
    ballots,
    outbox: parts.outbox,
    acts,
    randomBytes: env.randomBytes,
    checkRecord: parts.checkRecord,
  })
  return {
    places,
    ballots,
    notices,
    keyHolding,
    cast,
    close() {
      notices.close()
      ballots.close()
      own.release()
    },
  }
}
