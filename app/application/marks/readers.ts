import { isFileId, type FileId, type PaperId, type PersonId } from '#domain/kernel/ids.ts'
import {
  decodeAddressed,
  decodeOpening,
  encodeAddressed,
  encodeOpening,
  openedKey,
} from '#protocol/marks/shared-format.ts'
import type { Letters } from '../letters/letters.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'

/** One version of a paper, opened by one person for the first time. */
export type Opening = { readonly person: PersonId; readonly file: FileId; readonly at: number }

/** Who has opened a paper: sealed to those whom the meeting lets know it, beside the marks that people share on the paper. */
export type Readers = {
  /** Those that this person may know of. */
  readonly openings: Live<readonly Opening[]>
  /** Says once, to these people, that this person has opened a version. */
  note(file: FileId, to: readonly PersonId[]): Promise<void>
  flush(): Promise<void>
  close(): void
}

export function openReaders(parts: {
  readonly paper: PaperId
  readonly document: HubDocument
  readonly letters: Pick<Letters, 'sealTo' | 'openSealed' | 'canReach'>
  readonly me: PersonId
  readonly now: () => number
}): Readers {
  const { document, letters, me } = parts
  const openings = createCell<readonly Opening[]>([])
  const opened = new Map<string, Opening | null>()
  const labelOf = (person: PersonId, file: FileId) => `opened ${parts.paper} ${person} ${file}`

  async function read(): Promise<void> {
    for (const [person, values] of document.read('authors'))
      for (const [key, text] of values) {
        const file = key.startsWith('opened/') ? key.slice('opened/'.length) : ''
        const name = `${person} ${key} ${text}`
        const sealed = isFileId(file) ? decodeAddressed(text) : null
        if (!sealed || !isFileId(file) || opened.has(name)) continue
        const plain = await letters.openSealed(sealed, labelOf(person, file))
        const at = plain === null ? null : decodeOpening(plain)
        opened.set(name, at === null ? null : { person, file, at })
      }
    openings.set([...opened.values()].filter((each) => each !== null).toSorted((a, b) => a.at - b.at))
  }
  let last: Promise<void> = Promise.resolve()
  const readAgain = () => (last = last.then(read, read))
  const end = document.watch(() => void readAgain())
  void readAgain()

  return {
    openings,
    async note(file, to) {
      const key = openedKey(file)
      const reached = to.filter((person) => person !== me && letters.canReach(person))
      if (reached.length === 0 || document.read('authors').get(me)?.has(key)) return
      const label = labelOf(me, file)
      const sealed = await letters.sealTo(encodeOpening(parts.now()), { to: reached, label })
      if (sealed) document.authorEditor(me).set(key, encodeAddressed(sealed))
    },
    async flush() {
      await last
      await document.flush()
    },
    close: end,
  }
}
