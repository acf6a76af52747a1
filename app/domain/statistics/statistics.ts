import { answerOf, isOverTime, type Consultation } from '../consultation/consultation.ts'
import type { PersonId } from '../kernel/ids.ts'
import { dayMs, type Instant } from '../kernel/time.ts'
import { isOverdue, type Task } from '../tasks/task.ts'
import type { MeetingFigures } from './meeting-figures.ts'

export type CountedMeeting = {
  readonly startsAt: Instant
  readonly figures: MeetingFigures
  readonly consultations: readonly Consultation[]
  readonly tasks: readonly Task[]
}

export type PersonFigures = {
  readonly person: PersonId
  readonly invited: number
  readonly present: number
  readonly excused: number
  readonly absent: number
  readonly turns: number
  readonly spokenMs: number
  readonly asked: number
  readonly answered: number
  readonly late: number
}

export type Statistics = {
  readonly meetings: number
  readonly heldMs: number
  /** Seats of members, and how many of them were filled. */
  readonly seats: number
  readonly present: number
  readonly papers: { readonly early: number; readonly late: number; readonly onTheDay: number }
  readonly pages: number
  /** Sheets that would have been printed on both sides for everybody. */
  readonly sheets: number
  readonly tasks: { readonly done: number; readonly open: number; readonly overdue: number }
  readonly people: readonly PersonFigures[]
}

/** Papers that come so long before the meeting are in time. */
const earlyMs = 3 * dayMs
const pagesPerSheet = 2

/** Sums over meetings that were held, and over what was asked in writing beside them. Whoever did nothing more than others is not ranked. */
export function gatherStatistics(meetings: readonly CountedMeeting[], now: Instant): Statistics {
  const held = meetings.filter(({ figures }) => figures.heldMs > 0 || figures.members.length > 0)
  const people = new Map<PersonId, PersonFigures>()
  const add = (person: PersonId, change: Partial<Record<Exclude<keyof PersonFigures, 'person'>, number>>) => {
    const before = people.get(person) ?? nobody(person)
    const after: Record<string, unknown> = { ...before }
    for (const [key, value] of Object.entries(change))
      after[key] = (before[key as keyof typeof change] as number) + value
    people.set(person, after as PersonFigures)
  }
  for (const { figures } of held)
    for (const { person, came, turns, spokenMs } of figures.members)
      add(person, { invited: 1, [came]: 1, turns, spokenMs })
  for (const consultation of meetings.flatMap((meeting) => meeting.consultations))
    for (const person of consultation.asked) {
      const answered = answerOf(consultation, person) !== null
      const late = !answered && (isOverTime(consultation, now) || consultation.late.some(({ by }) => by === person))
      add(person, { asked: 1, answered: Number(answered), late: Number(late) })
    }
  const papers = held.flatMap(({ figures }) => figures.papers)
  const tasks = meetings.flatMap((meeting) => meeting.tasks).filter(({ status }) => status !== 'cancelled')
  const seats = held.flatMap(({ figures }) => figures.members)
  const inTime = ({ leadMs }: (typeof papers)[number]) => leadMs >= earlyMs
  const tooLate = ({ leadMs }: (typeof papers)[number]) => leadMs < dayMs
  return {
    meetings: held.length,
    heldMs: sum(held.map(({ figures }) => figures.heldMs)),
    seats: seats.length,
    present: seats.filter(({ came }) => came === 'present').length,
    papers: {
      early: papers.filter(inTime).length,
      late: papers.filter((paper) => !inTime(paper) && !tooLate(paper)).length,
      onTheDay: papers.filter(tooLate).length,
    },
    pages: sum(papers.map(({ pages }) => pages)),
    sheets: sum(
      held.map(({ figures }) =>
        sum(figures.papers.map(({ pages }) => Math.ceil(pages / pagesPerSheet) * figures.readers)),
      ),
    ),
    tasks: {
      done: tasks.filter(({ status }) => status === 'done').length,
      open: tasks.filter((task) => task.status === 'open' && !isOverdue(task, now)).length,
      overdue: tasks.filter((task) => isOverdue(task, now)).length,
    },
    people: [...people.values()],
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

const nobody = (person: PersonId): PersonFigures => ({
  person,
  invited: 0,
  present: 0,
  excused: 0,
  absent: 0,
  turns: 0,
  spokenMs: 0,
  asked: 0,
  answered: 0,
  late: 0,
})
