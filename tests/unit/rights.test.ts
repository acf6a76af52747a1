import { describe, expect, test } from 'vitest'
import { idFromBytes } from '#domain/kernel/ids.ts'
import type { Actor } from '#domain/meeting/actor.ts'
import { judgeMeetingAct } from '#domain/meeting/judge-meeting-act.ts'
import { applyMeetingAct, emptyMeetingLog, type MeetingAct, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { meetingLifeCycle, meetingStatuses } from '#domain/meeting/meeting-status.ts'
import { invitationLifeCycle } from '#domain/meeting/invitation-status.ts'
import { itemLifeCycle } from '#domain/agenda/item-status.ts'
import { paperLifeCycle } from '#domain/papers/paper-status.ts'
import { mayReadFile } from '#domain/papers/paper-access.ts'
import { can } from '#domain/permissions/can.ts'
import { documentRights } from '#domain/permissions/document-access.ts'
import { rightsTable, type Action } from '#domain/permissions/rights-table.ts'
import { meetingRoles, systemRoles, type MeetingRole } from '#domain/permissions/roles.ts'
import type { FileId } from '#domain/kernel/ids.ts'

const person = (number: number) => idFromBytes('p', new Uint8Array(16).fill(number))
const meeting = idFromBytes('m', new Uint8Array(16).fill(1))
const file = 'a'.repeat(64) as FileId
const actor = (number: number, change: Partial<Actor> = {}): Actor => ({
  person: person(number),
  systemRoles: [],
  suspended: false,
  deviceRevoked: false,
  ...change,
})
const world = { hasFile: () => true, isActivePerson: () => true, isOfUnit: () => true, now: 1 }
const act = (state: MeetingLogState, by: number, done: MeetingAct) =>
  applyMeetingAct(state, done, { by: person(by), at: 1, seq: 1, hash: '' })
const created = act(emptyMeetingLog, 0, { t: 'meeting.create', meeting })
const withRole = (state: MeetingLogState, who: number, roles: readonly MeetingRole[]) =>
  act(state, 0, { t: 'role.set', meeting, person: person(who), roles })
const aPaper = {
  paper: idFromBytes('t', new Uint8Array(16).fill(2)),
  item: null,
  title: 'Báo cáo',
  kind: 'report' as const,
  position: 'V',
  version: { file, size: 1, sha256: 'b'.repeat(64), pageCount: 1 },
}
const published = act(withRole(withRole(created, 1, ['member']), 2, ['guest']), 0, {
  t: 'meeting.publish',
  meeting,
  papers: [aPaper],
})

describe('the table of rights', () => {
  const everybody = { deviceRevoked: false, suspended: false, systemRoles: [], meetingRoles: [] }
  test('nothing is allowed to somebody without a role', () => {
    for (const action of Object.keys(rightsTable) as Action[])
      expect(can(everybody, action, { own: true, policy: true, admitted: true })).toBe(false)
  })
  test('a system role alone reads no paper, casts no vote, writes no minutes', () => {
    for (const action of ['paper.read', 'poll.vote', 'minutes.write', 'meeting.read', 'agenda.edit'] as const) {
      expect(
        can({ ...everybody, systemRoles: [...systemRoles] }, action, { own: true, policy: true, admitted: true }),
      ).toBe(false)
    }
  })
  test('chair and secretary vote only when they are delegates too', () => {
    expect(can({ ...everybody, meetingRoles: ['chair', 'secretary'] }, 'poll.vote')).toBe(false)
    expect(can({ ...everybody, meetingRoles: ['chair', 'member'] }, 'poll.vote')).toBe(true)
  })
  test.each(meetingRoles)('a revoked device, a locked account, a recusal and a withdrawal stop %s', (role) => {
    const subject = { ...everybody, meetingRoles: [role] }
    expect(can({ ...subject, deviceRevoked: true }, 'paper.read', { policy: true })).toBe(false)
    expect(can({ ...subject, suspended: true }, 'paper.read', { policy: true })).toBe(false)
    expect(can(subject, 'paper.read', { policy: true, recused: true })).toBe(false)
    expect(can(subject, 'paper.read', { policy: true, withdrawn: true })).toBe(false)
  })
})

describe('life cycles', () => {
  test('a meeting is published from a draft, and never started from one', () => {
    expect(meetingLifeCycle.next('draft', 'publish')).toEqual({ ok: true, value: 'invited' })
    expect(meetingLifeCycle.next('draft', 'start')).toEqual({
      ok: false,
      error: { kind: 'illegal-transition', from: 'draft', event: 'start' },
    })
    expect(meetingStatuses.filter((status) => meetingLifeCycle.eventsFrom(status).length === 0)).toEqual([
      'archived',
      'cancelled',
    ])
  })
  test('a withdrawn paper does not come back', () => {
    expect(paperLifeCycle.eventsFrom('withdrawn')).toEqual(['archive'])
    expect(paperLifeCycle.next('withdrawn', 'replace').ok).toBe(false)
  })
  test('a concluded item and an excused absence are final', () => {
    expect(itemLifeCycle.eventsFrom('concluded')).toEqual([])
    expect(invitationLifeCycle.eventsFrom('absent-excused')).toEqual([])
  })
})

describe('acts on a meeting', () => {
  const judge = (state: MeetingLogState, done: MeetingAct, by: Actor) =>
    judgeMeetingAct(state, done, { actor: by, world })
  test('only office staff create a meeting, and only once', () => {
    expect(judge(emptyMeetingLog, { t: 'meeting.create', meeting }, actor(0))).toEqual({ ok: false, error: 'no-right' })
    expect(
      judge(emptyMeetingLog, { t: 'meeting.create', meeting }, actor(0, { systemRoles: ['secretariat'] })).ok,
    ).toBe(true)
    expect(judge(created, { t: 'meeting.create', meeting }, actor(0, { systemRoles: ['secretariat'] }))).toEqual({
      ok: false,
      error: 'already-exists',
    })
  })
  test.each<[string, MeetingLogState, MeetingAct, number, string]>([
    [
      'a delegate publishes',
      withRole(created, 1, ['member']),
      { t: 'meeting.publish', meeting, papers: [] },
      1,
      'no-right',
    ],
    ['publishing twice', published, { t: 'meeting.publish', meeting, papers: [] }, 0, 'illegal-transition'],
    ['the same paper twice', published, { t: 'paper.publish', meeting, paper: aPaper }, 0, 'already-exists'],
    [
      'replacing the unknown',
      published,
      {
        t: 'paper.replace',
        meeting,
        paper: idFromBytes('t', new Uint8Array(16).fill(9)),
        title: '',
        version: aPaper.version,
      },
      0,
      'unknown-paper',
    ],
    [
      'the last secretary leaves',
      created,
      { t: 'role.set', meeting, person: person(0), roles: [] },
      0,
      'last-secretary',
    ],
    ['another meeting', emptyMeetingLog, { t: 'meeting.withdraw', meeting, reason: '' }, 0, 'unknown-meeting'],
  ])('%s is refused', (_name, state, done, by, error) => {
    expect(judge(state, done, actor(by))).toEqual({ ok: false, error })
  })
  test('papers are published only when the server holds their bytes', () => {
    const done = { t: 'meeting.publish', meeting, papers: [aPaper] } as const
    expect(judgeMeetingAct(created, done, { actor: actor(0), world: { ...world, hasFile: () => false } })).toEqual({
      ok: false,
      error: 'unknown-file',
    })
  })
  test('a new version keeps the paper and its place, and counts on', () => {
    const replaced = act(published, 0, {
      t: 'paper.replace',
      meeting,
      paper: aPaper.paper,
      title: 'Báo cáo (sửa)',
      version: { ...aPaper.version, file: 'c'.repeat(64) as FileId },
    })
    expect(replaced.papers.get(aPaper.paper)?.versions.map(({ number }) => number)).toEqual([1, 2])
  })
})

describe('what each person gets', () => {
  const rights = (kind: 'agenda' | 'log' | 'secretariat' | 'minutes', state: MeetingLogState, who: number) =>
    documentRights({ kind, meeting }, actor(who), () => state)
  test('a draft is nowhere but with its secretariat', () => {
    expect(rights('agenda', withRole(created, 1, ['member']), 1)).toBe('none')
    expect(rights('agenda', created, 0)).toBe('write')
  })
  test('participants read what is published and write nothing; strangers see nothing', () => {
    expect([rights('agenda', published, 1), rights('log', published, 1), rights('secretariat', published, 1)]).toEqual([
      'read',
      'read',
      'none',
    ])
    expect(rights('agenda', published, 7)).toBe('none')
  })
  test('the running notes of the minutes are for those who keep them', () => {
    expect(rights('minutes', published, 0)).toBe('write')
    expect(rights('minutes', withRole(published, 2, ['chair']), 2)).toBe('write')
    for (const role of ['member', 'guest', 'substitute'] as const)
      expect(rights('minutes', withRole(published, 2, [role]), 2)).toBe('none')
  })
  test('what is private is its owner’s alone, whatever anybody’s office; the organisation’s log is for those who run it', () => {
    const state = () => published
    const paper = aPaper.paper
    for (const kind of ['private', 'private-marks'] as const) {
      const scope = kind === 'private' ? { kind, person: person(1) } : { kind, person: person(1), paper }
      expect(documentRights(scope, actor(1), state)).toBe('write')
      for (const systemRole of ['admin', 'secretariat', 'unit-admin'] as const)
        expect(documentRights(scope, actor(0, { systemRoles: [systemRole] }), state)).toBe('none')
      expect(documentRights(scope, actor(1, { deviceRevoked: true }), state)).toBe('none')
    }
    const log = { kind: 'organisation-log', organisation: idFromBytes('o', new Uint8Array(16)) } as const
    expect(documentRights(log, actor(1), state)).toBe('none')
    expect(documentRights(log, actor(0, { systemRoles: ['secretariat'] }), state)).toBe('read')
  })
  test('papers: delegates yes, guests not, nobody after a withdrawal', () => {
    expect([1, 2, 7].map((who) => mayReadFile(published, actor(who), file))).toEqual([true, false, false])
    const withdrawn = act(published, 0, { t: 'paper.withdraw', meeting, paper: aPaper.paper, reason: 'sai' })
    expect(mayReadFile(withdrawn, actor(1), file)).toBe(false)
  })
})
