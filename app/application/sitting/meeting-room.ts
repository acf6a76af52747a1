import type { MeetingId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import { isId } from '#domain/kernel/ids.ts'
import type { MeetingAct, MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { entryHash, genesis, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { createMeetingReplay } from '#protocol/commands/replay.ts'
import { isMeetingAct } from '#protocol/commands/acts.ts'
import type { Outbox } from '../ports/device-store.ts'
import type { HubDocument, Presence } from '../ports/document-hub.ts'
import { createCell, derive, type Live } from '../ports/live.ts'
import type { InkOnPage, PointOnPage } from '../ports/paper-view.ts'
import type { SeenHistory } from './seen-history.ts'

/** Where the presenter is: a page, and how much of it has scrolled by, in PDF units, so that it means the same in any window. */
export type PresentedPlace = {
  readonly paper: PaperId
  readonly page: number
  readonly top: number
  readonly left: number
  /** The presenter's pointer, as shares of a page's width and height; null when it is off. */
  readonly pointer: PointOnPage | null
  /** What the presenter has drawn and not wiped away. */
  readonly ink: readonly InkOnPage[]
}

/** Numbers in all lines together that are shown and told: what is drawn first goes first. */
export const mostInk = 600

/** What a participant's machine is doing, as the chair sees it. */
export type MachineState = 'in-front' | 'behind' | 'away'

export type MeetingRoom = {
  readonly meeting: MeetingId
  /** The meeting as its log says. */
  readonly state: Live<MeetingLogState>
  /** Own acts that no server has taken yet. */
  readonly waiting: Live<readonly MeetingAct[]>
  readonly isConnected: Live<boolean>
  readonly machines: Live<ReadonlyMap<PersonId, MachineState>>
  /** Where the person who presents now is; null while nobody does. */
  readonly presented: Live<PresentedPlace | null>
  /** How many machines show the presenter's page because they follow. */
  readonly followers: Live<number>
  /** False once the log that is shown is another one than this device has seen before. */
  readonly isSameHistory: Live<boolean>
  /** Number and hash of the newest entry. */
  head(): { readonly seq: number; readonly hash: string }
  /** The acts as they stand in the log, with what ballots say where it may be seen. */
  acts(): readonly RecordedAct[]
  setFront(isInFront: boolean): void
  setFollowing(isFollowing: boolean): void
  /** Only what the one who presents says is listened to. */
  setPlace(place: PresentedPlace | null): void
  close(): void
}

/** One meeting's room, read from its log and from what the machines in it say about themselves. */
export function openMeetingRoom(parts: {
  readonly meeting: MeetingId
  readonly log: HubDocument
  readonly outbox: Outbox
  readonly history: Pick<SeenHistory, 'look'>
}): MeetingRoom {
  const { meeting, log, outbox, history } = parts
  const replay = createMeetingReplay()
  const read = () => replay.read(log.read('log'), log.read('choices'))
  const state = createCell(read())
  const looksSame = () => history.look(meeting, log.read('log'), log.connection.get() === 'saved')
  const isSameHistory = createCell(looksSame())
  const ends = [
    log.watch(() => {
      isSameHistory.set(looksSame())
      state.set(read())
    }),
    log.connection.subscribe(() => isSameHistory.set(looksSame())),
  ]
  let own: { front: boolean; follows: boolean; place: PresentedPlace | null } = {
    front: true,
    follows: false,
    place: null,
  }
  const say = (change: Partial<typeof own>) => {
    own = { ...own, ...change }
    log.announce(own)
  }
  say({})

  return {
    meeting,
    state,
    isSameHistory,
    waiting: derive([outbox.entries], () =>
      outbox.entries.get().flatMap((entry) => {
        if (entry.kind !== 'command' || entry.state !== 'waiting') return []
        const { act } = entry.command.body
        return isMeetingAct(act) && act.meeting === meeting ? [act] : []
      }),
    ),
    isConnected: derive([log.connection], () => {
      const connection = log.connection.get()
      return connection === 'saved' || connection === 'saving' || connection === 'checking'
    }),
    machines: derive([log.presence], () => {
      const machines = new Map<PersonId, MachineState>()
      for (const { person, state: said } of log.presence.get())
        if (machines.get(person) !== 'in-front') machines.set(person, said.front === true ? 'in-front' : 'behind')
      return machines
    }),
    presented: derive([log.presence, state], () => {
      const { presenting } = state.get().sitting
      if (presenting === null) return null
      const said = log.presence.get().find(({ person, state: other }) => person === presenting.person && other.place)
      const place = said && placeOf(said)
      return place && place.paper === presenting.paper
        ? place
        : { paper: presenting.paper, page: 1, top: 0, left: 0, pointer: null, ink: [] }
    }),
    followers: derive(
      [log.presence],
      () => log.presence.get().filter(({ state: said }) => said.follows === true).length,
    ),
    head() {
      const last = log.read('log').at(-1)
      return last ? { seq: last.entry.seq, hash: entryHash(last.entry) } : { seq: 0, hash: genesis }
    },
    acts() {
      const choices = log.read('choices')
      return log.read('log').map((act) => {
        const ballot = choices.get(act.entry.cmdHash)
        return ballot ? { ...act, ballot } : act
      })
    },
    setFront: (front) => say({ front }),
    setFollowing: (follows) => say({ follows }),
    setPlace: (place) => say({ place }),
    close() {
      ends.forEach((end) => end())
      log.announce(null)
    },
  }
}

/** What another machine says is checked like any other input. */
function placeOf({ state }: Presence): PresentedPlace | null {
  const place = state.place as Partial<Record<keyof PresentedPlace, unknown>> | null
  if (place === null || typeof place !== 'object') return null
  const { paper, page, top, left } = place
  if (typeof paper !== 'string' || !isId('t', paper) || !isNumber(page) || page < 1) return null
  const pointer = place.pointer as { page?: unknown; x?: unknown; y?: unknown } | null | undefined
  return {
    paper: paper as PaperId,
    page,
    top: isNumber(top) ? top : 0,
    left: isNumber(left) ? left : 0,
    pointer:
      pointer && isNumber(pointer.page) && isShare(pointer.x) && isShare(pointer.y)
        ? { page: pointer.page, x: pointer.x, y: pointer.y }
        : null,
    ink: Array.isArray(place.ink) ? place.ink.slice(0, mostInk).filter(isInk) : [],
  }
}

function isInk(said: unknown): said is InkOnPage {
  if (said === null || typeof said !== 'object') return false
  const { page, line } = said as Partial<Record<keyof InkOnPage, unknown>>
  const isOnPage = (value: unknown) => isNumber(value) && value >= 0 && value <= 1000
  return (
    isNumber(page) && Array.isArray(line) && line.length <= mostInk && line.length % 2 === 0 && line.every(isOnPage)
  )
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isShare = (value: unknown): value is number => isNumber(value) && value >= 0 && value <= 1
