import { expect, test } from 'vitest'
import { idFromBytes, type FileId, type PersonId } from '#domain/kernel/ids.ts'
import { dutiesOf } from '#domain/meeting/meeting-duties.ts'
import { preparationFor } from '#domain/meeting/preparation-view.ts'
import { mayReadFile, maySendFiles } from '#domain/papers/paper-access.ts'
import { documentRights } from '#domain/permissions/document-access.ts'
import { an, binh, chair, chi, id, item, meeting, secretary, Sitting } from '#support/sitting.ts'

const draft = () =>
  new Sitting(
    [
      [chair, ['chair', 'member']],
      [an, ['member']],
      [chi, ['guest']],
    ],
    { isOut: false },
  )
const unit = idFromBytes('p', new Uint8Array(16).fill(77))
const paper = id('t', 5)
const sent = 'd'.repeat(64) as FileId
const version = { file: sent, size: 9, sha256: 'e'.repeat(64), pageCount: 3 }
const reads = (sitting: Sitting, person: PersonId) =>
  documentRights({ kind: 'agenda', meeting }, sitting.actor(person), () => sitting.state)
const ask = { t: 'paper.ask', meeting, paper, item, title: 'Báo cáo', note: '', lead: unit, until: 1 } as const

test('a meeting is submitted with a word, refused with one, approved, and only then goes out', () => {
  const sitting = draft()
  const submit = { t: 'meeting.submit', meeting, approver: binh, note: 'Kính trình' } as const
  expect(sitting.does(secretary, { ...submit, note: ' ' })).toBe('reason-needed')
  expect(sitting.does(an, submit)).toBe('no-right')
  expect(reads(sitting, binh)).toBe('none')
  sitting.must(secretary, submit)
  expect(reads(sitting, binh)).toBe('read')
  expect(reads(sitting, an)).toBe('none')
  expect(dutiesOf(sitting.state, binh).approve).toBe(true)
  expect(sitting.does(secretary, { t: 'meeting.publish', meeting, papers: [] })).toBe('illegal-transition')
  expect(sitting.does(chair, { t: 'meeting.approve', meeting, note: '' })).toBe('no-right')
  expect(sitting.does(binh, { t: 'meeting.refuse', meeting, reason: '' })).toBe('reason-needed')
  sitting.must(binh, { t: 'meeting.refuse', meeting, reason: 'Thiếu tờ trình' })
  expect(sitting.state.status).toBe('draft')
  expect(preparationFor(sitting.state, secretary).approval?.answer).toMatchObject({ note: 'Thiếu tờ trình' })
  sitting.must(secretary, submit)
  sitting.must(binh, { t: 'meeting.approve', meeting, note: '' })
  expect(sitting.does(binh, { t: 'meeting.approve', meeting, note: '' })).toBe('illegal-transition')
  sitting.must(secretary, { t: 'meeting.publish', meeting, papers: [] })
  expect(sitting.state.status).toBe('invited')
  expect(reads(sitting, an)).toBe('read')
  // Who approved it and takes no part in it has it no more.
  expect(reads(sitting, binh)).toBe('none')
})

test('a review: those who are asked read the draft and comment on it, the others see nothing of it', () => {
  const sitting = draft()
  sitting.must(secretary, { t: 'review.ask', meeting, persons: [binh], note: 'Xin ý kiến' })
  expect([reads(sitting, binh), reads(sitting, an), reads(sitting, chi)]).toEqual(['read', 'none', 'none'])
  expect(sitting.does(an, { t: 'review.comment', meeting, item, text: 'Nên gộp' })).toBe('no-right')
  sitting.must(binh, { t: 'review.comment', meeting, item, text: 'Nên gộp hai mục' })
  const [comment] = preparationFor(sitting.state, secretary).comments
  expect(comment).toMatchObject({ by: binh, item, isResolved: false })
  expect(preparationFor(sitting.state, an).comments).toEqual([])
  expect(dutiesOf(sitting.state, binh).review).toBe(false)
  sitting.must(secretary, { t: 'review.resolve', meeting, comment: comment?.id ?? '' })
  expect(sitting.does(secretary, { t: 'review.resolve', meeting, comment: comment?.id ?? '' })).toBe(
    'illegal-transition',
  )
})

test('a draft that is given up reaches nobody; a meeting that was out says why it is not held', () => {
  const sitting = draft()
  expect(sitting.does(secretary, { t: 'meeting.cancel', meeting, reason: ' ' })).toBe('reason-needed')
  sitting.must(secretary, { t: 'meeting.cancel', meeting, reason: 'Nhầm' })
  expect(reads(sitting, an)).toBe('none')
  const out = draft()
  expect(out.does(secretary, { t: 'meeting.postpone', meeting, reason: 'Chưa đủ tài liệu' })).toBe('illegal-transition')
  out.must(secretary, { t: 'meeting.publish', meeting, papers: [] })
  out.must(secretary, { t: 'meeting.postpone', meeting, reason: 'Chưa đủ tài liệu' })
  expect(out.state.status).toBe('postponed')
  expect(reads(out, an)).toBe('read')
  expect(preparationFor(out.state, an).halt).toMatchObject({ kind: 'postponed', reason: 'Chưa đủ tài liệu' })
  expect(out.does(an, { t: 'roll.arrive', meeting, person: an })).toBe('illegal-transition')
  out.must(secretary, { t: 'meeting.publish', meeting, papers: [] })
  expect(preparationFor(out.state, an).halt).toBeNull()
})

