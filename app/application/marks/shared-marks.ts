import type { MarkId, PersonId } from '#domain/kernel/ids.ts'
import { compareMarks, type Mark } from '#domain/marks/mark.ts'
import {
  decodeReply,
  decodeShare,
  encodeReply,
  encodeShare,
  replyKey,
  shareKey,
  type StoredShare,
} from '#protocol/marks/shared-format.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'

export type Reply = { readonly id: string; readonly author: PersonId; readonly text: string; readonly at: number }

/** A mark that its author shows to everybody who may read the paper. */
export type SharedMark = StoredShare & {
  readonly author: PersonId
  /** In the order they were written. */
  readonly replies: readonly Reply[]
}

export type SharedMarks = {
  /** In reading order. */
  readonly marks: Live<readonly SharedMark[]>
  /** Shows a mark, or its new state where it is shown already. */
  share(mark: Mark): void
  /** Takes it back: it leaves the other machines as they hear of it. */
  withdraw(ids: readonly MarkId[]): void
  resolve(id: MarkId, resolved: boolean): void
  reply(mark: MarkId, text: string): void
  removeReply(id: string): void
  flush(): Promise<void>
  close(): void
}

/** The marks that people share on one paper. Each author writes in a place of their own, which the server vouches for. */
export function openSharedMarks(parts: {
  readonly document: HubDocument
  readonly me: PersonId
  readonly now: () => number
  readonly newId: () => string
}): SharedMarks {
  const { document, me, now } = parts
  const read = (): readonly SharedMark[] => {
    const authors = document.read('authors')
    const replies: (Reply & { readonly mark: MarkId })[] = []
    for (const [author, values] of authors)
      for (const [key, text] of values) {
        const reply = key.startsWith('reply/') ? decodeReply(text) : null
        if (reply) replies.push({ id: key.slice('reply/'.length), author, ...reply })
      }
    return [...authors]
      .flatMap(([author, values]) =>
        [...values].flatMap(([key, text]) => {
          const share = key.startsWith('mark/') ? decodeShare(text) : null
          // The key is the name by which its author takes it back.
          return share && key === shareKey(share.mark.id) ? [{ author, ...share }] : []
        }),
      )
      .map((share) => ({
        ...share,
        replies: replies
          .filter(({ mark }) => mark === share.mark.id)
          .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
      }))
      .toSorted((a, b) => compareMarks(a.mark, b.mark))
  }
  const marks = createCell(read())
  const end = document.watch(() => marks.set(read()))
  const own = (id: MarkId) => marks.get().find(({ author, mark }) => author === me && mark.id === id)

  return {
    marks,
    share(mark) {
      const before = own(mark.id)
      const share = { mark, sharedAt: before?.sharedAt ?? now(), resolved: before?.resolved ?? false }
      document.authorEditor(me).set(shareKey(mark.id), encodeShare(share))
    },
    withdraw: (ids) => document.authorEditor(me).remove(ids.map(shareKey)),
    resolve(id, resolved) {
      const before = own(id)
      if (before) document.authorEditor(me).set(shareKey(id), encodeShare({ ...before, resolved }))
    },
    reply: (mark, text) =>
      document.authorEditor(me).set(replyKey(parts.newId()), encodeReply({ mark, text, at: now() })),
    removeReply: (id) => document.authorEditor(me).remove([replyKey(id)]),
    flush: () => document.flush(),
    close: end,
  }
}
