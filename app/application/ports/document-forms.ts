import type { Result } from '#domain/kernel/result.ts'

export const minutesForms = [
  'union', // thể thức của Đoàn, HD 29-HD/TWĐTN-VP
  'state', // thể thức hành chính, NĐ 30/2020/NĐ-CP
  'board', // any board or committee
] as const
export type MinutesForm = (typeof minutesForms)[number]

/** What a form's tags stand for: `{name}`, and `{#parts}…{/parts}` around what repeats. */
export type FormValues = {
  readonly superior: string
  readonly agency: string
  readonly number: string
  readonly place: string
  readonly day: string
  readonly month: string
  readonly year: string
  /** Tên loại, e.g. BIÊN BẢN. */
  readonly kind: string
  readonly title: string
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly { readonly text: string }[] }[]
  readonly chairTitle: string
  readonly chairName: string
  readonly chairSigned: string
  readonly secretaryTitle: string
  readonly secretaryName: string
  readonly secretarySigned: string
  readonly recipientsTitle: string
  readonly recipients: readonly { readonly name: string }[]
  readonly verification: string
}

export type FormFailure =
  | { readonly kind: 'not-a-form' }
  /** A tag of the office's own form that stands for nothing here. */
  | { readonly kind: 'unknown-tag'; readonly tag: string }

export type DocumentForms = {
  /** One of the forms that come with the app, as a DOCX file. */
  shipped(form: MinutesForm): Promise<Uint8Array<ArrayBuffer>>
  /** Nothing is written where anything in the form is not understood. */
  fill(form: Uint8Array<ArrayBuffer>, values: FormValues): Promise<Result<Uint8Array<ArrayBuffer>, FormFailure>>
}
