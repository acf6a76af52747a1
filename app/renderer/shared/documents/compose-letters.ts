import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { changesBetween } from '#domain/invitation/invitation.ts'
import type { MinutesPart } from '#domain/minutes/minutes.ts'
import { chairOf, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { resultSentence, rowSentence } from '#domain/voting/result-sentence.ts'
import { describeChanges } from '../invitations/describe-changes.ts'
import { noSignature, type OfficeDocument, type Scribe } from './office-document.ts'

/** What a document is about: the meeting as its rows and its log have it. */
export type MeetingFacts = {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
  readonly state: MeetingLogState
}

type LetterKind = 'invitation' | 'conclusions' | 'resolution'

const letter = (
  name: LetterKind,
  { meeting, state }: MeetingFacts,
  { t, nameOf, now }: Scribe,
): Omit<OfficeDocument, 'parts'> => ({
  layout: 'letter',
  kind: t(`document.kinds.${name}`),
  title: t(`document.about.${name}`, { title: meeting.title }),
  fileName: t('document.fileName', { kind: t(`document.names.${name}`), title: meeting.title }),
  number: t(`document.numbers.${name}`),
  at: now,
  table: null,
  left: null,
  right: {
    ...noSignature,
    title: t(`document.signers.${name}`),
    name: name === 'invitation' ? '' : nameOf(chairOf(state)),
  },
  isSigned: false,
  recipients: t(`document.recipients.${name}`),
  verification: '',
  qr: '',
})

/** Giấy mời: who, when, where, about what. */
export function composeInvitation(facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { meeting, items, state } = facts
  const { t, formats, nameOf, positionOf, unitNameOf } = scribe
  const invited = [...state.roles]
    .filter(([, roles]) => !roles.every((role) => role === 'screen'))
    .map(([person]) => ({
      name: nameOf(person),
      words: [nameOf(person), positionOf(person)].filter(Boolean).join(', '),
    }))
    .toSorted((a, b) => a.words.localeCompare(b.words, 'vi'))
  const units = [...state.invitations.units.values()].map(({ unit, seats }) => ({
    name: unitNameOf(unit),
    words: t('document.invitation.unit', { unit: unitNameOf(unit), count: seats }),
  }))
  const { issued } = state.invitations
  const first = issued.at(-2)
  const last = issued.at(-1)
  const chair = chairOf(state)
  const about: readonly MinutesPart[] = [
    {
      heading: t('document.invitation.when'),
      paragraphs: [
        t('document.invitation.at', { time: formats.time(meeting.startsAt), day: formats.day(meeting.startsAt) }),
      ],
    },
    ...(meeting.place === '' ? [] : [{ heading: t('document.invitation.where'), paragraphs: [`${meeting.place}.`] }]),
    ...(chair === null
      ? []
      : [
          {
            heading: t('document.invitation.chair'),
            paragraphs: [`${[nameOf(chair), positionOf(chair)].filter(Boolean).join(', ')}.`],
          },
        ]),
    ...(items.length === 0
      ? []
      : [
          {
            heading: t('document.invitation.agenda'),
            paragraphs: items.filter(({ depth }) => depth === 0).map(({ number, title }) => `${number}. ${title}`),
          },
        ]),
    ...(first && last
      ? [
          {
            heading: t('document.invitation.changes', { day: formats.date(first.at) }),
            paragraphs: describeChanges(changesBetween(first, last), scribe).map((sentence) => `- ${sentence};`),
          },
        ]
      : []),
    { heading: '', paragraphs: [t('document.invitation.papers')] },
  ]
  const invites = (words: string) => ({ heading: '', paragraphs: [words] })
  return {
    ...letter('invitation', facts, scribe),
    parts: [
      invites(t('document.invitation.invites', { title: meeting.title })),
      { heading: t('document.invitation.who'), paragraphs: [...invited, ...units].map(({ words }) => `- ${words};`) },
      ...about,
    ],
    personal: [
      ...invited.map(({ name, words }) => ({
        name,
        parts: [invites(t('document.invitation.invitesOne', { who: words, title: meeting.title })), ...about],
      })),
      ...units.map(({ name, words }) => ({
        name,
        parts: [invites(t('document.invitation.invitesUnit', { who: words, title: meeting.title })), ...about],
      })),
    ],
  }
}

/** Thông báo kết luận: what the chair confirmed, item by item, and what was asked of whom. */
export function composeConclusions(facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { meeting, items, state } = facts
  const { t, formats, nameOf } = scribe
  const concluded = items.flatMap(({ id, number, title }) => {
    const conclusion = state.minutes.conclusions.get(id)
    const tasks = [...state.tasks.values()].filter((task) => task.item === id && task.status !== 'cancelled')
    if (!conclusion && tasks.length === 0) return []
    return [
      {
        heading: `${number}. ${title}`,
        paragraphs: [
          ...(conclusion?.text.split('\n').filter((line) => line.trim() !== '') ?? []),
          ...tasks.map((task) =>
            t(task.support.length === 0 ? 'minutes.words.task' : 'minutes.words.taskWithSupport', {
              lead: nameOf(task.lead),
              support: task.support.map(nameOf).join('; '),
              title: task.title,
              day: formats.date(task.due),
            }),
          ),
        ],
      },
    ]
  })
  return {
    ...letter('conclusions', facts, scribe),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('document.conclusions.opening', {
            day: formats.date(state.sitting.startedAt ?? meeting.startsAt),
            title: meeting.title,
            chair: nameOf(chairOf(state)),
          }),
        ],
      },
      ...concluded,
      { heading: '', paragraphs: [t('document.conclusions.closing')] },
    ],
  }
}

const isAdopted = (poll: Poll): boolean => {
  if (poll.status !== 'published') return false
  const result = pollResult(poll)
  if (result.kind === 'each') return result.rows.some(({ outcome }) => outcome === 'adopted')
  return result.kind === 'motion' && result.decision.outcome === 'adopted'
}

/** Nghị quyết: an article for each motion that was adopted, with the numbers it was adopted by. */
export function composeResolution(facts: MeetingFacts, scribe: Scribe): OfficeDocument {
  const { meeting, state } = facts
  const { t, formats, language } = scribe
  const adopted = [...state.polls.values()].filter(isAdopted)
  return {
    ...letter('resolution', facts, scribe),
    parts: [
      {
        heading: '',
        paragraphs: [
          t('document.resolution.ground', {
            day: formats.date(state.sitting.startedAt ?? meeting.startsAt),
            title: meeting.title,
          }),
        ],
      },
      { heading: t('document.resolution.resolves'), paragraphs: [] },
      ...adopted.map((poll, index) => {
        const result = pollResult(poll)
        return {
          heading: t('document.resolution.article', { number: index + 1 }),
          paragraphs: [
            t('document.resolution.adopts', { title: poll.question.title }),
            ...poll.question.options.flatMap(({ id, label }) => {
              const row = result.kind === 'each' ? result.rows.find((known) => known.id === id) : undefined
              if (row) return row.outcome === 'adopted' ? [`– ${label} (${rowSentence(row, language)})`] : []
              return poll.question.block ? [`– ${label}`] : []
            }),
            ...(result.kind === 'motion' ? [`(${resultSentence(result, language)})`] : []),
          ],
        }
      }),
      {
        heading: t('document.resolution.article', { number: adopted.length + 1 }),
        paragraphs: [t('document.resolution.carriedOut')],
      },
    ],
  }
}
