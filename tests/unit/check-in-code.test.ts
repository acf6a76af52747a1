import { expect, test } from 'vitest'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { checkInCode, readCheckInCode } from '#protocol/kernel/check-in-code.ts'

const meeting = 'm01' as MeetingId
const people = Array.from({ length: 500 }, (_, index) => `p${index}` as PersonId)

test('each person has a code of their own for each meeting, the same on every machine', () => {
  const codes = people.map((person) => checkInCode(meeting, person))
  expect(new Set(codes).size).toBe(people.length)
  expect(codes).toEqual(people.map((person) => checkInCode(meeting, person)))
  expect(codes).not.toContain(checkInCode('m02' as MeetingId, 'p0' as PersonId))
})
test.each([
  ['as it is printed', 'K7M-2QX', 'K7M-2QX'],
  ['without its line, in small letters', ' k7m2qx ', 'K7M-2QX'],
  ['with letters that look like digits', 'O1l-iLo', '011-110'],
  ['too short', 'K7M-2Q', null],
  ['with a letter that no code has', 'K7M-2QU', null],
  ['nothing', '', null],
])('a code is read %s', (_how, typed, code) => {
  expect(readCheckInCode(typed)).toBe(code)
})
test('what is written is read back', () => {
  for (const person of people) expect(readCheckInCode(checkInCode(meeting, person))).toBe(checkInCode(meeting, person))
})
