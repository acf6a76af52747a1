import { expect, test } from 'vitest'
import { dutiesOf, noDuties } from '#domain/meeting/meeting-duties.ts'
import { currentDraft } from '#domain/minutes/minutes.ts'
import { an, binh, chair, chi, live, meeting, secretary, Sitting } from '#support/sitting.ts'

const invited = () =>
  new Sitting([
    [secretary, ['secretary']],
    [chair, ['chair', 'member']],
    [an, ['member']],
    [chi, ['guest']],
  ])
const parts = [{ heading: '1', paragraphs: ['x'] }]

test('an invitation waits for its answer, and for nobody who was not invited', () => {
  const sitting = invited()
  expect([chair, an, chi, secretary, binh].map((person) => dutiesOf(sitting.state, person).reply)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  sitting.must(an, { t: 'invitation.reply', meeting, person: an, answer: 'accept', reason: '', substitute: null })
  expect(dutiesOf(sitting.state, an)).toEqual(noDuties)
})

test('an absence that was asked for waits for chair and secretary, until it is decided', () => {
  const sitting = invited()
  sitting.must(an, {
    t: 'invitation.reply',
    meeting,
    person: an,
    answer: 'request-absence',
    reason: 'Ốm',
    substitute: null,
  })
  expect([chair, secretary, an, chi].map((person) => dutiesOf(sitting.state, person).absences)).toEqual([1, 1, 0, 0])
  sitting.must(chair, { t: 'absence.decide', meeting, person: an, decision: 'approve-absence' })
  expect(dutiesOf(sitting.state, chair).absences).toBe(0)
})

test('minutes wait for comments of members until they said something, then for both signatures', () => {
  const sitting = live()
  sitting.must(chair, { t: 'session.end', meeting })
  sitting.must(secretary, { t: 'minutes.circulate', meeting, parts, deadline: 9_000_000 })
  const draft = currentDraft(sitting.state.minutes)?.seq ?? 0
  expect([an, secretary, chi].map((person) => dutiesOf(sitting.state, person).commentUntil)).toEqual([
    9_000_000,
    null,
    null,
  ])
  sitting.must(an, { t: 'minutes.comment', meeting, draft, text: 'Đúng' })
  expect(dutiesOf(sitting.state, an).commentUntil).toBeNull()
  sitting.must(secretary, { t: 'minutes.submit', meeting, parts })
  expect([chair, secretary, an].map((person) => dutiesOf(sitting.state, person).sign)).toEqual([true, true, false])
  const now = currentDraft(sitting.state.minutes)
  sitting.must(chair, { t: 'minutes.sign', meeting, draft: now?.seq ?? 0, hash: now?.hash ?? '', as: 'chair' })
  expect([chair, secretary].map((person) => dutiesOf(sitting.state, person).sign)).toEqual([false, true])
})
