import type { PersonId } from '#domain/kernel/ids.ts'
import { replyStatus } from '#domain/attendance/roll.ts'
import { chairOf, membersOf, quorumNow } from '#domain/meeting/meeting-log.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { unitsOf } from '#domain/voting/franchise.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { answerWord, electedWord, pollSentence, rowSentence } from '#domain/voting/result-sentence.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import type { MeetingFacts } from './compose-letters.ts'
import { noSignature, type OfficeDocument, type Scribe } from './office-document.ts'

type Row = readonly [string, string, string, string, string]
type ListKind = 'programme' | 'attendance' | 'tally' | 'remarks' | 'consultation'

export const listOf = (
  name: ListKind,
  { meeting }: Pick<MeetingFacts, 'meeting'>,
  { t, now }: Scribe,
): Pick<
  OfficeDocument,
  'layout' | 'kind' | 'title' | 'fileName' | 'number' | 'at' | 'isSigned' | 'recipients' | 'verification' | 'qr'
> => ({
  layout: 'list',
  kind: t(`document.kinds.${name}`),
  title: t(`document.about.${name}`, { title: meeting.title }),
  fileName: t('document.fileName', { kind: t(`document.names.${name}`), title: meeting.title }),
  number: t(`document.numbers.${name}`),
  at: now,
  isSigned: false,
  recipients: t(`document.recipients.${name}`),
  verification: '',
  qr: '',
})

export const columnsOf = (name: ListKind, t: Scribe['t']): Row => [
  t('document.columns.number'),
  t(`document.columns.${name}.second`),
  t(`document.columns.${name}.third`),
  t(`document.columns.${name}.fourth`),
  t(`document.columns.${name}.fifth`),
]

export const firstSecretary = ({ state }: Pick<MeetingFacts, 'state'>): PersonId | null =>
  [...state.roles].find(([, roles]) => roles.includes('secretary'))?.[0] ?? null

/** Chương trình: the items in their order with their time, who presents them, and their papers. */
export function composeProgramme(facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { meeting, items, papers } = facts
  const { t, formats } = scribe
  const rows = items.map((item): Row => [
    item.number,
    item.minutes > 0 ? `${formats.time(item.plannedStart)} – ${formats.time(item.plannedEnd)}` : '',
    [item.presenter, item.owningUnit].filter(Boolean).join('\n'),
    item.title,
    papers
      .filter(({ itemId, status }) => itemId === item.id && status === 'published')
      .map(({ title }) => title)
      .concat(item.paperInRoom === '' ? [] : [t('meeting.paperInRoom', { title: item.paperInRoom })])
      .join('\n'),
  ])
  return {
    ...listOf('programme', facts, scribe),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('document.programme.when', { time: formats.time(meeting.startsAt), day: formats.day(meeting.startsAt) }),
          ...(meeting.place === '' ? [] : [t('document.programme.where', { place: meeting.place })]),
        ],
      },
    ],
    table: { columns: columnsOf('programme', t), rows },
    left: null,
    right: { ...noSignature, title: t('document.signers.programme') },
  }
}

/** Danh sách điểm danh: everybody on the roster, when they were in the room, or why not. */
export function composeAttendance(facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { state } = facts
  const { t, formats, nameOf, positionOf } = scribe
  const people = [...state.roles]
    .filter(([, roles]) => !roles.every((role) => role === 'screen'))
    .toSorted(([a], [b]) => nameOf(a).localeCompare(nameOf(b), 'vi'))
  const wasHere = (person: PersonId): string => {
    const intervals = state.roll.presence.get(person) ?? []
    if (intervals.length > 0)
      return intervals
        .map(({ from, until }) =>
          until === null
            ? t('document.attendance.since', { from: formats.time(from) })
            : `${formats.time(from)} – ${formats.time(until)}`,
        )
        .join('\n')
    const reply = state.roll.replies.get(person)
    return [t(`room.reply.statuses.${replyStatus(state.roll, person)}`), reply?.reason].filter(Boolean).join(': ')
  }
  const members = membersOf(state)
  const came = members.filter((person) => (state.roll.presence.get(person) ?? []).length > 0).length
  const quorum = state.sitting.quorumAtStart ?? quorumNow(state)
  return {
    ...listOf('attendance', facts, scribe),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('document.attendance.sum', { came, total: members.length }),
          t(quorum.isMet ? 'minutes.words.quorumMet' : 'document.attendance.notMet', quorum),
        ],
      },
    ],
    table: {
      columns: columnsOf('attendance', t),
      rows: people.map(([person, roles], index): Row => [
        String(index + 1),
        nameOf(person),
        roles.map((role) => t(`role.${role}`)).join(', '),
        positionOf(person),
        wasHere(person),
      ]),
    },
    left: { ...noSignature, title: t('document.secretaryTitle'), name: nameOf(firstSecretary(facts)) },
    right: { ...noSignature, title: t('document.chairTitle'), name: nameOf(chairOf(state)) },
  }
}

