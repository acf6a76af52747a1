import type { ItemId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { pollResult } from '../voting/poll-result.ts'
import { pollSentence, type SentenceLanguage } from '../voting/result-sentence.ts'
import type { Poll } from '../voting/poll.ts'
import type { MeetingLogState } from './meeting-log.ts'

/** What a meeting decided: a conclusion that the chair confirmed, or a vote whose result was published. */
export type Decision = {
  readonly kind: 'conclusion' | 'vote'
  readonly item: ItemId | null
  /** Of the item, or of the vote. */
  readonly title: string
  readonly text: string
  /** Of a vote that was judged: what was needed, what there was, what follows. */
  readonly sentence: Readonly<Record<SentenceLanguage, string>> | null
  readonly at: Instant
  /** Tasks that came of the item and are not cancelled, and how many of them are done. */
  readonly tasks: number
  readonly done: number
}

/** In the order in which it was decided. */
export function decisionsOf(state: MeetingLogState, titleOf: (item: ItemId) => string): readonly Decision[] {
  const tasksOf = (item: ItemId | null) => {
    const own = [...state.tasks.values()].filter((task) => task.item === item && task.status !== 'cancelled')
    return { tasks: own.length, done: own.filter(({ status }) => status === 'done').length }
  }
  const conclusions = [...state.minutes.conclusions].map(([item, { text, at }]): Decision => ({
    kind: 'conclusion',
    item,
    title: titleOf(item),
    text,
    sentence: null,
    at,
    ...tasksOf(item),
  }))
  const votes = [...state.polls.values()]
    .filter(({ status }) => status === 'published')
    .map((poll): Decision => ({
      kind: 'vote',
      item: poll.question.item,
      title: poll.question.title,
      text: poll.question.text,
      sentence: sentenceOf(poll),
      at: poll.publishedAt ?? 0,
      tasks: 0,
      done: 0,
    }))
  return [...conclusions, ...votes].toSorted((a, b) => a.at - b.at)
}

function sentenceOf(poll: Poll): Decision['sentence'] {
  // Where not every choice has come yet, the numbers would be others than those that were published.
  const isKnown = poll.tally !== null || [...poll.ballots.values()].every(({ choice }) => choice !== null)
  if (!isKnown) return null
  const result = pollResult(poll)
  const vi = pollSentence(poll.question, result, 'vi')
  const en = pollSentence(poll.question, result, 'en')
  return vi === null || en === null ? null : { vi, en }
}
