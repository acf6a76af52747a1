import type { PersonId } from '#domain/kernel/ids.ts'
import { dayMs, hourMs, type Instant } from '#domain/kernel/time.ts'
import { isOut, type MeetingAct, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { silentOf } from '#domain/consultation/consultation.ts'

export type Mail = {
  /** A mail of the same key is never written twice. */
  readonly key: string
  readonly to: PersonId
  readonly subject: string
  readonly text: string
}
export type MailLanguage = 'vi' | 'en'
/** What is said of a meeting in a mail: when and where, and nothing of what is in its papers. */
export type MeetingFacts = { readonly title: string; readonly startsAt: Instant; readonly place: string }

type Kind =
  | 'invited'
  | 'changed'
  | 'unit'
  | 'postponed'
  | 'cancelled'
  | 'tomorrow'
  | 'approval'
  | 'paper-asked'
  | 'paper-sent'
  | 'paper-returned'
  | 'consulted'
  | 'reminded'
  | 'task'

const subjects: Readonly<Record<MailLanguage, Readonly<Record<Kind, string>>>> = {
  vi: {
    invited: 'Giấy mời họp',
    changed: 'Giấy mời thay đổi',
    unit: 'Phân công người dự họp',
    postponed: 'Hoãn họp',
    cancelled: 'Hủy họp',
    tomorrow: 'Nhắc lịch họp',
    approval: 'Phiên họp chờ phê duyệt',
    'paper-asked': 'Đề nghị nộp tài liệu',
    'paper-sent': 'Tài liệu chờ duyệt',
    'paper-returned': 'Tài liệu được trả lại',
    consulted: 'Phiếu lấy ý kiến',
    reminded: 'Nhắc trả lời lấy ý kiến',
    task: 'Nhiệm vụ được giao',
  },
  en: {
    invited: 'Invitation',
    changed: 'The invitation has changed',
    unit: 'Say who comes',
    postponed: 'Postponed',
    cancelled: 'Cancelled',
    tomorrow: 'Reminder',
    approval: 'A meeting waits for your approval',
    'paper-asked': 'A paper is asked for',
    'paper-sent': 'A paper waits for your review',
    'paper-returned': 'A paper was sent back',
    consulted: 'Consultation',
    reminded: 'A consultation waits for your answer',
    task: 'A task was given to you',
  },
}
const closing: Readonly<Record<MailLanguage, string>> = {
  vi: 'Thư tự động của eCabinet. Mở eCabinet để xem và trả lời:',
  en: 'Sent by eCabinet. Open it to read and answer:',
}

/** Vietnam's time, whatever the server's zone. */
function moment(at: Instant): string {
  const iso = new Date(at + 7 * hourMs).toISOString()
  const [year, month, day] = iso.slice(0, 10).split('-')
  return `${iso.slice(11, 16)} ${day}/${month}/${year}`
}

type Frame = { readonly language: MailLanguage; readonly link: string }

function letter(
  kind: Kind,
  { key, to, lines }: { readonly key: string; readonly to: PersonId; readonly lines: readonly string[] },
  { language, link }: Frame,
): Mail {
  const subject = `${subjects[language][kind]}: ${lines[0] ?? ''}`
  const body = [subjects[language][kind], '', ...lines.filter((line) => line !== ''), '', closing[language], link]
  return {
    key: `${kind} ${key} ${to}`,
    to,
    subject: subject.replace(/[\r\n]+/g, ' ').slice(0, 200),
    text: body.join('\n'),
  }
}

const everybody = ({ roles }: MeetingLogState): readonly PersonId[] =>
  [...roles].flatMap(([person, given]) => (given.every((role) => role === 'screen') ? [] : [person]))

/** What an act is told by mail, once it stands in the log. `state`: after it. */
export function mailsOnAct(
  act: MeetingAct,
  {
    key,
    by,
    state,
    facts,
  }: {
    readonly key: string
    readonly by: PersonId
    readonly state: MeetingLogState
    readonly facts: MeetingFacts
  },
  frame: Frame,
): readonly Mail[] {
  const about = [facts.title, moment(facts.startsAt), facts.place]
  const tell = (kind: Kind, people: readonly PersonId[], lines: readonly string[] = about) =>
    people.filter((to) => to !== by).map((to) => letter(kind, { key, to, lines }, frame))
  const heads = [...state.invitations.units.values()].map(({ head }) => head)
  if (act.t === 'meeting.publish') return [...tell('invited', everybody(state)), ...tell('unit', heads)]
  // The first one goes out with the meeting.
  if (act.t === 'invitation.issue')
    return state.invitations.issued.length > 1
      ? tell('changed', everybody(state), [act.invitation.title, moment(act.invitation.startsAt), act.invitation.place])
      : []
  if (act.t === 'unit.invite') return isOut(state) ? tell('unit', [act.head]) : []
  if (act.t === 'unit.assign') return isOut(state) ? tell('invited', act.people) : []
  if (act.t === 'meeting.postpone') return tell('postponed', everybody(state), [facts.title, act.reason])
  if (act.t === 'meeting.cancel')
    return state.publishedAt === null ? [] : tell('cancelled', everybody(state), [facts.title, act.reason])
  if (act.t === 'meeting.submit') return tell('approval', [act.approver], [facts.title, act.note])
  if (act.t === 'paper.ask')
    return tell('paper-asked', [act.lead], [act.title, facts.title, moment(act.until), act.note])
  if (act.t === 'paper.submit' || act.t === 'paper.review') {
    const request = state.preparation.requests.get(act.paper)
    if (!request) return []
    if (act.t === 'paper.submit')
      return tell('paper-sent', request.reviewer ? [request.reviewer] : [], [request.title, facts.title])
    return act.approved ? [] : tell('paper-returned', [request.lead], [request.title, act.reason])
  }
  if (act.t === 'consult.open' || act.t === 'consult.remind') {
    const consultation = state.consultations.get(act.consultation)
    if (!consultation) return []
    const lines = [consultation.title, moment(consultation.deadline)]
    return tell(act.t === 'consult.open' ? 'consulted' : 'reminded', silentOf(consultation), lines)
  }
  return act.t === 'task.assign' ? tell('task', [act.lead, ...act.support], [act.title, moment(act.due)]) : []
}

/** The day before a meeting, for everybody in it; again when its day has changed. */
export function mailsOfTomorrow(
  state: MeetingLogState,
  { facts, now }: { readonly facts: MeetingFacts; readonly now: Instant },
  frame: Frame,
): readonly Mail[] {
  const left = facts.startsAt - now
  if (state.status !== 'invited' || left <= 0 || left > dayMs) return []
  return everybody(state).map((to) =>
    letter(
      'tomorrow',
      { key: `${state.id} ${facts.startsAt}`, to, lines: [facts.title, moment(facts.startsAt), facts.place] },
      frame,
    ),
  )
}