const choices = ['yes', 'no', 'abstain', 'other'] as const

/** Biên bản kiểm phiếu: ballots given out and received, votes of each option, the rule and what follows from it. */
export function composeTally(poll: Poll, facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { t, formats, language, nameOf } = scribe
  const result = pollResult(poll)
  const { question } = poll
  const issued = unitsOf(poll, poll.electorate)
  const received = issued - result.silent
  const share = (count: number, of: number) =>
    of === 0 ? '' : `${formats.number(Math.round((10_000 * count) / of) / 100)}%`
  const labels = new Map(question.options.map(({ id, label }) => [id, label]))
  const ordered =
    result.kind !== 'options'
      ? []
      : result.election
        ? result.election.candidates.map(({ candidate }) => candidate)
        : [...labels.keys()]
  const rows: readonly (readonly [string, number, string])[] =
    result.kind === 'motion'
      ? choices
          .filter((kind) => kind !== 'other' || question.allowsOther)
          .map((kind) => [t(kind === 'other' ? 'vote.otherOpinion' : `vote.${kind}`), result.counts[kind], ''])
      : result.kind === 'each'
        ? result.rows.flatMap((row) =>
            [...row.counts].map(([answer, count], index): readonly [string, number, string] => [
              `${labels.get(row.id) ?? row.id} – ${answerWord(answer, row.outcome === null, language)}`,
              count,
              index === 0 ? rowSentence(row, language) : '',
            ]),
          )
        : ordered.map((id) => {
            const outcome = result.election?.candidates.find(({ candidate }) => candidate === id)?.outcome
            return [labels.get(id) ?? id, result.votes.get(id) ?? 0, outcome ? electedWord(outcome, language) : '']
          })
  const sentence = pollSentence(question, result, language)
  const holders = poll.countingKey ? [...poll.countingKey.holders] : []
  return {
    ...listOf('tally', facts, scribe),
    title: t('document.about.tally', { title: question.title }),
    fileName: t('document.fileName', { kind: t('document.names.tally'), title: question.title }),
    parts: [
      {
        heading: '',
        paragraphs: [
          t(question.secret ? 'document.tally.secret' : 'document.tally.open', {
            title: facts.meeting.title,
            opened: formats.moment(poll.openedAt ?? poll.closedAt ?? scribe.now),
            closed: formats.moment(poll.closedAt ?? scribe.now),
          }),
          ...(holders.length === 0 ? [] : [t('document.tally.committee', { names: holders.map(nameOf).join('; ') })]),
          ...(poll.listApproval ? [t('vote.list.approved', { how: poll.listApproval.how })] : []),
          ...question.options.flatMap(({ label }) => (question.block ? [`– ${label}`] : [])),
          ...poll.pulledOut.map(({ label, by }) => t('vote.block.pulled', { label, name: nameOf(by) })),
          ...(poll.weights.size > 0 ? [t('vote.result.weighed')] : []),
          t('document.tally.numbers', { total: poll.total, issued, received, silent: result.silent }),
          ...(result.kind === 'options' && result.abstain > 0
            ? [t(result.election ? 'document.tally.invalid' : 'document.tally.abstained', { count: result.abstain })]
            : []),
          ...(poll.handCount ? [t('vote.result.hand', { ...poll.handCount, by: poll.handCount.countedBy })] : []),
          ...(question.rule.article ? [t('vote.result.article', { article: question.rule.article })] : []),
        ],
      },
      ...(sentence === null ? [] : [{ heading: t('document.tally.outcome'), paragraphs: [`${sentence}.`] }]),
    ],
    table: {
      columns: columnsOf('tally', t),
      rows: rows.map(([label, count, outcome], index): Row => [
        String(index + 1),
        formats.number(count),
        share(count, received),
        label,
        outcome,
      ]),
    },
    left: { ...noSignature, title: t('document.secretaryTitle'), name: nameOf(firstSecretary(facts)) },
    right: { ...noSignature, title: t(question.secret ? 'document.signers.tally' : 'document.chairTitle') },
    verification: poll.opening === '' ? '' : t('document.tally.code', { code: hashCode(poll.opening, 16) }),
  }
}
