import type { FileId, LetterId, MeetingId, PaperId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'

export const letterKinds = [
  'instruction', // bút phê: of who chairs, on a paper
  'note', // lời nhắn: to or from the table of the chair
  'service', // yêu cầu phục vụ: to the secretaries
] as const
export type LetterKind = (typeof letterKinds)[number]

/** What a letter is on. Its words and the place on the page are in the letter, for those who can open it. */
export type LetterSubject = { readonly paper: PaperId; readonly file: FileId; readonly page: number }

/** Words of one person to some others. The log says who, to whom and when; what it says only they can read. */
export type Letter = {
  readonly id: LetterId
  readonly kind: LetterKind
  readonly from: PersonId
  readonly to: readonly PersonId[]
  readonly about: LetterSubject | null
  /** Base64 of an envelope that is addressed to `from` and `to`. */
  readonly sealed: string
  readonly at: Instant
  readonly seen: readonly { readonly by: PersonId; readonly at: Instant }[]
}

export type LetterAct =
  | {
      readonly t: 'letter.send'
      readonly meeting: MeetingId
      readonly letter: LetterId
      readonly kind: LetterKind
      readonly to: readonly PersonId[]
      readonly about: LetterSubject | null
      readonly sealed: string
    }
  | { readonly t: 'letter.see'; readonly meeting: MeetingId; readonly letter: LetterId }

export type LetterRefusal = 'invalid' | 'already-exists' | 'unknown-letter' | 'no-right'

export const hasSeen = ({ seen }: Pick<Letter, 'seen'>, person: PersonId): boolean =>
  seen.some(({ by }) => by === person)

export const unseenBy = (letters: ReadonlyMap<LetterId, Letter>, person: PersonId): readonly Letter[] =>
  [...letters.values()].filter((letter) => letter.to.includes(person) && !hasSeen(letter, person))

/** Of one person in one meeting: everybody's machine keeps them all. */
export const mostLetters = 200

/** Those who sit at the chair's table: anybody may write to them, and they to anybody. */
type Table = {
  readonly isOnRoster: (person: PersonId) => boolean
  readonly isAtTable: (person: PersonId) => boolean
  readonly isSecretary: (person: PersonId) => boolean
}

/** Whether the letters allow it; who may write which kind is decided before. */
export function judgeLetter(
  letters: ReadonlyMap<LetterId, Letter>,
  act: LetterAct,
  { by, table }: { readonly by: PersonId; readonly table: Table },
): Result<null, LetterRefusal> {
  if (act.t === 'letter.see') {
    const letter = letters.get(act.letter)
    if (!letter) return fail('unknown-letter')
    return letter.to.includes(by) ? ok(null) : fail('no-right')
  }
  if (letters.has(act.letter)) return fail('already-exists')
  if ([...letters.values()].filter(({ from }) => from === by).length >= mostLetters) return fail('invalid')
  const isAddressed =
    act.to.length > 0 &&
    new Set(act.to).size === act.to.length &&
    !act.to.includes(by) &&
    act.to.every((person) => table.isOnRoster(person))
  if (!isAddressed) return fail('invalid')
  switch (act.kind) {
    case 'instruction':
      return act.about === null ? fail('invalid') : ok(null)
    case 'note':
      return table.isAtTable(by) || act.to.every((person) => table.isAtTable(person)) ? ok(null) : fail('no-right')
    case 'service':
      return act.to.every((person) => table.isSecretary(person)) ? ok(null) : fail('invalid')
  }
}

export function applyLetter(
  letters: ReadonlyMap<LetterId, Letter>,
  act: LetterAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): ReadonlyMap<LetterId, Letter> {
  if (act.t === 'letter.send') {
    const { letter: id, kind, to, about, sealed } = act
    return new Map(letters).set(id, { id, kind, from: by, to, about, sealed, at, seen: [] })
  }
  const letter = letters.get(act.letter)
  if (!letter || hasSeen(letter, by)) return letters
  return new Map(letters).set(letter.id, { ...letter, seen: [...letter.seen, { by, at }] })
}
