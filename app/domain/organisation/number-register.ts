import type { PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'

/** Sổ đăng ký văn bản đi: the numbers of one kind of document in one year. Nothing in it is ever freed. */
export type NumberRegister = {
  /** "2026/GM": year, and the abbreviation of the kind. */
  readonly id: string
  readonly taken: readonly {
    readonly number: number
    readonly title: string
    readonly by: PersonId
    readonly at: Instant
  }[]
  /** Numbers that only one person gives out: they may do so without a network. */
  readonly held: readonly { readonly from: number; readonly to: number; readonly by: PersonId }[]
}

export type NumberAct =
  | { readonly t: 'number.take'; readonly register: string; readonly number: number; readonly title: string }
  | { readonly t: 'number.hold'; readonly register: string; readonly count: number }

export const mostHeld = 50

const highest = ({ taken, held }: NumberRegister): number =>
  Math.max(0, ...taken.map(({ number }) => number), ...held.map(({ to }) => to))

const isTaken = ({ taken }: NumberRegister, number: number): boolean => taken.some((entry) => entry.number === number)

/** Numbers that a person holds and has not given out, the lowest first. */
export const heldNumbers = (register: NumberRegister, person: PersonId): readonly number[] =>
  register.held
    .filter(({ by }) => by === person)
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    .filter((number) => !isTaken(register, number))
    .toSorted((a, b) => a - b)

/** The one a person gets next: their own held ones first, so that no gap stays; `isOnline`: another one only then. */
export function nextNumber(register: NumberRegister, person: PersonId, isOnline: boolean): number | null {
  const [held] = heldNumbers(register, person)
  return held ?? (isOnline ? highest(register) + 1 : null)
}

export function judgeNumber(
  register: NumberRegister,
  act: NumberAct,
  by: PersonId,
): Result<null, 'invalid' | 'number-taken'> {
  if (act.t === 'number.hold') return act.count >= 1 && act.count <= mostHeld ? ok(null) : fail('invalid')
  if (act.title.trim() === '') return fail('invalid')
  const mayTake = act.number === highest(register) + 1 || heldNumbers(register, by).includes(act.number)
  return mayTake && !isTaken(register, act.number) ? ok(null) : fail('number-taken')
}

export function applyNumber(
  register: NumberRegister,
  act: NumberAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): NumberRegister {
  if (act.t === 'number.take')
    return { ...register, taken: [...register.taken, { number: act.number, title: act.title, by, at }] }
  const from = highest(register) + 1
  return { ...register, held: [...register.held, { from, to: from + act.count - 1, by }] }
}

export const emptyRegister = (id: string): NumberRegister => ({ id, taken: [], held: [] })

/** The register that a document belongs in, from its number as it is written ("……-GM/VPTW") and its year; null where it has none. */
export function registerOf(number: string, year: number): string | null {
  const kind = /-(\p{L}{1,10})(?:\/|$)/u.exec(number)?.[1]
  return kind ? `${year}/${kind}` : null
}
