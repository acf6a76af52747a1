import type { ItemId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { replyStatus } from '../attendance/roll.ts'
import { chairOf, membersOf, type MeetingLogState } from '../meeting/meeting-log.ts'
import { pollResult } from '../voting/poll-result.ts'
import {
  electedWord,
  electionSentence,
  resultSentence,
  rowCounts,
  rowSentence,
  type SentenceLanguage,
} from '../voting/result-sentence.ts'
import type { Poll } from '../voting/poll.ts'
import type { MinutesPart } from './minutes.ts'

/** The sentences that stand between the facts, in the language of the document. */
export type MinutesWords = {
  readonly language: SentenceLanguage
  timeAndPlace(): string
  startedAt(at: Instant): string
  endedAt(at: Instant): string
  place(place: string): string
  takingPart(): string
  chair(name: string): string
  secretaries(names: string): string
  present(counts: { readonly present: number; readonly total: number }): string
  excused(people: string): string
  absent(people: string): string
  guests(names: string): string
  quorum(isMet: boolean, reason: string): string
  presentedBy(name: string): string
  speakers(names: string): string
  recused(names: string): string
  voted(title: string, isSecret: boolean): string
  counts(counts: {
    readonly yes: number
    readonly no: number
    readonly abstain: number
    readonly other: number
    readonly silent: number
  }): string
  option(label: string, votes: number): string
  annulled(reason: string): string
  listApproved(how: string): string
  pulledOut(label: string, by: string): string
  conclusion(text: string): string
  task(task: { readonly lead: string; readonly support: string; readonly title: string; readonly due: Instant }): string
  deferred(): string
}

type Facts = {
  /** In the order of the agenda. */
  readonly items: readonly {
    readonly id: ItemId
    readonly number: string
    readonly title: string
    readonly presenter: string
  }[]
  readonly place: string
  /** Name with position, as minutes write it. */
  readonly nameOf: (person: PersonId) => string
  /** The secretaries' running notes. */
  readonly notes: ReadonlyMap<ItemId, string>
}

/** The minutes as the log and the running notes give them: what the machine knows is never typed again. */
export function composeMinutes(state: MeetingLogState, facts: Facts, words: MinutesWords): readonly MinutesPart[] {
  const general = [...state.polls.values()].filter(({ question }) => question.item === null)
  return [
    opening(state, facts, words),
    attendance(state, facts, words),
    ...facts.items.map((item) => itemPart(state, item, { facts, words })),
    ...general.map((poll) => ({ heading: poll.question.title, paragraphs: voteLines(poll, words, facts.nameOf) })),
  ].filter(({ paragraphs, heading }) => paragraphs.length > 0 || heading !== '')
}

const paragraphsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function opening({ sitting }: MeetingLogState, { place }: Facts, words: MinutesWords): MinutesPart {
  return {
    heading: words.timeAndPlace(),
    paragraphs: [
      ...(sitting.startedAt === null ? [] : [words.startedAt(sitting.startedAt)]),
      ...(sitting.endedAt === null ? [] : [words.endedAt(sitting.endedAt)]),
      ...(place === '' ? [] : [words.place(place)]),
    ],
  }
}

function attendance(state: MeetingLogState, { nameOf }: Facts, words: MinutesWords): MinutesPart {
  const members = membersOf(state)
  const cameIn = (person: PersonId) => (state.roll.presence.get(person) ?? []).length > 0
  const away = members.filter((person) => !cameIn(person))
  const excused = away.filter((person) => replyStatus(state.roll, person) === 'absent-excused')
  const withReason = excused.map((person) => {
    const reason = state.roll.replies.get(person)?.reason.trim() ?? ''
    return reason === '' ? nameOf(person) : `${nameOf(person)} (${reason})`
  })
  const unexcused = away.filter((person) => !excused.includes(person))
  const holding = (role: 'secretary' | 'guest' | 'observer') =>
    [...state.roles].flatMap(([person, roles]) => (roles.includes(role) ? [person] : []))
  const guests = [...holding('guest'), ...holding('observer')].filter(cameIn)
  const chair = chairOf(state)
  const { quorumAtStart, startReason } = state.sitting
  const list = (people: readonly PersonId[]) => people.map(nameOf).join('; ')
  return {
    heading: words.takingPart(),
    paragraphs: [
      ...(chair === null ? [] : [words.chair(nameOf(chair))]),
      ...(holding('secretary').length === 0 ? [] : [words.secretaries(list(holding('secretary')))]),
      words.present({ present: members.length - away.length, total: members.length }),
      ...(withReason.length === 0 ? [] : [words.excused(withReason.join('; '))]),
      ...(unexcused.length === 0 ? [] : [words.absent(list(unexcused))]),
      ...(guests.length === 0 ? [] : [words.guests(list(guests))]),
      ...(quorumAtStart === null ? [] : [words.quorum(quorumAtStart.isMet, startReason)]),
    ],
  }
}

function itemPart(
  state: MeetingLogState,
  item: Facts['items'][number],
  { facts, words }: { readonly facts: Facts; readonly words: MinutesWords },
): MinutesPart {
  const spoke = [...state.floor.turns.values()]
    .filter(({ item: on, runs }) => on === item.id && runs.length > 0)
    .toSorted((a, b) => (a.runs[0]?.from ?? 0) - (b.runs[0]?.from ?? 0))
  const speakers = [...new Set(spoke.map(({ person }) => person))]
  const recused = [...(state.sitting.recused.get(item.id) ?? [])]
  const conclusion = state.minutes.conclusions.get(item.id)
  const polls = [...state.polls.values()].filter(({ question }) => question.item === item.id)
  const tasks = [...state.tasks.values()].filter((task) => task.item === item.id && task.status !== 'cancelled')
  return {
    heading: `${item.number}. ${item.title}`,
    paragraphs: [
      ...(item.presenter === '' ? [] : [words.presentedBy(item.presenter)]),
      ...(recused.length === 0 ? [] : [words.recused(recused.map(facts.nameOf).join('; '))]),
      ...(speakers.length === 0 ? [] : [words.speakers(speakers.map(facts.nameOf).join('; '))]),
      ...paragraphsOf(facts.notes.get(item.id) ?? ''),
      ...polls.flatMap((poll) => voteLines(poll, words, facts.nameOf)),
      ...(state.sitting.itemStatuses.get(item.id) === 'deferred' ? [words.deferred()] : []),
      ...(conclusion ? paragraphsOf(words.conclusion(conclusion.text)) : []),
      ...tasks.map(({ lead, support, title, due }) =>
        words.task({ lead: facts.nameOf(lead), support: support.map(facts.nameOf).join('; '), title, due }),
      ),
    ],
  }
}

/** Only what was published, or annulled with its reason, is part of the minutes. */
function voteLines(poll: Poll, words: MinutesWords, nameOf: (person: PersonId) => string): readonly string[] {
  const { question, status } = poll
  const head = words.voted(question.title, question.secret !== null && question.secret !== undefined)
  if (status === 'annulled') return [head, words.annulled(poll.reason)]
  if (status !== 'published') return []
  const result = pollResult(poll)
  const notes = [
    ...(poll.listApproval ? [words.listApproved(poll.listApproval.how)] : []),
    ...poll.pulledOut.map(({ label, by }) => words.pulledOut(label, nameOf(by))),
  ]
  if (result.kind === 'motion')
    return [
      head,
      ...question.options.map(({ label }) => `– ${label}`),
      ...notes,
      words.counts({ ...result.counts, silent: result.silent }),
      capitalised(resultSentence(result, words.language)),
    ]
  if (result.kind === 'each')
    return [
      head,
      ...result.rows.map((row) => {
        const label = question.options.find(({ id }) => id === row.id)?.label ?? row.id
        return `${label}: ${rowCounts(row, words.language)}. ${rowSentence(row, words.language)}`
      }),
    ]
  const options = question.options.map(({ id, label }) => {
    const outcome = result.election?.candidates.find(({ candidate }) => candidate === id)?.outcome
    const line = words.option(label, result.votes.get(id) ?? 0)
    return outcome ? `${line} – ${electedWord(outcome, words.language)}` : line
  })
  const [threshold] = question.rule.thresholds
  const sentence =
    result.election && threshold
      ? [electionSentence(result.election, { threshold, seats: question.max }, words.language)]
      : []
  return [head, ...notes, ...options, ...sentence]
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
