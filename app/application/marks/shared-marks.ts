import type { MarkId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import { compareMarks, type Mark } from '#domain/marks/mark.ts'
import {
  decodeAddressed,
  decodeAudience,
  decodeReply,
  decodeShare,
  encodeAddressed,
  encodeAudience,
  encodeReply,
  encodeShare,
  replyKey,
  shareKey,
  type StoredReply,
  type StoredShare,
} from '#protocol/marks/shared-format.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import type { Letters } from '../letters/letters.ts'
import { createCell, type Live } from '../ports/live.ts'

export type Reply = { readonly id: string; readonly author: PersonId; readonly text: string; readonly at: number }

/** Null: everybody who may read the paper. Otherwise these people, and nobody else, the server included. */
export type Audience = readonly PersonId[] | null

/** A mark that its author shows to others. */
export type SharedMark = StoredShare & {
  readonly author: PersonId
  readonly audience: Audience
  /** In the order they were written. */
  readonly replies: readonly Reply[]
}

export type SharedMarks = {
  /** In reading order. */
  readonly marks: Live<readonly SharedMark[]>
  /** Shows marks, or their new state where they are shown already: then to the same people unless said otherwise. */
  share(marks: readonly Mark[], audience?: Audience): void
  /** Takes them back: they leave the other machines as they hear of it. */
  withdraw(ids: readonly MarkId[]): void
  resolve(id: MarkId, resolved: boolean): void
  reply(to: SharedMark, text: string): void
  removeReply(id: string): void
  flush(): Promise<void>
  close(): void
}

/** What stands under one key of one author: open to all readers, or addressed to some. */
type Value<Content> = Content & { readonly author: PersonId; readonly audience: Audience }

/** The marks that people share on one paper. Each author writes in a place of their own, which the server vouches for. */
export function openSharedMarks(parts: {
  readonly paper: PaperId
  readonly document: HubDocument
  readonly letters: Pick<Letters, 'sealTo' | 'openSealed'>
  readonly me: PersonId
  readonly now: () => number
  readonly newId: () => string
}): SharedMarks {
  const { document, me, now, letters } = parts
  /** What was opened of the addressed values, by author, key and text; null is not for this person. */
  const opened = new Map<string, { readonly to: readonly PersonId[]; readonly text: string } | null>()
  const opening = new Set<string>()
  let last: Promise<void> = Promise.resolve()
  const inOrder = (work: () => Promise<void>): Promise<void> => (last = last.then(work, work))
  const labelOf = (author: PersonId, key: string) => `shared ${parts.paper} ${author} ${key}`

  const marks = createCell<readonly SharedMark[]>([])
  const end = document.watch(() => marks.set(read()))
  marks.set(read())

  /** The value under a key, opened when it was addressed; null while that runs, and for what is not for this person. */
  function valueOf(author: PersonId, key: string, text: string): { audience: Audience; text: string } | null {
    const sealed = decodeAddressed(text)
    if (!sealed) return { audience: null, text }
    const name = `${author} ${key} ${text}`
    const known = opened.get(name)
    if (known !== undefined) return known && { audience: known.to, text: known.text }
    if (opening.has(name)) return null
    opening.add(name)
    void letters.openSealed(sealed, labelOf(author, key)).then((plain) => {
      opening.delete(name)
      opened.set(name, plain === null ? null : decodeAudience(plain))
      if (plain) marks.set(read())
    })
    return null
  }

  function read(): readonly SharedMark[] {
    const shares: Value<StoredShare>[] = []
    const replies: Value<StoredReply & { readonly id: string }>[] = []
    for (const [author, values] of document.read('authors'))
      for (const [key, stored] of values) {
        const value = /^(mark|reply)\//.test(key) ? valueOf(author, key, stored) : null
        if (!value) continue
        const common = { author, audience: value.audience }
        const share = decodeShare(value.text)
        // The key is the name by which its author takes it back.
        if (share && key === shareKey(share.mark.id)) shares.push({ ...common, ...share })
        const reply = key.startsWith('reply/') ? decodeReply(value.text) : null
        if (reply) replies.push({ ...common, ...reply, id: key.slice('reply/'.length) })
      }
    return shares
      .map((share) => ({
        ...share,
        replies: replies
          .filter(({ mark }) => mark === share.mark.id)
          .map(({ id, author, text, at }) => ({ id, author, text, at }))
          .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
      }))
      .toSorted((a, b) => compareMarks(a.mark, b.mark))
  }

  const own = (id: MarkId) => marks.get().find(({ author, mark }) => author === me && mark.id === id)

  async function put(key: string, text: string, audience: Audience): Promise<void> {
    if (audience === null) return document.authorEditor(me).set(key, text)
    const plain = encodeAudience({ to: audience, text })
    const sealed = await letters.sealTo(plain, { to: audience, label: labelOf(me, key) })
    // Whom no letter reaches could not be chosen; a key that went away meanwhile leaves what was shared before.
    if (!sealed) return
    const stored = encodeAddressed(sealed)
    opened.set(`${me} ${key} ${stored}`, { to: audience, text })
    document.authorEditor(me).set(key, stored)
  }

  return {
    marks,
    share(wanted, audience) {
      for (const mark of wanted)
        void inOrder(() => {
          const before = own(mark.id)
          const share = { mark, sharedAt: before?.sharedAt ?? now(), resolved: before?.resolved ?? false }
          return put(
            shareKey(mark.id),
            encodeShare(share),
            audience === undefined ? (before?.audience ?? null) : audience,
          )
        })
    },
    withdraw: (ids) => void inOrder(async () => document.authorEditor(me).remove(ids.map(shareKey))),
    resolve: (id, resolved) =>
      void inOrder(async () => {
        const before = own(id)
        if (before) await put(shareKey(id), encodeShare({ ...before, resolved }), before.audience)
      }),
    reply({ mark, author, audience }, text) {
      const reply = encodeReply({ mark: mark.id, text, at: now() })
      const readers = audience && [...new Set([author, ...audience])].filter((person) => person !== me)
      void inOrder(() => put(replyKey(parts.newId()), reply, readers))
    },
    removeReply: (id) => void inOrder(async () => document.authorEditor(me).remove([replyKey(id)])),
    async flush() {
      await last
      await document.flush()
    },
    close: end,
  }
}
