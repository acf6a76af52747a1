import { isFileId, type IdByPrefix, type LetterId, type MeetingId, type PersonId } from '#domain/kernel/ids.ts'
import { fail, type Result } from '#domain/kernel/result.ts'
import type { Letter, LetterKind, LetterSubject } from '#domain/letters/letter.ts'
import type { Act } from '#protocol/commands/acts.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import { decodeLetter, encodeLetter, letterLabel, type LetterContent } from '#protocol/letters/letter-format.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { ActOutcome } from '../acts/act-sender.ts'
import type { Live } from '../ports/live.ts'
import type { Directory } from '../ports/read-models.ts'
import type { LetterOpener } from '../ports/sealer.ts'

/** What only some people read. */
export type Letters = {
  /** Whether a letter can be sealed to a person: they have been signed in at least once. */
  canReach(person: PersonId): boolean
  /** Sealed here and sent as an act; without a network it waits. */
  send(
    meeting: MeetingId,
    letter: {
      readonly kind: LetterKind
      readonly to: readonly PersonId[]
      readonly about: LetterSubject | null
      readonly content: LetterContent
    },
  ): Promise<Result<ActOutcome, Refusal | 'unreachable'>>
  /** Null for what is not for this person, or damaged. */
  open(letter: Letter): Promise<LetterContent | null>
  /** Seals to people, and to this person. Null when one of them cannot be reached. */
  sealTo(
    plain: string,
    place: { readonly to: readonly PersonId[]; readonly label: string },
  ): Promise<Uint8Array<ArrayBuffer> | null>
  /** Null for what is not for this person. */
  openSealed(sealed: Uint8Array<ArrayBuffer>, label: string): Promise<string | null>
  close(): void
}

export function openLetters(parts: {
  readonly me: PersonId
  readonly opener: LetterOpener
  readonly directory: Live<Directory | null>
  /** The server has been heard of since the start, so that the directory here is as new as there. */
  readonly isChecked: Live<boolean>
  readonly submit: (act: Act) => Promise<Result<ActOutcome, Refusal>>
  readonly newId: (prefix: 'l') => IdByPrefix['l']
}): Letters {
  const { me, opener, directory } = parts
  const opened = new Map<LetterId, Promise<LetterContent | null>>()
  const keyOf = (person: PersonId): string | null =>
    directory.get()?.letterKeys.find(({ id }) => id === person)?.key ?? null

  let isAnnounced = false
  /** Once for each person, and again when a lost account made new keys. */
  function announce(): void {
    const known = directory.get()
    if (isAnnounced || !parts.isChecked.get() || !known?.people.some(({ id }) => id === me)) return
    if (keyOf(me) === opener.publicKey) return
    isAnnounced = true
    void parts.submit({ t: 'letter-key.put', person: me, key: opener.publicKey })
  }
  const ends = [directory.subscribe(announce), parts.isChecked.subscribe(announce)]
  announce()

  const sealTo: Letters['sealTo'] = async (plain, { to, label }) => {
    const keys = to.flatMap((person) => (person === me ? [] : [keyOf(person)]))
    const known = keys.filter((key) => key !== null)
    return known.length === keys.length ? opener.seal(new TextEncoder().encode(plain), { to: known, label }) : null
  }

  const openSealed: Letters['openSealed'] = async (sealed, label) => {
    const plain = await opener.open(sealed, label)
    return plain === null ? null : new TextDecoder().decode(plain)
  }

  return {
    canReach: (person) => person === me || keyOf(person) !== null,
    async send(meeting, { kind, to, about, content }) {
      const letter = parts.newId('l')
      const sealed = await sealTo(encodeLetter(content), { to, label: letterLabel(letter) })
      if (!sealed) return fail('unreachable')
      return parts.submit({ t: 'letter.send', meeting, letter, kind, to, about, sealed: toBase64(sealed) })
    },
    open(letter) {
      const known = opened.get(letter.id)
      if (known) return known
      const opening = openSealed(fromBase64(letter.sealed), letterLabel(letter.id))
        .then((plain) => (plain === null ? null : decodeLetter(plain)))
        // A mark of another version of the paper, or on no paper at all, is not what this letter is about.
        .then((content) =>
          content === null ? null : { ...content, mark: isOn(letter.about, content) ? content.mark : null },
        )
      opened.set(letter.id, opening)
      return opening
    },
    sealTo,
    openSealed,
    close: () => ends.forEach((end) => end()),
  }
}

const isOn = (about: LetterSubject | null, { mark }: LetterContent): boolean =>
  about !== null && mark !== null && isFileId(mark.target.file) && mark.target.file === about.file
