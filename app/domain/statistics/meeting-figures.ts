import { isPresent } from '../attendance/roll.ts'
import { speakingRecords } from '../floor/floor.ts'
import { lengthOf } from '../kernel/interval.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { membersOf, type MeetingLogState } from '../meeting/meeting-log.ts'

/** What a meeting adds to the statistics; small, so that it lies beside its row. */
export type MeetingFigures = {
  /** Of the session without its breaks; 0 where none was held. */
  readonly heldMs: number
  readonly members: readonly {
    readonly person: PersonId
    readonly came: 'present' | 'excused' | 'absent'
    readonly turns: number
    readonly spokenMs: number
  }[]
  /** Of each paper: how long before the meeting its first version was there (negative: after it began), and its pages. */
  readonly papers: readonly { readonly leadMs: number; readonly pages: number }[]
  /** Who would have had each paper in their hands. */
  readonly readers: number
}

export function figuresOf(state: MeetingLogState, startsAt: Instant): MeetingFigures {
  const { startedAt, endedAt, breaks } = state.sitting
  const end = endedAt ?? startedAt
  const spoken = speakingRecords(state.floor, end ?? 0)
  return {
    heldMs: startedAt === null || end === null ? 0 : Math.max(0, end - startedAt - lengthOf(breaks, end)),
    members:
      startedAt === null
        ? []
        : membersOf(state).map((person) => {
            const { turns = 0, spokenMs = 0 } = spoken.get(person) ?? {}
            const wasHere = isPresent(state.roll, person) || (state.roll.presence.get(person) ?? []).length > 0
            const reply = state.roll.replies.get(person)?.status
            const isExcused = reply === 'absent-excused' || reply === 'substituted'
            return { person, came: wasHere ? 'present' : isExcused ? 'excused' : 'absent', turns, spokenMs }
          }),
    papers: [...state.papers.values()].flatMap(({ versions }) => {
      const [first] = versions
      return first ? [{ leadMs: startsAt - first.publishedAt, pages: versions.at(-1)?.pageCount ?? 0 }] : []
    }),
    readers: [...state.roles.values()].filter((roles) => !roles.every((role) => role === 'screen')).length,
  }
}
