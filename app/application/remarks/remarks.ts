import type { PersonId } from '#domain/kernel/ids.ts'
import {
  assembleRemarks,
  type KeptAnswer,
  type Remark,
  type RemarkAnswer,
  type RemarkPlace,
  type SentRemark,
} from '#domain/remarks/remark.ts'
import {
  answerKey,
  decodeAnswer,
  decodeRemark,
  encodeAnswer,
  encodeRemark,
  remarkKey,
} from '#protocol/marks/remark-format.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'

/** Remarks on one paper, beside the marks that people share on it: whoever may read the paper reads them, offline too. */
export type Remarks = {
  /** In the order they were sent. */
  readonly remarks: Live<readonly Remark[]>
  send(text: string, place: RemarkPlace | null): void
  withdraw(id: string): void
  answer(remark: Remark, answer: Pick<RemarkAnswer, 'outcome' | 'text' | 'sentence'>): void
  flush(): Promise<void>
  close(): void
}

export function openRemarks(parts: {
  readonly document: HubDocument
  readonly me: PersonId
  readonly mayAnswer: (person: PersonId) => boolean
  readonly now: () => number
  /** 32 hexadecimal digits. */
  readonly newId: () => string
}): Remarks {
  const { document, me, now } = parts
  const read = (): readonly Remark[] => {
    const sent: SentRemark[] = []
    const answers: KeptAnswer[] = []
    for (const [author, values] of document.read('authors'))
      for (const [key, value] of values) {
        const remark = decodeRemark(author, key, value)
        const answer = remark ? null : decodeAnswer(author, key, value)
        if (remark) sent.push(remark)
        if (answer) answers.push(answer)
      }
    return assembleRemarks(sent, answers, parts.mayAnswer)
  }
  const remarks = createCell(read())
  const end = document.watch(() => remarks.set(read()))
  return {
    remarks,
    send: (text, place) =>
      document.authorEditor(me).set(remarkKey(parts.newId()), encodeRemark({ at: now(), text, place })),
    withdraw: (id) => document.authorEditor(me).remove([remarkKey(id)]),
    answer(remark, { outcome, text, sentence }) {
      const { id, author, at, text: said, place } = remark
      const kept = { at: now(), outcome, text, sentence, remark: { id, author, at, text: said, place } }
      document.authorEditor(me).set(answerKey(id), encodeAnswer(kept))
    },
    flush: () => document.flush(),
    close: end,
  }
}