test('a paper is asked for, sent in, refused with a reason, sent in better, approved, and keeps its name', () => {
  const sitting = draft()
  expect(sitting.does(an, { ...ask, reviewer: binh })).toBe('no-right')
  sitting.must(secretary, { ...ask, reviewer: binh })
  expect(sitting.does(secretary, { ...ask, reviewer: binh })).toBe('already-exists')
  expect(maySendFiles(sitting.state, sitting.actor(unit))).toBe(true)
  expect(maySendFiles(sitting.state, sitting.actor(an))).toBe(false)
  expect(dutiesOf(sitting.state, unit).papersToSend).toBe(1)
  expect(sitting.does(an, { t: 'paper.submit', meeting, paper, version, note: '' })).toBe('no-right')
  sitting.must(unit, { t: 'paper.submit', meeting, paper, version, note: '' })
  expect(dutiesOf(sitting.state, binh).papersToReview).toBe(1)
  expect([unit, binh, an].map((person) => mayReadFile(sitting.state, sitting.actor(person), sent))).toEqual([
    true,
    true,
    false,
  ])
  const review = { t: 'paper.review', meeting, paper, approved: false, reason: '' } as const
  expect(sitting.does(binh, review)).toBe('reason-needed')
  expect(sitting.does(secretary, { ...review, approved: true })).toBe('no-right')
  sitting.must(binh, { ...review, reason: 'Thiếu số liệu' })
  expect(dutiesOf(sitting.state, unit).papersToSend).toBe(1)
  sitting.must(unit, { t: 'paper.submit', meeting, paper, version, note: 'Đã bổ sung' })
  sitting.must(binh, { ...review, approved: true })
  expect(maySendFiles(sitting.state, sitting.actor(unit))).toBe(false)
  const [request] = preparationFor(sitting.state, unit).requests
  expect(request).toMatchObject({ status: 'approved', isTaken: false, reason: '' })
  expect(request?.sent).toHaveLength(2)
  const published = { paper, item, title: 'Báo cáo', kind: 'report' as const, position: 'V', version }
  sitting.must(secretary, { t: 'meeting.publish', meeting, papers: [published] })
  expect(preparationFor(sitting.state, secretary).requests[0]?.isTaken).toBe(true)
})

test('a request without a reviewer is decided by the secretaries, and one that is taken back ends every right', () => {
  const sitting = draft()
  sitting.must(secretary, { ...ask, reviewer: null })
  sitting.must(unit, { t: 'paper.submit', meeting, paper, version, note: '' })
  expect(sitting.does(binh, { t: 'paper.review', meeting, paper, approved: true, reason: '' })).toBe('no-right')
  sitting.must(secretary, { t: 'paper.unask', meeting, paper })
  expect(sitting.does(unit, { t: 'paper.submit', meeting, paper, version, note: '' })).toBe('illegal-transition')
  expect(reads(sitting, unit)).toBe('none')
})

test('a file that somebody else sent in, or that is a paper, cannot be sent in as one’s own to read it', () => {
  const sitting = draft()
  sitting.must(secretary, { ...ask, reviewer: null })
  sitting.must(secretary, { ...ask, paper: id('t', 6), lead: binh, reviewer: null })
  sitting.must(unit, { t: 'paper.submit', meeting, paper, version, note: '' })
  const steal = { t: 'paper.submit', meeting, paper: id('t', 6), version, note: '' } as const
  expect(sitting.does(binh, steal)).toBe('already-exists')
  const published = { paper: id('t', 9), item, title: 'Khác', kind: 'report' as const, position: 'V' }
  const other = { ...version, file: '9'.repeat(64) as FileId }
  sitting.must(secretary, { t: 'meeting.publish', meeting, papers: [{ ...published, version: other }] })
  expect(sitting.does(binh, { ...steal, version: other })).toBe('already-exists')
  expect(mayReadFile(sitting.state, sitting.actor(binh), sent)).toBe(false)
})

test('members propose items once the meeting is out; a refusal says why; nobody sees those of the others', () => {
  const sitting = draft()
  const make = {
    t: 'proposal.make',
    meeting,
    title: 'Tháng Thanh niên',
    reason: 'Cần thống nhất',
    minutes: 15,
  } as const
  expect(sitting.does(an, make)).toBe('illegal-transition')
  sitting.must(secretary, { t: 'meeting.publish', meeting, papers: [] })
  expect(sitting.does(chi, make)).toBe('no-right')
  expect(sitting.does(an, { ...make, reason: '' })).toBe('reason-needed')
  sitting.must(an, make)
  expect(preparationFor(sitting.state, chair).proposals).toHaveLength(1)
  expect(preparationFor(sitting.state, chi).proposals).toEqual([])
  const [proposal] = preparationFor(sitting.state, an).proposals
  const decide = { t: 'proposal.decide', meeting, proposal: proposal?.id ?? '', accepted: false, reason: '' } as const
  expect(sitting.does(secretary, decide)).toBe('reason-needed')
  sitting.must(secretary, { ...decide, reason: 'Để kỳ sau' })
  expect(preparationFor(sitting.state, an).proposals[0]?.decision).toMatchObject({ reason: 'Để kỳ sau' })
  expect(sitting.does(secretary, { ...decide, accepted: true })).toBe('illegal-transition')
})
