import { expect, test } from 'vitest'
import { hourMs } from '#domain/kernel/time.ts'
import { findClashes, type HeldMeeting } from '#domain/meeting/clashes.ts'
import { an, binh, chi, id } from '#support/sitting.ts'

const meeting = (number: number, more: Partial<HeldMeeting> = {}): HeldMeeting => ({
  id: id('m', number),
  title: `Phiên họp ${number}`,
  status: 'invited',
  startsAt: 10 * hourMs,
  endsAt: 12 * hourMs,
  roomId: 'r1',
  participants: [{ person: an }, { person: binh }],
  ...more,
})
const other = (more: Partial<HeldMeeting>) => meeting(2, { roomId: '', participants: [{ person: chi }], ...more })

test.each([
  ['in the same room', { roomId: 'r1' }, [true, 0]],
  ['with one of the people', { participants: [{ person: chi }, { person: an }] }, [false, 1]],
  ['of no length, in the middle of it', { roomId: 'r1', startsAt: 11 * hourMs, endsAt: 11 * hourMs }, [true, 0]],
  ['that only runs into it', { roomId: 'r1', startsAt: 9 * hourMs, endsAt: 10 * hourMs + 1 }, [true, 0]],
] as const)('a meeting %s clashes', (_how, more, [sharesRoom, people]) => {
  expect(findClashes(meeting(1), [other(more)]).map((clash) => [clash.sharesRoom, clash.people.length])).toEqual([
    [sharesRoom, people],
  ])
})
test.each([
  ['that ends when it begins', { roomId: 'r1', startsAt: 8 * hourMs, endsAt: 10 * hourMs }],
  ['that begins when it ends', { roomId: 'r1', startsAt: 12 * hourMs, endsAt: 13 * hourMs }],
  ['with other people elsewhere', {}],
  ['that was cancelled', { roomId: 'r1', status: 'cancelled' as const }],
  ['that is itself', { id: id('m', 1), roomId: 'r1' }],
])('a meeting %s does not', (_how, more) => {
  expect(findClashes(meeting(1), [other(more)])).toEqual([])
})
test('two meetings without a room share none', () => {
  expect(findClashes(meeting(1, { roomId: '' }), [other({})])).toEqual([])
})
