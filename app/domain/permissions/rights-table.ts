import type { MeetingRole, SystemRole } from './roles.ts'

/**
 * How far a right reaches.
 * yes: always · own: only what is the person's own, or their unit's · policy: only where the meeting's
 * policy or a delegation says so · item: only within items the person is admitted to.
 */
export type Reach = 'yes' | 'own' | 'policy' | 'item'

type Holder = MeetingRole | SystemRole

/**
 * Who may do what: the one table that the server enforces, the screens show and the test generator reads.
 * Whatever is not written here is forbidden. Chair, secretary and administrators vote only as members.
 * A system role alone never reads papers, notes, ballots or minutes.
 */
export const rightsTable = {
  'meeting.create': { secretariat: 'yes', 'unit-admin': 'yes' },
  'meeting.edit': { chair: 'policy', secretary: 'yes' },
  'meeting.submit': { secretary: 'yes', 'unit-admin': 'yes' },
  'meeting.approve': { chair: 'yes' },
  'meeting.publish': { chair: 'policy', secretary: 'yes' },
  'meeting.withdraw': { chair: 'policy', secretary: 'yes' },
  'meeting.read': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'yes',
    guest: 'yes',
    observer: 'yes',
    presenter: 'yes',
    clerk: 'yes',
    teller: 'yes',
    assistant: 'yes',
    screen: 'yes',
  },
  'invitation.send': { chair: 'policy', secretary: 'yes', clerk: 'policy', 'unit-admin': 'policy' },
  'roster.edit': { chair: 'policy', secretary: 'yes', 'unit-admin': 'own' },
  'invitation.reply': {
    chair: 'yes',
    secretary: 'policy',
    member: 'yes',
    substitute: 'yes',
    guest: 'yes',
    presenter: 'yes',
    'unit-admin': 'own',
  },
  'absence.approve': { chair: 'yes', secretary: 'policy' },
  'agenda.edit': { chair: 'yes', secretary: 'yes' },
  'agenda.propose': { chair: 'yes', secretary: 'yes', member: 'yes', presenter: 'own' },
  'agenda.see-internal': { chair: 'yes', secretary: 'yes' },
  'paper.upload': { secretary: 'yes', presenter: 'own', 'unit-admin': 'own' },
  'paper.review': { chair: 'yes', secretary: 'policy', presenter: 'policy' },
  'paper.publish': { chair: 'policy', secretary: 'yes' },
  'paper.withdraw': { chair: 'policy', secretary: 'yes' },
  'paper.read': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'policy',
    guest: 'item',
    observer: 'item',
    presenter: 'own',
    clerk: 'policy',
    assistant: 'policy',
    screen: 'policy',
  },
  'paper.print': {
    chair: 'policy',
    secretary: 'yes',
    member: 'policy',
    substitute: 'policy',
    presenter: 'own',
    clerk: 'yes',
  },
  'mark.private': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'yes',
    guest: 'yes',
    presenter: 'yes',
    assistant: 'yes',
  },
  'mark.share': { chair: 'yes', secretary: 'yes', member: 'yes', substitute: 'policy', presenter: 'yes' },
  'comment.write': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'policy',
    guest: 'policy',
    presenter: 'yes',
  },
  'comment.answer': { chair: 'yes', secretary: 'yes' },
  'session.conduct': { chair: 'yes', secretary: 'policy' },
  'roll.check-in': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'yes',
    guest: 'yes',
    observer: 'yes',
    presenter: 'yes',
  },
  'roll.manage': { secretary: 'yes' },
  'floor.request': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'yes',
    guest: 'policy',
    presenter: 'policy',
  },
  'question.ask': { chair: 'yes', member: 'yes', substitute: 'policy' },
  'paper.present': { chair: 'yes', secretary: 'yes', member: 'policy', presenter: 'policy' },
  'recusal.set': { chair: 'yes', secretary: 'yes', member: 'own' },
  'log.seal': { chair: 'yes', secretary: 'yes' },
  'poll.prepare': { chair: 'yes', secretary: 'yes' },
  'franchise.set': { chair: 'yes', secretary: 'yes' },
  'proxy.give': { member: 'own', secretary: 'yes' },
  'poll.vote': { member: 'yes', substitute: 'policy' },
  'poll.count': { chair: 'policy', secretary: 'yes', teller: 'yes' },
  'poll.help': { secretary: 'yes' },
  'letter.instruct': { chair: 'yes' },
  'letter.write': {
    chair: 'yes',
    secretary: 'yes',
    member: 'yes',
    substitute: 'yes',
    guest: 'yes',
    observer: 'yes',
    presenter: 'yes',
  },
  'consult.manage': { chair: 'yes', secretary: 'yes' },
  'task.manage': { chair: 'yes', secretary: 'yes' },
  'minutes.write': { chair: 'policy', secretary: 'yes' },
  'type.put': { admin: 'yes', secretariat: 'yes', 'unit-admin': 'yes' },
  'number.take': { admin: 'yes', secretariat: 'yes' },
  'organisation.manage': { admin: 'yes', 'unit-admin': 'own' },
  'account.manage': { admin: 'yes', 'unit-admin': 'own' },
  'device.revoke': { admin: 'yes', 'unit-admin': 'own', member: 'own' },
} as const satisfies Record<string, Partial<Record<Holder, Reach>>>

export type Action = keyof typeof rightsTable
