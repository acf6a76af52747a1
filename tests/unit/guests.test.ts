import { describe, expect, test } from 'vitest'
import { deriveMeeting } from '#application/projection/derive-meeting.ts'
import { createAgendaEditor, readAgenda } from '#adapters/yjs/agenda-document.ts'
import * as Y from 'yjs'
import type { PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct } from '#domain/meeting/meeting-log.ts'
import { mayReadFile } from '#domain/papers/paper-access.ts'
import { documentRights } from '#domain/permissions/document-access.ts'
import { isAdmitted } from '#domain/sitting/sitting.ts'
import { an, chair, chi, file, id, item, live, meeting, secretary, type Sitting } from '#support/sitting.ts'

const paper = id('t', 1)
const admit = (admitted: boolean, person: PersonId = chi): MeetingAct => ({
  t: 'guest.admit',
  meeting,
  item,
  person,
  admitted,
})
const reads = (sitting: Sitting, person: PersonId) => ({
  bytes: mayReadFile(sitting.state, sitting.actor(person), file),
  marks: documentRights({ kind: 'shared-marks', meeting, paper }, sitting.actor(person), () => sitting.state),
})
const agenda = readAgenda(
  (() => {
    const doc = new Y.Doc()
    createAgendaEditor(doc).setDetails({ title: 'Hội nghị', startsAt: 1 })
    return doc
  })(),
)
const rows = (sitting: Sitting, me: PersonId) =>
  deriveMeeting({ id: meeting, agenda, log: sitting.state, me }).papers.map(({ status }) => status)
const open = (sitting: Sitting) => sitting.must(chair, { t: 'item.open', meeting, item })

describe('a guest', () => {
  test('has the papers of an item while they are in for it, and nothing of them before or after', () => {
    const sitting = live()
    open(sitting)
    expect(reads(sitting, chi)).toEqual({ bytes: false, marks: 'none' })
    expect(rows(sitting, chi)).toEqual([])
    sitting.must(chair, admit(true))
    expect(reads(sitting, chi)).toEqual({ bytes: true, marks: 'read' })
    expect(rows(sitting, chi)).toEqual(['published'])
    sitting.must(secretary, admit(false))
    expect(reads(sitting, chi)).toEqual({ bytes: false, marks: 'none' })
    expect(rows(sitting, chi)).toEqual(['withdrawn'])
    expect(rows(sitting, an)).toEqual(['published'])
  })
  test.each<readonly [string, MeetingAct]>([
    ['the item is concluded', { t: 'item.close', meeting, item, outcome: 'concluded' }],
    ['another item begins', { t: 'item.open', meeting, item: id('i', 2) }],
    ['the session ends', { t: 'session.end', meeting }],
  ])('is out when %s', (_, act) => {
    const sitting = live()
    open(sitting)
    sitting.must(chair, admit(true))
    const before = sitting.state.rightsVersion
    sitting.must(chair, act)
    expect(isAdmitted(sitting.state.sitting, item, chi)).toBe(false)
    expect(sitting.state.rightsVersion).toBeGreaterThan(before)
    expect(reads(sitting, chi).bytes).toBe(false)
  })
  test('who was let in before the item begins is in when it does', () => {
    const sitting = live()
    sitting.must(chair, admit(true))
    open(sitting)
    expect(reads(sitting, chi).bytes).toBe(true)
  })
  test('lets nobody in, and neither does a member', () => {
    const sitting = live()
    expect(sitting.does(chi, admit(true))).toBe('no-right')
    expect(sitting.does(an, admit(true))).toBe('no-right')
  })
  test('a member is no guest, and nobody is let in or out twice', () => {
    const sitting = live()
    expect(sitting.does(chair, admit(true, an))).toBe('invalid')
    expect(sitting.does(chair, admit(false))).toBe('illegal-transition')
    sitting.must(chair, admit(true))
    expect(sitting.does(chair, admit(true))).toBe('illegal-transition')
  })
})
