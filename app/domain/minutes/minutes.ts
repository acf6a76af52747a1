import type { ItemId, MeetingId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { MeetingRole } from '../permissions/roles.ts'
import type { Instant } from '../kernel/time.ts'

/** A headed part of the minutes, e.g. one item of the agenda. */
export type MinutesPart = { readonly heading: string; readonly paragraphs: readonly string[] }

/** What the chair confirmed as the outcome of an item. A later one takes the place of the earlier; the log keeps both. */
export type Conclusion = { readonly text: string; readonly by: PersonId; readonly at: Instant }

/** The whole text of the minutes as it was given out: what is signed is exactly this, and stands in the log. */
export type MinutesDraft = {
  /** Of its entry in the log. */
  readonly seq: number
  /** Hash of its command: signatures name it. */
  readonly hash: string
  readonly by: PersonId
  readonly at: Instant
  readonly purpose: 'comments' | 'signature'
  /** 1 for the first minutes of the meeting; a correction is a new document with the next number. */
  readonly number: number
  readonly parts: readonly MinutesPart[]
  /** Until when comments are asked for; null where none was set. */
  readonly deadline: Instant | null
}
export type MinutesComment = {
  /** Entry of the draft that it is on. */
  readonly draft: number
  readonly by: PersonId
  readonly at: Instant
  readonly text: string
}
export type MinutesSignature = {
  readonly draft: number
  readonly by: PersonId
  readonly at: Instant
  readonly as: 'chair' | 'secretary'
}

export type Minutes = {
  readonly conclusions: ReadonlyMap<ItemId, Conclusion>
  readonly drafts: readonly MinutesDraft[]
  readonly comments: readonly MinutesComment[]
  readonly signatures: readonly MinutesSignature[]
}
export const emptyMinutes: Minutes = { conclusions: new Map(), drafts: [], comments: [], signatures: [] }

export type MinutesAct =
  | { readonly t: 'conclusion.confirm'; readonly meeting: MeetingId; readonly item: ItemId; readonly text: string }
  | {
      readonly t: 'minutes.circulate'
      readonly meeting: MeetingId
      readonly parts: readonly MinutesPart[]
      readonly deadline: Instant | null
    }
  | { readonly t: 'minutes.comment'; readonly meeting: MeetingId; readonly draft: number; readonly text: string }
  | { readonly t: 'minutes.submit'; readonly meeting: MeetingId; readonly parts: readonly MinutesPart[] }
  | {
      readonly t: 'minutes.sign'
      readonly meeting: MeetingId
      readonly draft: number
      /** Hash of the draft's command: a signature never slips onto another text. */
      readonly hash: string
      readonly as: 'chair' | 'secretary'
    }

export type MinutesRefusal = 'illegal-transition' | 'invalid' | 'minutes-changed'

export const signaturesOn = ({ signatures }: Minutes, draft: number): readonly MinutesSignature[] =>
  signatures.filter((signature) => signature.draft === draft)

/** Signed by the chair and by the secretary: there is no way back, only a correction with the next number. */
export const isSigned = (minutes: Minutes, draft: number): boolean =>
  (['chair', 'secretary'] as const).every((role) => signaturesOn(minutes, draft).some(({ as }) => as === role))

export const signedDrafts = (minutes: Minutes): readonly MinutesDraft[] =>
  minutes.drafts.filter(({ seq }) => isSigned(minutes, seq))

/** What people look at: the newest text that was given out. */
export const currentDraft = ({ drafts }: Minutes): MinutesDraft | null => drafts.at(-1) ?? null

/** The text that waits for signatures; null while none does. */
export function draftToSign(minutes: Minutes): MinutesDraft | null {
  const last = currentDraft(minutes)
  return last?.purpose === 'signature' && !isSigned(minutes, last.seq) ? last : null
}

/** Beside chair, secretary and members: who sat there for a member. Guests have no say in the minutes. */
export const mayCommentOnMinutes = (roles: readonly MeetingRole[]): boolean => roles.includes('substitute')

/** Whether the minutes allow it; who may act, and when in the meeting's life, is decided before. */
export function judgeMinutes(
  minutes: Minutes,
  act: MinutesAct,
  { by }: { readonly by: PersonId },
): Result<null, MinutesRefusal> {
  switch (act.t) {
    case 'conclusion.confirm':
      return act.text.trim() === '' ? fail('invalid') : ok(null)
    case 'minutes.circulate':
    case 'minutes.submit':
      return act.parts.length === 0 ? fail('invalid') : ok(null)
    case 'minutes.comment': {
      const last = currentDraft(minutes)
      if (act.text.trim() === '') return fail('invalid')
      if (!last || isSigned(minutes, last.seq)) return fail('illegal-transition')
      return last.seq === act.draft ? ok(null) : fail('minutes-changed')
    }
    case 'minutes.sign': {
      const draft = draftToSign(minutes)
      if (!draft) return fail('illegal-transition')
      if (draft.seq !== act.draft || draft.hash !== act.hash) return fail('minutes-changed')
      const isDone = signaturesOn(minutes, draft.seq).some(
        (signature) => signature.by === by || signature.as === act.as,
      )
      return isDone ? fail('illegal-transition') : ok(null)
    }
  }
}

export function applyMinutes(
  minutes: Minutes,
  act: MinutesAct,
  { by, at, seq, hash }: { readonly by: PersonId; readonly at: Instant; readonly seq: number; readonly hash: string },
): Minutes {
  switch (act.t) {
    case 'conclusion.confirm':
      return { ...minutes, conclusions: new Map(minutes.conclusions).set(act.item, { text: act.text, by, at }) }
    case 'minutes.circulate':
    case 'minutes.submit': {
      const draft: MinutesDraft = {
        seq,
        hash,
        by,
        at,
        purpose: act.t === 'minutes.circulate' ? 'comments' : 'signature',
        number: signedDrafts(minutes).length + 1,
        parts: act.parts,
        deadline: act.t === 'minutes.circulate' ? act.deadline : null,
      }
      return { ...minutes, drafts: [...minutes.drafts, draft] }
    }
    case 'minutes.comment':
      return { ...minutes, comments: [...minutes.comments, { draft: act.draft, by, at, text: act.text }] }
    case 'minutes.sign':
      return { ...minutes, signatures: [...minutes.signatures, { draft: act.draft, by, at, as: act.as }] }
  }
}
